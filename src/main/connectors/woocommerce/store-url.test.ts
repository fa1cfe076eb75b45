import { expect, it } from 'vitest'
import { normaliseStoreUrl, plainHttpRefused, storeScope } from './store-url.ts'

it.each([
  ['store.example', 'https://store.example'],
  [' https://Store.example/ ', 'https://store.example'],
  ['example.org/shop/', 'https://example.org/shop'],
  ['https://example.org/shop/wp-admin/admin.php?page=wc-settings', 'https://example.org/shop'],
  ['https://example.org/wp-json/wc/v3/customers', 'https://example.org'],
  ['https://example.org/shop/wc-api/v3', 'https://example.org/shop'],
  ['store.example:8443', 'https://store.example:8443'],
  ['http://store.example', 'http://store.example'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['localhost/shop', 'http://localhost/shop'],
])('takes "%s" for %s', (typed, url) => {
  expect(normaliseStoreUrl(typed)).toEqual({ ok: true, value: url })
})

it.each([
  [' ', 'empty'],
  ['store', 'not-a-url'],
  ['https://', 'not-a-url'],
  ['ftp://store.example', 'not-https'],
  ['https://ck:cs@store.example', 'holds-credentials'],
])('takes "%s" for no address: %s', (typed, error) => {
  expect(normaliseStoreUrl(typed)).toEqual({ ok: false, error })
})

it('asks for agreement to plain http, save to this computer', () => {
  expect(plainHttpRefused('http://store.example', false)).toBe(true)
  expect(plainHttpRefused('http://store.example', true)).toBe(false)
  expect(plainHttpRefused('http://127.0.0.1:80', false)).toBe(false)
  expect(plainHttpRefused('https://store.example', false)).toBe(false)
})

it('knows a store by host and folder, whatever the scheme', () => {
  expect(storeScope('http://store.example/shop/')).toBe('store.example/shop')
  expect(storeScope('https://store.example/shop')).toBe('store.example/shop')
})

import { describe, expect, it } from 'vitest'
import { normaliseBaseUrl, tenantOf } from './base-url.ts'

describe('normaliseBaseUrl', () => {
  it.each([
    ['acme', 'https://acme.sku.io'],
    ['  Acme ', 'https://acme.sku.io'],
    ['acme.sku.io', 'https://acme.sku.io'],
    ['ACME.SKU.IO/login', 'https://acme.sku.io'],
    ['beta.acme', 'https://beta.acme.sku.io'],
    ['https://acme.sku.io', 'https://acme.sku.io'],
    ['https://acme.sku.io/customers?page=2#top', 'https://acme.sku.io'],
    ['HTTPS://acme.sku.io:8443/', 'https://acme.sku.io:8443'],
    ['https://sku.example.org', 'https://sku.example.org'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['127.0.0.1:4010/api', 'http://127.0.0.1:4010'],
    ['localhost:4010', 'http://localhost:4010'],
    ['http://[::1]:4010', 'http://[::1]:4010'],
  ])('reads %j as %s', (typed, url) => {
    expect(normaliseBaseUrl(typed, 'sku.io')).toEqual({ ok: true, value: url })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['not a host', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['http://acme.sku.io', 'not-https'],
    ['http://127.0.0.1.evil.example', 'not-https'],
    ['ftp://acme.sku.io', 'not-https'],
    ['javascript://acme.sku.io', 'not-https'],
    ['file:///etc/passwd', 'not-a-url'],
    ['https://user:pass@acme.sku.io', 'holds-credentials'],
  ])('refuses %j as %s', (typed, problem) => {
    expect(normaliseBaseUrl(typed, 'sku.io')).toEqual({ ok: false, error: problem })
  })
})

describe('tenantOf', () => {
  it.each([
    ['https://acme.sku.io', 'acme'],
    ['https://beta.acme.sku.io', 'beta.acme'],
    ['https://notsku.io', ''],
    ['http://127.0.0.1:4010', ''],
  ])('of %s is %j', (url, tenant) => {
    expect(tenantOf(url, 'sku.io')).toBe(tenant)
  })
})

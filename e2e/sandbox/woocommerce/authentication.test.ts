import { expect, test } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'

const LEGACY = '/wc-api/v3/customers/count'
const MODERN = '/wp-json/wc/v3/customers'
const minutes = (count: number): number => Math.floor(Date.now() / 1000) + count * 60

test.each([LEGACY, MODERN])('a signature lets in, by either algorithm: %s', async (path) => {
  const { api } = await sandboxWithApi()
  expect((await api('GET', path)).status).toBe(200)
  expect((await api('GET', path, undefined, { algorithm: 'sha1' })).status).toBe(200)
})

test.each([LEGACY, MODERN])(
  'the clock may be 14 minutes off and not 16, and a nonce is good once: %s',
  async (path) => {
    const { api } = await sandboxWithApi()
    for (const off of [-14, 14]) {
      expect((await api('GET', path, undefined, { timestamp: minutes(off) })).status).toBe(200)
    }
    for (const off of [-16, 16]) {
      const answer = await api('GET', path, undefined, { timestamp: minutes(off) })
      expect(answer.status).toBe(401)
      expect(answer.text).toContain('Invalid timestamp.')
    }
    expect((await api('GET', path, undefined, { nonce: 'same' })).status).toBe(200)
    expect((await api('GET', path, undefined, { nonce: 'same' })).status).toBe(401)
  },
)

test('what is missing or wrong is told unevenly', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const basic = {
    authorization: `Basic ${Buffer.from(`${sandbox.consumerKey}:${sandbox.consumerSecret}`).toString('base64')}`,
  }
  const legacy = await api('GET', LEGACY, undefined, { unsigned: true, headers: basic })
  expect(legacy.status).toBe(404)
  expect(legacy.body).toEqual({
    errors: [
      { code: 'woocommerce_api_authentication_error', message: 'oauth_consumer_key parameter is missing' },
    ],
  })
  expect((await api('GET', MODERN, undefined, { unsigned: true, headers: basic })).status).toBe(401)
  expect((await api('GET', LEGACY, undefined, { without: 'oauth_nonce' })).status).toBe(404)

  const nobody = { key: { consumerKey: 'ck_nobody', consumerSecret: 'x' } }
  expect((await api('GET', LEGACY, undefined, nobody)).text).toContain('Consumer key is invalid.')
  expect((await api('GET', MODERN, undefined, nobody)).body).toMatchObject({
    code: 'woocommerce_rest_cannot_view',
  })
  const liar = { key: { consumerKey: sandbox.consumerKey, consumerSecret: 'x' } }
  expect((await api('GET', MODERN, undefined, liar)).body).toMatchObject({
    code: 'woocommerce_rest_authentication_error',
  })
})

test('a key that may only read writes nothing; one without rights is 401 here and 403 there', async () => {
  const { sandbox, api } = await sandboxWithApi()
  sandbox.keys.change(sandbox.consumerKey, { permissions: 'read' })
  const customers = { customers: [{ email: 'a@x.example' }] }
  expect((await api('POST', '/wc-api/v3/customers/bulk', customers)).status).toBe(401)
  expect((await api('POST', MODERN, { email: 'a@x.example' })).status).toBe(401)
  expect(sandbox.store.users.size).toBe(1)
  sandbox.keys.change(sandbox.consumerKey, { ownerMay: false })
  expect((await api('GET', LEGACY)).status).toBe(401)
  expect((await api('GET', MODERN)).status).toBe(403)
})

test('the owner of the key can be deleted, and then nobody is let in', async () => {
  const { api } = await sandboxWithApi()
  expect((await api('DELETE', '/wc-api/v3/customers/1')).status).toBe(200)
  expect((await api('GET', LEGACY)).status).toBe(401)
  expect((await api('GET', MODERN)).status).toBe(401)
})

test('the indexes are open to everybody', async () => {
  const { api } = await sandboxWithApi({ timezone: 'Asia/Tokyo', generatesPasswords: false })
  const legacy = await api('GET', '/wc-api/v3/', undefined, { unsigned: true })
  expect(legacy.body).toMatchObject({
    store: { name: 'Corner Store', meta: { timezone: 'Asia/Tokyo', generate_password: false } },
  })
  const site = await api('GET', '/wp-json/', undefined, { unsigned: true })
  expect(site.body).toMatchObject({ name: 'Corner Store' })
})

import { request } from 'node:http'
import { expect, test } from 'vitest'
import { anyText, sandboxWithApi } from './api.testing.ts'

const UNAUTHENTICATED = { message: 'Unauthenticated.' }

test('me tells who the token belongs to, which tenant this is and what the token may do, without any scope', async () => {
  const { sandbox, api } = await sandboxWithApi({ tenant: 'beta.acme' })
  sandbox.tokens.change(sandbox.token, { scopes: [] })

  const { status, body } = await api('GET', '/api/me')

  expect(status).toBe(200)
  expect(body).toMatchObject({
    data: { id: 7, name: 'Robin Vale', role: 'power-user' },
    tenant_id: 'beta.acme',
    tenant_name: 'beta.acme Trading',
    token: { type: 'personal', scopes: [], expires_at: null, is_expired: false },
  })
})

test('an unknown token, no token and a revoked token get the same 401', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const unknown = await api('GET', '/api/customers', undefined, { authorization: 'Bearer 1|nobody' })
  const none = await api('GET', '/api/customers', undefined, { authorization: null })
  sandbox.tokens.revoke(sandbox.token)
  const revoked = await api('GET', '/api/customers')

  for (const answer of [unknown, none, revoked]) {
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual(UNAUTHENTICATED)
  }
})

test('another tenant of the wildcard name gets the same 401, its own name is let in', async () => {
  const { sandbox } = await sandboxWithApi({ tenant: 'acme' })

  expect(await statusWithHost(sandbox.baseUrl, 'other.sku.io', sandbox.token)).toBe(401)
  expect(await statusWithHost(sandbox.baseUrl, 'acme.sku.io', sandbox.token)).toBe(200)
})

test('an expired token is refused everywhere', async () => {
  const { sandbox, api } = await sandboxWithApi({ now: () => new Date('2026-11-02T09:00:00Z') })
  sandbox.tokens.change(sandbox.token, { expiresAt: Date.parse('2026-11-02T08:59:59Z') })

  expect((await api('GET', '/api/me')).body).toEqual(UNAUTHENTICATED)
  expect((await api('GET', '/api/customers')).body).toEqual(UNAUTHENTICATED)
})

test('where the remote shows expired tokens, only me answers for one and says so', async () => {
  const { sandbox, api } = await sandboxWithApi({ expiredTokens: 'shown-by-me' })
  sandbox.tokens.change(sandbox.token, { expiresAt: Date.parse('2020-01-01T00:00:00Z') })

  expect((await api('GET', '/api/me')).body.token).toMatchObject({
    expires_at: '2020-01-01T00:00:00.000Z',
    is_expired: true,
  })
  expect((await api('GET', '/api/customers')).status).toBe(401)
})

test('reading takes customers:read and writing customers:write, and the 403 names the scope', async () => {
  const { sandbox, api } = await sandboxWithApi()
  sandbox.tokens.change(sandbox.token, { scopes: ['customers:read'] })
  expect((await api('GET', '/api/customers')).status).toBe(200)
  const write = await api('POST', '/api/customers', { name: 'Mara' })
  expect(write.status).toBe(403)
  expect(write.body).toMatchObject({ required_scope: 'customers:write', message: anyText })
  expect(sandbox.store.customers.size).toBe(0)

  sandbox.tokens.change(sandbox.token, { scopes: ['customers:write'] })
  for (const path of ['/api/customers', '/api/v2/customers', '/api/v2/customers/1']) {
    expect((await api('GET', path)).body).toMatchObject({ required_scope: 'customers:read' })
  }
})

test('endpoints for power users answer 403 without a scope to ordinary users', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const { id } = sandbox.store.createCustomer({ name: 'Mara Okafor' })
  sandbox.tokens.change(sandbox.token, { role: 'user' })

  for (const [method, path] of [
    ['DELETE', `/api/customers/${id}`],
    ['DELETE', '/api/customers'],
    ['POST', '/api/customers/deletable'],
    ['POST', '/api/customers/import/preview'],
    ['POST', '/api/customers/import'],
    ['GET', '/api/customers/find-match?name=a&zip=b&address1=c'],
    ['GET', `/api/customers/${id}/addresses`],
    ['POST', `/api/customers/${id}/addresses`],
  ] as const) {
    const answer = await api(method, path)
    expect(answer.status, `${method} ${path}`).toBe(403)
    expect(answer.body).toEqual({ message: 'This action is unauthorized.' })
  }
  expect((await api('PUT', `/api/customers/${id}`, { name: 'Mara' })).status).toBe(200)
})

test('a client that does not ask for JSON gets HTML and nothing is done for it', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const signedIn = await api('POST', '/api/customers', { name: 'Mara' }, { accept: '*/*' })
  expect(signedIn.status).toBe(200)
  expect(signedIn.headers.get('content-type')).toContain('text/html')
  expect(sandbox.store.customers.size).toBe(0)

  const signedOut = await api('GET', '/api/me', undefined, { accept: '*/*', authorization: null })
  expect(signedOut.status).toBe(302)
  expect(signedOut.headers.get('location')).toBe('/login')
  expect((await api('GET', '/login')).text).toContain('Sign in')
})

test('a path that does not exist is a JSON 404', async () => {
  const { api } = await sandboxWithApi()
  const answer = await api('GET', '/api/nothing-here')
  expect(answer.status).toBe(404)
  expect(answer.body).toEqual({ message: 'The route api/nothing-here could not be found.' })
})

/** `fetch` does not let a client choose its Host header; Node's own client does. */
function statusWithHost(baseUrl: string, host: string, token: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { host, accept: 'application/json', authorization: `Bearer ${token}` }
    request(`${baseUrl}/api/me`, { headers, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

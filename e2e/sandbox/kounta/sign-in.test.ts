import { expect, test } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'

const BACK = 'http://127.0.0.1:9/back'

test('a code is good once, for its application and address, and a refresh token rotates', async () => {
  const { sandbox } = await sandboxWithApi()
  const authorise = async (query: Record<string, string>): Promise<URL> => {
    const all = { client_id: sandbox.clientId, redirect_uri: BACK, response_type: 'code', ...query }
    const url = `${sandbox.baseUrl}/authorize?${new URLSearchParams(all).toString()}`
    const answer = await fetch(url, { redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? 'nowhere:')
  }
  const token = async (
    form: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const all = { client_id: sandbox.clientId, client_secret: sandbox.clientSecret, ...form }
    const answer = await fetch(`${sandbox.baseUrl}/v1/token.json`, {
      method: 'POST',
      body: new URLSearchParams(all),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  expect((await authorise({})).searchParams.get('error')).toBe('invalid_request')
  expect((await authorise({ client_id: 'nobody', state: 's' })).protocol).toBe('nowhere:')

  const back = await authorise({ state: 's' })
  expect(back.searchParams.get('state')).toBe('s')
  const exchange = {
    ...{ grant_type: 'authorization_code', redirect_uri: BACK },
    code: back.searchParams.get('code') ?? '',
  }
  expect((await token({ ...exchange, client_secret: 'wrong' })).status).toBe(401)
  const first = await token(exchange)
  expect(first.body).toMatchObject({ expires_in: 3600, token_type: 'Bearer' })
  expect((await token(exchange)).status).toBe(400)

  const refresh = { grant_type: 'refresh_token', refresh_token: String(first.body['refresh_token']) }
  expect((await token(refresh)).status).toBe(200)
  expect(await token(refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
})

test('an expired token answers 400 with a message, or 401', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const { access_token: token } = sandbox.access.issueTokens(sandbox.clientId)
  const ask = () => api('GET', '/v1/companies/me.json', undefined, { authorization: `Bearer ${token}` })
  expect((await ask()).status).toBe(200)
  sandbox.access.expireAccess()
  expect(await ask()).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('expired') as string },
  })
  sandbox.behaviour.expiredToken = 401
  expect((await ask()).status).toBe(401)
})

import { beforeEach, describe, expect, it } from 'vitest'
import type { Credentials } from '#shared/connector/credential-field.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import type { KountaSandbox, KountaSandboxOptions } from '../../../../e2e/sandbox/kounta/server.ts'
import { credentialsOf } from './authorisation.ts'
import { connectorTo, startSandbox } from './sandboxed-connector.testing.ts'

describe('a Kounta connection with a sign-in', () => {
  let sandbox: KountaSandbox
  let http: ReturnType<typeof createHttpClient>
  /** What was to be kept, in its order, and how many requests had been answered by then. */
  let kept: { changed: Credentials; requests: number }[]
  const { signal } = new AbortController()

  const start = async (options: KountaSandboxOptions = {}): Promise<void> => {
    sandbox = await startSandbox(options)
  }
  beforeEach(async () => {
    kept = []
    http = createHttpClient({ fetch: (url, options) => fetch(url, options) })
    await start()
  })

  /** Credentials of somebody who has signed in just now. */
  const signedIn = (): Credentials => {
    const { access_token: accessToken, refresh_token: refreshToken } = sandbox.access.issueTokens(
      sandbox.clientId,
    )
    return {
      ...{ mode: 'oauth', clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
      ...credentialsOf({ accessToken, refreshToken, expiresAt: Date.now() + 3_600_000 }),
    }
  }
  const save = (changed: Credentials): Promise<void> => {
    kept.push({ changed, requests: sandbox.requests.count() })
    return Promise.resolve()
  }
  const connector = (credentials: Credentials, saveCredentials = save) =>
    connectorTo(sandbox, { credentials, http, saveCredentials, scopeId: '5678' })
  const renewals = () => sandbox.requests.count({ path: '/v1/token' })

  it('asks with its token', async () => {
    expect((await connector(signedIn()).checkConnection(signal)).ok).toBe(true)
    expect([renewals(), kept]).toEqual([0, []])
  })

  it.each([400, 401] as const)(
    'renews a token that is refused with %i once, and asks again',
    async (expiredToken) => {
      await start({ expiredToken })
      const credentials = signedIn()
      sandbox.access.expireAccess()
      const one = connector(credentials)
      expect((await one.checkConnection(signal)).ok).toBe(true)
      expect((await one.checkConnection(signal)).ok).toBe(true)
      expect(renewals()).toBe(1)
      expect(kept).toHaveLength(1)
      expect(kept[0]?.changed['refreshToken']).not.toBe(credentials['refreshToken'])
      expect(kept[0]?.changed['accessToken']).not.toBe(credentials['accessToken'])
    },
  )

  it('renews one that is about to expire before it asks, and keeps the new one before it is used', async () => {
    const old = { ...signedIn(), expiresAt: String(Date.now() + 30_000) }
    expect((await connector(old).checkConnection(signal)).ok).toBe(true)
    expect(sandbox.requests.list().map(({ path }) => path)).toEqual(['/v1/token', '/v1/companies/me.json'])
    // Only the renewal had been asked for by then.
    expect(kept.map(({ requests }) => requests)).toEqual([1])
  })

  it('renews once, however many requests need it', async () => {
    const credentials = signedIn()
    sandbox.access.expireAccess()
    const ids = Array.from({ length: 8 }, (_, index) =>
      String(sandbox.store.create({ first_name: `C${index}`, email: `c${index}@x.example` }, 'staff').id),
    )
    const [one, two] = [connector(credentials), connector(credentials)]
    const answers = await Promise.all([
      one.get('customer', ids, signal),
      two.get('customer', ids, signal),
      one.checkConnection(signal),
    ])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(renewals()).toBe(1)
  })

  it('belongs to the sign-in that its kept token has come from, wherever that was renewed', async () => {
    const credentials = signedIn()
    sandbox.access.expireAccess()
    expect((await connector(credentials).checkConnection(signal)).ok).toBe(true)
    // Made with what was kept before: the refresh token in it is worth nothing any more.
    expect((await connector(credentials).checkConnection(signal)).ok).toBe(true)
    expect(renewals()).toBe(1)
  })

  it('uses no token that could not be kept, and tries to keep it again', async () => {
    const credentials = signedIn()
    sandbox.access.expireAccess()
    let full = true
    const one = connector(credentials, (changed) =>
      full ? Promise.reject(new Error('disk')) : save(changed),
    )
    expect(await one.checkConnection(signal)).toEqual({
      ok: false,
      error: { kind: 'protocol', detail: 'The new token could not be kept on this computer' },
    })
    full = false
    expect((await one.checkConnection(signal)).ok).toBe(true)
    expect(renewals()).toBe(1)
    expect(kept).toHaveLength(1)
  })

  it('keeps its refresh token where a renewal brings no other', async () => {
    await start({ refreshTokens: 'stay' })
    const credentials = signedIn()
    sandbox.access.expireAccess()
    expect((await connector(credentials).checkConnection(signal)).ok).toBe(true)
    expect(kept[0]?.changed['refreshToken']).toBe(credentials['refreshToken'])
  })

  it('says that somebody has to sign in again once everything was taken back, and shows no secret', async () => {
    const credentials = signedIn()
    sandbox.access.revokeAll()
    const answer = await connector(credentials).checkConnection(signal)
    expect(answer).toEqual({
      ok: false,
      error: { kind: 'unauthorised', detail: 'Invalid refresh token', expired: true },
    })
    expect(
      await connector({ mode: 'oauth', clientId: 'a', clientSecret: 'b' }).checkConnection(signal),
    ).toMatchObject({
      error: { kind: 'unauthorised', expired: true },
    })
  })

  it('is not signed out by a remote that cannot renew just now', async () => {
    const credentials = signedIn()
    sandbox.access.expireAccess()
    const one = connector(credentials)
    for (const fault of [{ kind: 'status', status: 503 }, { kind: 'cut-before' }] as const) {
      sandbox.faults.add({ fault, path: '/v1/token', times: 1 })
      expect(await one.checkConnection(signal)).toMatchObject({ error: { kind: 'unavailable' } })
    }
    expect((await one.checkConnection(signal)).ok).toBe(true)
  })

  it('creates once where the token expires on the way', async () => {
    const credentials = signedIn()
    sandbox.access.expireAccess()
    const whole = { ...emptyCustomerDraft(), firstName: 'Mara', email: 'mara@x.example' }
    const item = { type: 'create' as const, localId: 'a', key: '', archived: false, whole }
    expect(await connector(credentials).push('customer', [item], signal)).toMatchObject([
      { status: 'accepted' },
    ])
    expect(sandbox.store.customers.size).toBe(1)
  })

  it('leaves a write unsent that there is no token for', async () => {
    const credentials = signedIn()
    sandbox.access.revokeAll()
    const whole = { ...emptyCustomerDraft(), firstName: 'Mara', email: 'mara@x.example' }
    const item = { type: 'create' as const, localId: 'a', key: '', archived: false, whole }
    expect(await connector(credentials).push('customer', [item], signal)).toMatchObject([
      { status: 'not-sent', error: { kind: 'unauthorised' } },
    ])
  })
})

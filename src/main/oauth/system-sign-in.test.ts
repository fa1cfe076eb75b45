import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createConnector, signInMethodOf } from '#main/connectors/registry.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import { startKountaSandbox, type KountaSandbox } from '../../../e2e/sandbox/kounta/server.ts'
import { systemSignIn } from './system-sign-in.ts'

describe('systemSignIn', () => {
  let sandbox: KountaSandbox
  let browsing: Promise<unknown>[]
  const http = createHttpClient({ fetch: (url, options) => fetch(url, options) })

  beforeEach(async () => {
    sandbox = await startKountaSandbox()
    browsing = []
  })
  afterEach(async () => {
    await Promise.all(browsing)
    await sandbox.close()
  })

  const place = () => ({
    baseUrl: sandbox.baseUrl,
    credentials: { mode: 'oauth', clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
  })
  const openExternal = (url: string): Promise<void> => {
    browsing.push(fetch(url))
    return Promise.resolve()
  }

  it('brings credentials that a connector of this system is let in with', async () => {
    const signedIn = await systemSignIn({ methodOf: signInMethodOf, http, openExternal }).start(
      'kounta',
      place(),
    )
    if (!signedIn.ok) throw new Error(signedIn.error.kind)
    expect(signedIn.value['mode']).toBe('oauth')
    const { baseUrl, credentials } = place()
    const connector = createConnector('kounta', {
      ...{ baseUrl, http, scopeId: '', credentials: { ...credentials, ...signedIn.value } },
      saveCredentials: () => Promise.resolve(),
    })
    expect(await connector.checkConnection(new AbortController().signal)).toMatchObject({
      ok: true,
      value: { scopeId: '5678', accountName: 'Swan Lane Coffee' },
    })
  })

  it('says so where the secret is wrong', async () => {
    const wrong = { ...place(), credentials: { ...place().credentials, clientSecret: 'wrong' } }
    const parts = { methodOf: signInMethodOf, http, openExternal }
    expect(await systemSignIn(parts).start('kounta', wrong)).toEqual({
      ok: false,
      error: { kind: 'unauthorised', detail: 'Client authentication failed', expired: true },
    })
  })

  it('gives up when told, and for another one', async () => {
    const silent = systemSignIn({ methodOf: signInMethodOf, http, openExternal: () => Promise.resolve() })
    const first = silent.start('kounta', place())
    const second = silent.start('kounta', place())
    silent.cancel()
    const cancelled = { ok: false, error: { kind: 'sign-in-cancelled' } }
    expect([await first, await second]).toEqual([cancelled, cancelled])
  })

  it('is none for a system without one, and opens the page of the real Kounta at its own host', async () => {
    const asked: string[] = []
    const open = (url: string): Promise<void> => {
      asked.push(url)
      return Promise.reject(new Error('not here'))
    }
    const all = systemSignIn({ methodOf: signInMethodOf, http, openExternal: open })
    expect(await all.start('sku-io', place())).toEqual({ ok: false, error: { kind: 'not-configured' } })
    await all.start('kounta', { ...place(), baseUrl: 'https://api.kounta.com' })
    const page = new URL(asked[0] ?? '')
    expect(page.origin + page.pathname).toBe('https://my.kounta.com/authorize')
    expect(Object.fromEntries(page.searchParams)).toMatchObject({
      ...{ client_id: sandbox.clientId, response_type: 'code', code_challenge_method: 'S256' },
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/signed-in$/) as string,
      state: expect.stringMatching(/^[\w-]{32}$/) as string,
    })
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpClient } from '#main/http/http-client.ts'
import { requestTokens } from '#main/connectors/kounta/tokens.ts'
import { startKountaSandbox, type KountaSandbox } from '../../../e2e/sandbox/kounta/server.ts'
import { signIn, type AuthoriseRequest } from './sign-in.ts'

describe('signIn', () => {
  let sandbox: KountaSandbox
  /** Pages the browser was shown, in their order. */
  let pages: { url: string; status: number; text: string }[]
  let browsing: Promise<void>[]
  const { signal } = new AbortController()

  beforeEach(async () => {
    sandbox = await startKountaSandbox()
    pages = []
    browsing = []
  })
  afterEach(async () => {
    await Promise.all(browsing)
    await sandbox.close()
  })

  const authoriseUrl = ({ state, challenge, redirectUri }: AuthoriseRequest): string => {
    const query = {
      ...{ client_id: sandbox.clientId, redirect_uri: redirectUri, response_type: 'code', state },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    }
    return `${sandbox.baseUrl}/authorize?${new URLSearchParams(query).toString()}`
  }
  /** A browser: follows redirects, and does not tell the app when it is done. */
  const browse = async (url: string): Promise<void> => {
    const answer = await fetch(url)
    pages.push({ url: answer.url, status: answer.status, text: await answer.text() })
  }
  const openExternal = (url: string): Promise<void> => {
    browsing.push(browse(url))
    return Promise.resolve()
  }

  it('brings a code that the remote gives tokens for, with its PKCE verifier', async () => {
    const granted = await signIn({ authoriseUrl, openExternal }, signal)
    if (!granted.ok) throw new Error(granted.error.kind)
    const { clientId, clientSecret, baseUrl } = sandbox
    const http = createHttpClient({ fetch: (url, options) => fetch(url, options) })
    const application = { baseUrl, clientId, clientSecret }
    const tokens = await requestTokens(http, application, { kind: 'code', ...granted.value }, signal)
    if (!tokens.ok) throw new Error(tokens.error.kind)
    expect(sandbox.access.callerOf(`Bearer ${tokens.value.accessToken}`)).toMatchObject({
      kind: 'application',
    })
    await Promise.all(browsing)
    expect(pages).toMatchObject([
      { status: 200, text: expect.stringContaining('You can close this page') as string },
    ])
  })

  it('is of no use to somebody who knows the code alone', async () => {
    const granted = await signIn({ authoriseUrl, openExternal }, signal)
    if (!granted.ok) throw new Error(granted.error.kind)
    const { code, redirectUri, verifier } = granted.value
    expect(verifier).not.toBe('')
    const stolen = { application: sandbox.clientId, code, redirectUri, verifier: 'guessed' }
    expect(sandbox.access.redeemCode(stolen)).toBeUndefined()
  })

  it('makes everything anew each time', async () => {
    const requests: AuthoriseRequest[] = []
    const remember = (request: AuthoriseRequest): string => {
      requests.push(request)
      return authoriseUrl(request)
    }
    await signIn({ authoriseUrl: remember, openExternal }, signal)
    await signIn({ authoriseUrl: remember, openExternal }, signal)
    const [one, two] = requests
    expect(one?.state).not.toBe(two?.state)
    expect(one?.challenge).not.toBe(two?.challenge)
    expect(one?.challenge).toMatch(/^[\w-]{43}$/)
    expect(one?.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/signed-in$/)
  })

  it('says so where the person refuses', async () => {
    sandbox.behaviour.signIn = 'refuse'
    expect(await signIn({ authoriseUrl, openExternal }, signal)).toEqual({
      ok: false,
      error: { kind: 'sign-in-refused', detail: 'access_denied' },
    })
    await Promise.all(browsing)
    expect(pages[0]?.text).toContain('You are not signed in')
  })

  it('takes no answer without its state, from no other path and by no other method', async () => {
    const seen: number[] = []
    const result = await signIn(
      {
        authoriseUrl: (request) => JSON.stringify(request),
        openExternal: async (text) => {
          const { state, redirectUri } = JSON.parse(text) as AuthoriseRequest
          const ask = async (url: string, method = 'GET'): Promise<void> => {
            seen.push((await fetch(url, { method })).status)
          }
          await ask(`${redirectUri}?code=planted`)
          await ask(`${redirectUri}?code=planted&state=${state}x`)
          await ask(`${redirectUri}/other?code=planted&state=${state}`)
          await ask(`${redirectUri}?code=planted&state=${state}`, 'POST')
          await ask(`${redirectUri}?code=planted&state=${state}&pad=${'x'.repeat(9000)}`)
          await ask(`${redirectUri}?code=mine&state=${state}`)
        },
      },
      signal,
    )
    expect(seen).toEqual([404, 404, 404, 404, 404, 200])
    expect(result).toMatchObject({ ok: true, value: { code: 'mine' } })
  })

  it('ends when it is given up, when the time is over, and where there is no browser', async () => {
    const nobody = { authoriseUrl, openExternal: () => Promise.resolve() }
    const controller = new AbortController()
    const given = signIn(nobody, controller.signal)
    controller.abort()
    expect(await given).toEqual({ ok: false, error: { kind: 'sign-in-cancelled' } })
    expect(await signIn(nobody, controller.signal)).toEqual({
      ok: false,
      error: { kind: 'sign-in-cancelled' },
    })
    expect(await signIn({ ...nobody, timeoutMs: 20 }, signal)).toEqual({
      ok: false,
      error: { kind: 'sign-in-timeout' },
    })
    const openExternal = (): Promise<void> => Promise.reject(new Error('no browser'))
    expect(await signIn({ authoriseUrl, openExternal }, signal)).toEqual({
      ok: false,
      error: { kind: 'no-browser' },
    })
  })

  it('listens no longer than it lasts', async () => {
    let redirectUri = ''
    const authorise = (request: AuthoriseRequest): string => {
      redirectUri = request.redirectUri
      return authoriseUrl(request)
    }
    await signIn({ authoriseUrl: authorise, openExternal }, signal)
    await expect(fetch(redirectUri)).rejects.toThrow()
  })
})

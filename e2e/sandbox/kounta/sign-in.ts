import { Hono, type Context } from 'hono'
import type { Application, IssuedTokens } from './access.ts'
import { refused } from './errors.ts'
import type { KountaEnv, KountaRemote } from './kounta-env.ts'

/**
 * Signing in (OAuth 2, authorization code): a page that answers at once as the person would, and the token endpoint.
 * `state` is required. PKCE is checked where the client uses it.
 */
export function signInRoutes(remote: KountaRemote): Hono<KountaEnv> {
  const routes = new Hono<KountaEnv>()
  routes.get('/authorize', (c) => authorize(c, remote))
  for (const path of ['/v1/token', '/v1/token.json']) {
    routes.post(path, async (c) => {
      const tokens = exchange(remote, await formOf(c))
      return c.json(tokens, 200, { 'cache-control': 'no-store' })
    })
  }
  return routes
}

function authorize(c: Context<KountaEnv>, { access, behaviour }: KountaRemote): Response {
  const { client_id, redirect_uri, response_type, state, code_challenge, code_challenge_method } =
    c.req.query()
  const application = access.application(client_id ?? '')
  // Nothing is sent to an address that the application has not named.
  if (application === undefined || redirect_uri === undefined || !mayReturnTo(application, redirect_uri)) {
    return c.html('<!doctype html><title>Kounta</title><p>Unknown application</p>', 400)
  }
  const back = new URL(redirect_uri)
  const answer = (values: Record<string, string>): Response => {
    for (const [name, value] of Object.entries(values)) back.searchParams.set(name, value)
    return c.redirect(back.href, 302)
  }
  if (!state) return answer({ error: 'invalid_request', error_description: 'state is required' })
  if (response_type !== 'code') return answer({ error: 'unsupported_response_type', state })
  if (behaviour.signIn === 'refuse') return answer({ error: 'access_denied', state })
  const challenge = code_challenge_method === 'S256' ? (code_challenge ?? '') : ''
  return answer({ code: access.issueCode(application.id, redirect_uri, challenge), state })
}

function exchange({ access, behaviour }: KountaRemote, form: Readonly<Record<string, string>>): IssuedTokens {
  const { client_id = '', client_secret = '', grant_type, code = '', redirect_uri = '' } = form
  const application = access.authenticated(client_id, client_secret)
  if (application === undefined) throw refused(401, 'invalid_client', 'Client authentication failed')
  if (grant_type === 'authorization_code') {
    const given = { application: client_id, code, redirectUri: redirect_uri }
    const tokens = access.redeemCode({ ...given, verifier: form['code_verifier'] ?? '' })
    if (tokens === undefined) throw refused(400, 'invalid_grant', 'The authorization code is not valid')
    return tokens
  }
  if (grant_type === 'refresh_token') {
    const rotate = behaviour.refreshTokens === 'rotate'
    const tokens = access.refresh(client_id, form['refresh_token'] ?? '', rotate)
    if (tokens === undefined) throw refused(400, 'invalid_grant', 'Invalid refresh token')
    return tokens
  }
  throw refused(400, 'unsupported_grant_type', 'The grant type is not supported')
}

function mayReturnTo({ redirectUris }: Application, uri: string): boolean {
  return URL.canParse(uri) && (redirectUris === 'any' || redirectUris.includes(uri))
}

async function formOf(c: Context<KountaEnv>): Promise<Record<string, string>> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw refused(400, 'invalid_request', 'The content type must be application/x-www-form-urlencoded')
  }
  return Object.fromEntries(new URLSearchParams(await c.req.text()))
}

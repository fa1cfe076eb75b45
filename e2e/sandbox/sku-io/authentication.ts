import type { Context, MiddlewareHandler } from 'hono'
import { Refusal, unauthenticated } from './errors.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'
import { SCOPES, type AccessToken } from './tokens.ts'

const LOGIN_PAGE =
  '<!doctype html>\n<html><head><title>SKU.io</title></head><body><form action="/login">Sign in</form></body></html>\n'

/** The page that a browser gets, and a client that does not ask for JSON. */
export function loginPage(c: Context<SkuIoEnv>): Response {
  return c.html(LOGIN_PAGE)
}

/**
 * Lets a request through when it has a token of this tenant. A wrong tenant, an unknown and an expired token all get the
 * same 401. Who does not ask for JSON (or for the CSV of an export) is taken for a browser: signed out it is sent to the
 * login page, signed in it gets HTML, and nothing is done for it.
 */
export function authentication(remote: SkuIoRemote): MiddlewareHandler<SkuIoEnv> {
  return async (c, next) => {
    const token = isOwnTenant(c, remote.tenant) ? acceptedToken(c, remote) : undefined
    if (!asksForData(c)) return token ? loginPage(c) : c.redirect('/login')
    if (!token) throw unauthenticated()
    c.set('token', token)
    return next()
  }
}

/** Asks for `customers:read` on GET and HEAD, and for `customers:write` on everything else. */
export function customerScope(): MiddlewareHandler<SkuIoEnv> {
  return async (c, next) => {
    askFor(c, reads(c) ? SCOPES.read : SCOPES.write)
    await next()
  }
}

/** Asks for the read or write scope of another area as well, where this remote has scopes for it. */
export function areaScope(
  { behaviour }: SkuIoRemote,
  area: 'orders' | 'integrations',
): MiddlewareHandler<SkuIoEnv> {
  return async (c, next) => {
    if (behaviour.scopes === 'by-area') askFor(c, `${area}:${reads(c) ? 'read' : 'write'}`)
    await next()
  }
}

/** For endpoints that are open to power users only. */
export function powerUser(): MiddlewareHandler<SkuIoEnv> {
  return async (c, next) => {
    if (c.get('token').role !== 'power-user') throw new Refusal(403, 'This action is unauthorized.')
    await next()
  }
}

/** Whether the token's time is over. */
export function isExpired(token: AccessToken, now: Date): boolean {
  return token.expiresAt !== null && token.expiresAt <= now.getTime()
}

function reads(c: Context<SkuIoEnv>): boolean {
  return c.req.method === 'GET' || c.req.method === 'HEAD'
}

function askFor(c: Context<SkuIoEnv>, scope: string): void {
  if (c.get('token').scopes.includes(scope)) return
  throw new Refusal(403, `This token does not have the required scope: ${scope}.`, { required_scope: scope })
}

function acceptedToken(c: Context<SkuIoEnv>, remote: SkuIoRemote): AccessToken | undefined {
  const text = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  const token = text === undefined ? undefined : remote.tokens.find(text)
  if (!token || !isExpired(token, remote.now())) return token
  return remote.behaviour.expiredTokens === 'shown-by-me' && c.req.path === '/api/me' ? token : undefined
}

/** Wildcard DNS: every name before `.sku.io` answers. An address without a name (127.0.0.1) is always this tenant's. */
function isOwnTenant(c: Context<SkuIoEnv>, tenant: string): boolean {
  const host = (c.req.header('host') ?? '').replace(/:\d+$/, '')
  const named = /^(.+)\.(?:sku\.io|localhost)$/.exec(host)?.[1]
  return named === undefined || named === tenant
}

function asksForData(c: Context<SkuIoEnv>): boolean {
  const accept = c.req.header('accept') ?? ''
  return (
    accept.includes('application/json') || (c.req.path.endsWith('/export') && accept.includes('text/csv'))
  )
}

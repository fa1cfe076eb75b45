import type { TLSSocket } from 'node:tls'
import type { Context, MiddlewareHandler } from 'hono'
import type { ApiKey } from './api-keys.ts'
import { CLOCK_TOLERANCE_SECONDS, expectedSignature } from './oauth-signature.ts'
import { Refusal } from './refusal.ts'
import type { WooEnv, WooRemote } from './woo-env.ts'

const OAUTH_PARAMETERS = [
  'oauth_consumer_key',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
] as const

type Unfit = (reason: string, what: 'key' | 'secret' | 'request' | 'missing') => Refusal

/** The legacy API: Basic (or the keys in the query) over https, OAuth 1.0a in the query over http, nothing else. */
export function legacyAuthentication(remote: WooRemote): MiddlewareHandler<WooEnv> {
  const unfit: Unfit = (reason, what) =>
    new Refusal(what === 'missing' ? 404 : 401, 'woocommerce_api_authentication_error', reason)
  return async (c, next) => {
    if (c.req.method === 'GET' && /^\/wc-api\/v3\/?$/.test(c.req.path)) return next() // the index is public
    let key: ApiKey
    if (!isEncrypted(c)) key = bySignature(c, remote, unfit)
    // Over https a signature is not looked at: the query is taken for keys.
    else if (c.req.query('oauth_consumer_key') !== undefined)
      throw unfit('Consumer Secret is invalid.', 'secret')
    else key = byBasic(c, remote, unfit)
    if (!isPermitted(c, key)) {
      throw unfit(`The API key provided does not have ${wanted(c)} permissions.`, 'request')
    }
    if (!remote.store.users.has(key.ownerId)) throw unfit('API user is invalid', 'key')
    if (!key.ownerMay) {
      throw new Refusal(
        401,
        'woocommerce_api_user_cannot_read_customer',
        'You do not have permission to read this customer',
      )
    }
    await next()
  }
}

/** wc/v3: Basic over https, OAuth 1.0a over both. */
export function modernAuthentication(remote: WooRemote): MiddlewareHandler<WooEnv> {
  const unfit: Unfit = (reason, what) =>
    what === 'key' || what === 'missing'
      ? new Refusal(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.')
      : new Refusal(401, 'woocommerce_rest_authentication_error', reason)
  return async (c, next) => {
    const signed = c.req.query('oauth_consumer_key') !== undefined
    if (!signed && !isEncrypted(c)) throw unfit('', 'missing')
    const key = signed ? bySignature(c, remote, unfit) : byBasic(c, remote, unfit)
    if (!isPermitted(c, key)) {
      throw unfit(`The API key provided does not have ${wanted(c)} permissions.`, 'request')
    }
    if (!remote.store.users.has(key.ownerId)) throw unfit('', 'key')
    if (!key.ownerMay) {
      throw new Refusal(403, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.')
    }
    await next()
  }
}

/** The address as the client wrote it: what it has signed, and how often it has encoded what is in the path. */
export function requestedUrl(c: Context<WooEnv>): URL {
  const scheme = isEncrypted(c) ? 'https' : 'http'
  return new URL(c.env.incoming.url ?? '/', `${scheme}://${c.env.incoming.headers.host ?? 'localhost'}`)
}

function isEncrypted(c: Context<WooEnv>): boolean {
  return 'encrypted' in c.env.incoming.socket && (c.env.incoming.socket as TLSSocket).encrypted
}

function byBasic(c: Context<WooEnv>, { keys }: WooRemote, unfit: Unfit): ApiKey {
  const encoded = /^Basic (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  const [name, secret] =
    encoded === undefined
      ? [c.req.query('consumer_key'), c.req.query('consumer_secret')]
      : Buffer.from(encoded, 'base64').toString('utf8').split(':')
  if (name === undefined || name === '') throw unfit('Consumer key is missing.', 'key')
  const key = keys.find(name)
  if (!key) throw unfit('Consumer key is invalid.', 'key')
  if (secret !== key.consumerSecret) throw unfit('Consumer Secret is invalid.', 'secret')
  return key
}

function bySignature(c: Context<WooEnv>, { keys, now }: WooRemote, unfit: Unfit): ApiKey {
  const url = requestedUrl(c)
  const given = (name: (typeof OAUTH_PARAMETERS)[number]): string => url.searchParams.get(name) ?? ''
  for (const name of OAUTH_PARAMETERS) {
    if (given(name) === '') throw unfit(`${name} parameter is missing`, 'missing')
  }
  const key = keys.find(given('oauth_consumer_key'))
  if (!key) throw unfit('Consumer key is invalid.', 'key')
  const algorithm = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' }[given('oauth_signature_method')]
  if (algorithm !== 'sha1' && algorithm !== 'sha256') {
    throw unfit('Invalid signature - signature method is invalid.', 'request')
  }
  if (expectedSignature(c.req.method, url, key.consumerSecret, algorithm) !== given('oauth_signature')) {
    throw unfit('Invalid signature - provided signature does not match.', 'secret')
  }
  const age = Math.abs(now().getTime() / 1000 - Number(given('oauth_timestamp')))
  if (!(age <= CLOCK_TOLERANCE_SECONDS)) throw unfit('Invalid timestamp.', 'request')
  if (!keys.useNonce(key.consumerKey, given('oauth_nonce'))) {
    throw unfit('Invalid nonce - nonce has already been used.', 'request')
  }
  return key
}

function isPermitted(c: Context<WooEnv>, { permissions }: ApiKey): boolean {
  return permissions === 'read_write' || permissions === wanted(c)
}

function wanted(c: Context<WooEnv>): 'read' | 'write' {
  return c.req.method === 'GET' || c.req.method === 'HEAD' ? 'read' : 'write'
}

import { randomBytes } from 'node:crypto'
import type { HttpClient, HttpRequest } from '#main/http/http-client.ts'
import { signedUrl } from './oauth-signature.ts'

/** The keys of a connection, and what its person has agreed to. */
export interface WooKeys {
  consumerKey: string
  consumerSecret: string
  /** Plain http to another computer is allowed. */
  insecure: boolean
}

/** Stores take a clock that is 15 minutes off; where it is further off than this, theirs is used. */
const TRUSTED_SKEW_MS = 10 * 60 * 1000

/**
 * Lets each request in with the keys: Basic over https, OAuth 1.0a over http (docs/remotes/woocommerce.md, section 1).
 * It stands behind the request gate, so that what is repeated is signed anew: a nonce is good once. Where a signature is
 * refused and this computer's clock is far off, the same request is signed by the store's clock once more; a request that
 * was refused for its signature has done nothing.
 */
export function authorisedHttp(http: HttpClient, keys: WooKeys, now: () => number = Date.now): HttpClient {
  let skewMs = 0
  const authorised = (request: HttpRequest): HttpRequest => {
    const insecure = keys.insecure ? { insecure: true } : {}
    if (request.url.startsWith('https:')) {
      const basic = Buffer.from(`${keys.consumerKey}:${keys.consumerSecret}`).toString('base64')
      return { ...request, headers: { ...request.headers, Authorization: `Basic ${basic}` } }
    }
    const stamp = {
      timestamp: Math.floor((now() + skewMs) / 1000),
      nonce: randomBytes(16).toString('hex'),
    }
    return { ...request, ...insecure, url: signedUrl(request.method, request.url, keys, stamp) }
  }
  return {
    async request(request, signal) {
      const result = await http.request(authorised(request), signal)
      if (!result.ok || result.value.status !== 401 || result.value.answeredAt === 0) return result
      const skew = result.value.answeredAt - now()
      if (request.url.startsWith('https:') || Math.abs(skew - skewMs) < TRUSTED_SKEW_MS) return result
      skewMs = skew
      return http.request(authorised(request), signal)
    },
  }
}

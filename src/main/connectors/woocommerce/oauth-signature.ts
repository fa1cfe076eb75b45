import { createHmac } from 'node:crypto'

/** What a signed request carries besides its own parameters. */
export interface OAuthStamp {
  /** Seconds since 1970. */
  timestamp: number
  /** Good for one request only. */
  nonce: string
}

/**
 * The address of a request with the parameters of OAuth 1.0a in its query (RFC 5849; one-legged, HMAC-SHA256, the signing
 * key is the secret and "&", as WooCommerce asks of plain http). A JSON body is not signed.
 */
export function signedUrl(
  method: string,
  address: string,
  keys: { consumerKey: string; consumerSecret: string },
  stamp: OAuthStamp,
): string {
  const url = new URL(address)
  url.searchParams.set('oauth_consumer_key', keys.consumerKey)
  url.searchParams.set('oauth_nonce', stamp.nonce)
  url.searchParams.set('oauth_signature_method', 'HMAC-SHA256')
  url.searchParams.set('oauth_timestamp', String(stamp.timestamp))
  url.searchParams.set('oauth_version', '1.0')
  const base = signatureBase(method, url)
  const signature = createHmac('sha256', `${keys.consumerSecret}&`).update(base).digest('base64')
  url.searchParams.set('oauth_signature', signature)
  return url.href
}

/** RFC 5849, section 3.4.1: method, address without its query, and the sorted parameters, each percent-encoded. */
export function signatureBase(method: string, url: URL): string {
  const parameters = [...url.searchParams]
    .map(([name, value]) => [percentEncoded(name), percentEncoded(value)] as const)
    .sort((a, b) => byText(a[0], b[0]) || byText(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return [method.toUpperCase(), `${url.origin}${url.pathname}`, parameters].map(encodedAgain).join('&')
}

const encodedAgain = (text: string, index: number): string => (index === 0 ? text : percentEncoded(text))

/** RFC 3986: of the signs that JavaScript leaves alone, five are encoded here. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function byText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

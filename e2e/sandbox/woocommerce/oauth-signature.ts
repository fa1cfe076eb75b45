import { createHmac } from 'node:crypto'

/** Seconds that a clock may be off. */
export const CLOCK_TOLERANCE_SECONDS = 900

/** The signature that a request must carry (RFC 5849, section 3.4, one-legged: the signing key is the secret and "&"). */
export function expectedSignature(
  method: string,
  url: URL,
  consumerSecret: string,
  algorithm: 'sha1' | 'sha256',
): string {
  const parameters = [...url.searchParams]
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]) => [percent(name), percent(value)] as const)
    .sort(([a, aValue], [b, bValue]) => (a === b ? compare(aValue, bValue) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const base = [method, percent(`${url.origin}${url.pathname}`), percent(parameters)].join('&')
  return createHmac(algorithm, `${consumerSecret}&`).update(base).digest('base64')
}

/** Percent encoding of RFC 3986, which leaves fewer signs alone than JavaScript's own. */
function percent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

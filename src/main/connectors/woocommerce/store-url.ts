import { isLoopback, type BaseUrlProblem } from '#main/http/base-url.ts'
import { err, ok, type Result } from '#shared/result.ts'

/** What people copy from the browser or the reference: it leads into the store, not to it. */
const TAIL = /\/(wp-json|wc-api|wp-admin|wp-login\.php|index\.php)(\/.*)?$/

/**
 * The store that a person means, with the folder it may lie in and without a trailing slash: "store.example",
 * "https://example.org/shop/". Without a scheme it is https, or http on this computer. Plain http elsewhere is an address,
 * too: whether it may be used is asked when it is used (plainHttpRefused).
 */
export function normaliseStoreUrl(typed: string): Result<string, BaseUrlProblem> {
  const text = typed.trim()
  if (text === '') return err('empty')
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : withScheme(text))
  if (url === null || url.hostname === '') return err('not-a-url')
  if (url.username !== '' || url.password !== '') return err('holds-credentials')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return err('not-https')
  if (!url.hostname.includes('.') && !isLoopback(url.hostname) && !url.hostname.startsWith('[')) {
    return err('not-a-url')
  }
  return ok(`${url.origin}${url.pathname.replace(TAIL, '').replace(/\/+$/, '')}`)
}

/** True where a store is spoken to without encryption over a network, which a person must have agreed to. */
export function plainHttpRefused(baseUrl: string, agreed: boolean): boolean {
  const { protocol, hostname } = new URL(baseUrl)
  return protocol === 'http:' && !isLoopback(hostname) && !agreed
}

/** What a store is known by, whatever scheme it is spoken to by: host and folder. */
export function storeScope(address: string): string {
  const url = parseUrl(address)
  return url === null ? address : `${url.host}${url.pathname.replace(/\/+$/, '')}`
}

function withScheme(text: string): string {
  const host = (text.split('/')[0] ?? '').replace(/:\d+$/, '')
  return `${isLoopback(host) ? 'http' : 'https'}://${text}`
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

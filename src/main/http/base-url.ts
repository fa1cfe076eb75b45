import { err, ok, type Result } from '#shared/result.ts'

/** Why a text names no place that credentials may be sent to. */
export type BaseUrlProblem = 'empty' | 'not-a-url' | 'not-https' | 'holds-credentials'

const LOOPBACK_HOSTS = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** True for this computer itself, the only host that is spoken to without TLS. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK_HOSTS.test(hostname)
}

/**
 * The origin that a person means: "acme" and "acme.sku.io" become "https://acme.sku.io" where `domain` is "sku.io";
 * a whole URL keeps its host and port and loses its path. Without a scheme, whatever does not end in the domain is a
 * tenant, which may contain dots (docs/remotes/sku-io.md, section 1); a loopback host is the exception. Where each place
 * has a host of its own, `domain` is ''.
 */
export function normaliseBaseUrl(typed: string, domain: string): Result<string, BaseUrlProblem> {
  const text = typed.trim()
  if (text === '') return err('empty')
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : withScheme(text, domain))
  if (url === null || url.hostname === '') return err('not-a-url')
  if (url.username !== '' || url.password !== '') return err('holds-credentials')
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  return allowed ? ok(url.origin) : err('not-https')
}

/** The part of the host before ".domain" ("acme" of "https://acme.sku.io"); '' for any other host. */
export function tenantOf(baseUrl: string, domain: string): string {
  const { hostname } = new URL(baseUrl)
  return hostname.endsWith(`.${domain}`) ? hostname.slice(0, -domain.length - 1) : ''
}

function withScheme(text: string, domain: string): string {
  const [authority = '', ...rest] = text.split('/')
  const host = authority.replace(/:\d+$/, '')
  if (isLoopback(host)) return `http://${text}`
  const known = domain === '' || host.toLowerCase() === domain || host.toLowerCase().endsWith(`.${domain}`)
  return `https://${[known ? authority : `${authority}.${domain}`, ...rest].join('/')}`
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

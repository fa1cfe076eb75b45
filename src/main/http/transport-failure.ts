/**
 * Codes that prove that a request was never sent: no name, no connection, no way through the proxy. Everything else
 * leaves open whether it took effect. Node's names first, then Chromium's (net_error_list.h).
 */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_CONNECTION_REFUSED',
  'ERR_CONNECTION_FAILED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_DNS_TIMED_OUT',
  'ERR_DNS_SERVER_FAILED',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_TUNNEL_CONNECTION_FAILED',
])

/** The network has gone; an open connection can end so too, hence no proof for a write. */
const NO_NETWORK: ReadonlySet<string> = new Set([
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_CONNECTION_TIMED_OUT',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_NETWORK_CHANGED',
  'ERR_NETWORK_IO_SUSPENDED',
])

/** Refusals of the server's certificate: nothing was sent, and trying again will not help. */
const CERTIFICATE =
  /^(ERR_CERT_|ERR_TLS_CERT_|ERR_SSL_VERSION_OR_CIPHER_MISMATCH$|CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT)/

/** What a rejected fetch proves. */
export interface TransportFailure {
  /** `never-sent`: nothing reached the remote; `certificate`: nor here; `no-network` and `cut`: it may have. */
  kind: 'never-sent' | 'certificate' | 'no-network' | 'cut'
  /** Code of the failure for the log, '' where there is none. */
  code: string
}

/** Reads what a fetch, or the reading of its body, rejected with. Node tells codes, Electron "net::ERR_…" texts. */
export function transportFailure(error: unknown): TransportFailure {
  const codes = codesOf(error)
  const code = codes[0] ?? ''
  const all = (known: ReadonlySet<string>): boolean =>
    codes.length > 0 && codes.every((each) => known.has(each))
  if (all(NEVER_SENT)) return { kind: 'never-sent', code }
  if (codes.some((each) => CERTIFICATE.test(each))) return { kind: 'certificate', code }
  if (codes.some((each) => NO_NETWORK.has(each))) return { kind: 'no-network', code }
  return { kind: 'cut', code }
}

/** All codes in an error, its causes and, where several addresses were tried, each of theirs. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return []
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.flatMap((each) => codesOf(each, depth + 1))
  }
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const net = /net::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1]
  return [...own, ...(net === undefined ? [] : [net]), ...codesOf(error.cause, depth + 1)]
}

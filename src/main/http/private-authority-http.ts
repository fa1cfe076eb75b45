import { createHash } from 'node:crypto'
import { createHttpClient, type Fetch, type HttpClient } from './http-client.ts'
import { isTrustedByPrivateAuthority, type PresentedCertificate } from './private-authority.ts'
import { electronWriteChannels, type WriteSession } from './write-channels.ts'

/** The part of Electron's Session that is used. */
export interface CertifiedSession extends WriteSession {
  fetch: Fetch
  setCertificateVerifyProc: (
    decide: (
      request: { hostname: string; certificate: PresentedCertificate; errorCode: number },
      callback: (result: number) => void,
    ) => void,
  ) => void
}

/** Chromium's own codes: trusted, as it has found itself, and an authority that it does not know. */
const TRUSTED = 0
const AS_FOUND = -3
const AUTHORITY_INVALID = -202

/**
 * HTTP clients by the private authority that a connection trusts beside the system's. Each authority has sessions of its
 * own, so that what one connection trusts no other does.
 *
 * @param sessionOf - makes the session of this name
 */
export function privateAuthorityHttp(
  sessionOf: (name: string) => CertifiedSession,
): (trustedPem: string) => HttpClient {
  const clients = new Map<string, HttpClient>()
  return (trustedPem) => {
    const name = createHash('sha256').update(trustedPem.trim()).digest('hex').slice(0, 16)
    const known = clients.get(name)
    if (known !== undefined) return known
    const certified = (of: string): CertifiedSession => {
      const made = sessionOf(`remote-${name}-${of}`)
      made.setCertificateVerifyProc(({ hostname, certificate, errorCode }, callback) => {
        const isOurs =
          errorCode === AUTHORITY_INVALID && isTrustedByPrivateAuthority(trustedPem, hostname, certificate)
        callback(isOurs ? TRUSTED : AS_FOUND)
      })
      return made
    }
    const reads = certified('reads')
    const client = createHttpClient({
      fetch: (url, options) => reads.fetch(url, options),
      openWriteChannel: electronWriteChannels(certified),
    })
    clients.set(name, client)
    return client
  }
}

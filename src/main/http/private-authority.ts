import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate with the ones that a server sent along, as Electron tells them. */
export interface PresentedCertificate {
  /** PEM. */
  data: string
  issuerCert?: PresentedCertificate | undefined
}

/** A chain longer than this is none that an office has made. */
const LONGEST_CHAIN = 8
const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** The certificates in a text that a person has given: PEM, one or several. Null where one of them is no certificate. */
export function certificatesIn(pem: string): X509Certificate[] | null {
  const blocks = pem.match(PEM_BLOCK)
  if (blocks === null) return null
  try {
    return blocks.map((block) => new X509Certificate(block))
  } catch {
    return null
  }
}

/**
 * True where a server's certificate is for this host, is in its time, and was signed (directly, or through certificates it
 * sent along) by an authority of `trustedPem`, or is itself in it. It decides in the place of the system's own check where
 * that knows no such authority; everything that check looks at and a private authority needs is looked at here.
 */
export function isTrustedByPrivateAuthority(
  trustedPem: string,
  hostname: string,
  presented: PresentedCertificate,
  now: number = Date.now(),
): boolean {
  const trusted = certificatesIn(trustedPem) ?? []
  const chain = chainOf(presented)
  const [leaf] = chain
  if (leaf === undefined || !isFor(leaf, hostname)) return false
  for (const [index, certificate] of chain.entries()) {
    if (!isInTime(certificate, now)) return false
    if (trusted.some((known) => known.fingerprint256 === certificate.fingerprint256)) return true
    if (trusted.some((known) => isInTime(known, now) && hasSigned(known, certificate))) return true
    const next = chain[index + 1]
    if (next === undefined || !hasSigned(next, certificate)) return false
  }
  return false
}

/** The certificates from the server's own upwards; empty where one cannot be read. */
function chainOf(presented: PresentedCertificate): X509Certificate[] {
  const chain: X509Certificate[] = []
  let next: PresentedCertificate | undefined = presented
  while (next !== undefined && chain.length < LONGEST_CHAIN) {
    const [certificate] = certificatesIn(next.data) ?? []
    if (certificate === undefined || certificate.fingerprint256 === chain.at(-1)?.fingerprint256) break
    chain.push(certificate)
    next = next.issuerCert
  }
  return chain
}

function isFor(certificate: X509Certificate, hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined
}

function isInTime({ validFrom, validTo }: X509Certificate, now: number): boolean {
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo)
}

function hasSigned(authority: X509Certificate, certificate: X509Certificate): boolean {
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey)
}

import { createHash, randomBytes } from 'node:crypto'

/** A secret of this sign-in and what may be known of it (PKCE, RFC 7636, method S256). */
export interface Pkce {
  verifier: string
  challenge: string
}

/** A fresh pair. */
export function createPkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

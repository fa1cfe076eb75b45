import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SandboxCertificate } from '../sandbox-listener.ts'

const pem = (name: string): string => readFileSync(join(import.meta.dirname, `${name}.pem`), 'utf8')

/** A certificate for this computer that no browser knows; good for a hundred years and for tests alone. */
export function privateCertificate(): SandboxCertificate {
  return { cert: pem('store'), key: pem('store-key') }
}

/** The authority that signed it. Its own key is nowhere. */
export function privateAuthority(): string {
  return pem('authority')
}

/** An authority that signed something else. */
export function otherAuthority(): string {
  return pem('other-authority')
}

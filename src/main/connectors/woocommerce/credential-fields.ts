import type { CredentialField, Credentials } from '#shared/connector/credential-field.ts'

/**
 * A pair of API keys (docs/remotes/woocommerce.md, section 1); where the store asks for it, the certificate of a private
 * authority, and the person's agreement to speak without encryption.
 */
export const wooCredentialFields: readonly CredentialField[] = [
  { name: 'consumerKey', secret: true },
  { name: 'consumerSecret', secret: true },
  { name: 'trustedCertificate', secret: false, optional: true, input: 'lines' },
  { name: 'plainHttp', secret: false, optional: true, input: 'agreement' },
]

/** True where the person has agreed to plain http. */
export function agreedToPlainHttp({ plainHttp }: Credentials): boolean {
  return plainHttp === 'yes'
}

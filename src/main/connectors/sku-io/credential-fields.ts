import type { CredentialField } from '#shared/connector/credential-field.ts'

/** A personal access token (docs/remotes/sku-io.md, section 1). */
export const skuIoCredentialFields: readonly CredentialField[] = [{ name: 'token', secret: true }]

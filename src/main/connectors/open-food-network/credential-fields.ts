import type { CredentialField } from '#shared/connector/credential-field.ts'

/** The key of a user, and which of the user's enterprises it is about (docs/remotes/open-food-network.md, section 1). */
export const openFoodNetworkCredentialFields: readonly CredentialField[] = [
  { name: 'token', secret: true },
  { name: 'enterpriseId', secret: false, optional: true, namesScope: true },
]

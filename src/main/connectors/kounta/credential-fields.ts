import type { CredentialField } from '#shared/connector/credential-field.ts'

/** The ways to sign in: what Kounta wants of programs in use, and what it offers for trying out. */
export const OAUTH_MODE = 'oauth'
export const BASIC_MODE = 'basic'

/** Both ways need the API application; a sign-in has tokens besides, which the app keeps and renews. */
export const kountaCredentialFields: readonly CredentialField[] = [
  ...[OAUTH_MODE, BASIC_MODE].flatMap((mode) => [
    { name: 'clientId', secret: false, mode },
    { name: 'clientSecret', secret: true, mode },
  ]),
  ...['accessToken', 'refreshToken', 'expiresAt'].map((name) => ({
    ...{ name, secret: true, mode: OAUTH_MODE, keptByApp: true },
  })),
]

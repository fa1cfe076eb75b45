import { CREDENTIAL_MODE, type Credentials } from '#shared/connector/credential-field.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { ok, type Result } from '#shared/result.ts'
import type { HttpClient } from '#main/http/http-client.ts'
import { TokenBucket } from '#main/http/token-bucket.ts'
import type { ConnectorParts } from '../connector-parts.ts'
import { REQUESTS_PER_MINUTE } from './capabilities.ts'
import { OAUTH_MODE } from './credential-fields.ts'
import { TokenSession } from './token-session.ts'
import type { KountaTokens } from './tokens.ts'

/** How the requests of a connection are signed. */
export interface Authorisation {
  /** Value of the `Authorization` header. */
  header(): Promise<Result<string, RemoteError>>
  /** Another value after this one was refused; null where there can be none. */
  renewed(refused: string): Promise<Result<string, RemoteError> | null>
  /** All that must not appear in a text. */
  secrets(): readonly string[]
}

type AccountParts = Pick<ConnectorParts, 'baseUrl' | 'credentials' | 'http' | 'saveCredentials'>

/** What belongs to an account rather than to one connector: several may be open to it at once. */
interface Shared {
  buckets: Map<string, TokenBucket>
  sessions: Map<string, TokenSession[]>
}

/** Lives as long as the client of the app, which is as long as the app. */
const sharedBy = new WeakMap<HttpClient, Shared>()

/** True where a person signs in; else the application speaks for itself. */
function usesOAuth(credentials: Credentials): boolean {
  return credentials[CREDENTIAL_MODE] === OAUTH_MODE
}

/** Basic with the application's id and secret, or the token of a sign-in (docs/remotes/kounta.md, section 1). */
export function authorisationOf(parts: AccountParts): Authorisation {
  const { clientId = '', clientSecret = '' } = parts.credentials
  if (usesOAuth(parts.credentials)) return bearer(sessionOf(parts))
  const encoded = Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64')
  return {
    header: () => Promise.resolve(ok(`Basic ${encoded}`)),
    renewed: () => Promise.resolve(null),
    secrets: () => [clientSecret, encoded],
  }
}

/** The bucket of an account: its minute is one, however many connectors speak with it. */
export function bucketOf({ baseUrl, credentials, http }: AccountParts, perMinute?: number): TokenBucket {
  const usual = usesOAuth(credentials) ? REQUESTS_PER_MINUTE.oauth : REQUESTS_PER_MINUTE.basic
  const limit = perMinute ?? usual
  const { buckets } = sharedOf(http)
  const key = JSON.stringify([baseUrl, credentials['clientId'], limit])
  const bucket = buckets.get(key) ?? new TokenBucket({ perMinute: limit })
  buckets.set(key, bucket)
  return bucket
}

function bearer(session: TokenSession): Authorisation {
  const asHeader = (token: Result<string, RemoteError>): Result<string, RemoteError> =>
    token.ok ? ok(`Bearer ${token.value}`) : token
  return {
    header: async () => asHeader(await session.accessToken()),
    renewed: async (refused) => asHeader(await session.renew(refused.replace(/^Bearer /, ''))),
    secrets: () => session.secrets,
  }
}

/** The session that these credentials belong to: two connectors must not use up one refresh token each for itself. */
function sessionOf({ baseUrl, credentials, http, saveCredentials }: AccountParts): TokenSession {
  const { clientId = '', clientSecret = '', accessToken = '', refreshToken = '' } = credentials
  const { sessions } = sharedOf(http)
  const key = JSON.stringify([baseUrl, clientId])
  const open = sessions.get(key) ?? []
  const known = open.find((each) => each.knows(refreshToken))
  const tokens = { accessToken, refreshToken, expiresAt: Number(credentials['expiresAt'] ?? 0) || 0 }
  const session = known ?? new TokenSession(http, { baseUrl, clientId, clientSecret }, tokens)
  if (known === undefined) sessions.set(key, [...open, session])
  session.join((tokens) => saveCredentials(credentialsOf(tokens)))
  return session
}

/** Tokens as credentials are kept: texts under names. */
export function credentialsOf({ accessToken, refreshToken, expiresAt }: KountaTokens): Credentials {
  return { accessToken, refreshToken, expiresAt: String(expiresAt) }
}

function sharedOf(http: HttpClient): Shared {
  const shared = sharedBy.get(http) ?? { buckets: new Map(), sessions: new Map() }
  sharedBy.set(http, shared)
  return shared
}

import type { Credentials } from '#shared/connector/credential-field.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Result } from '#shared/result.ts'
import type { ConnectorParts } from '../connector-parts.ts'

/** What a system's sign-in in the browser is asked with, and what it brings (src/main/oauth/sign-in.ts). */
interface AuthoriseRequest {
  state: string
  challenge: string
  redirectUri: string
}

/** How a system is signed in to in the browser. */
export interface SignInMethod {
  /** The mode of its credential fields that this is for. */
  mode: string
  authoriseUrl: (place: Pick<ConnectorParts, 'baseUrl' | 'credentials'>, request: AuthoriseRequest) => string
  /** Credentials for what the browser brought back. */
  exchange: (
    place: Pick<ConnectorParts, 'baseUrl' | 'credentials' | 'http'>,
    grant: { code: string; verifier: string; redirectUri: string },
    signal: AbortSignal,
  ) => Promise<Result<Credentials, RemoteError>>
}

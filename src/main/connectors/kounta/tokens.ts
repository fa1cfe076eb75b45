import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { HttpClient } from '#main/http/http-client.ts'
import { wordsOf } from './answer-words.ts'
import { wireTokensSchema } from './wire.ts'

/** The API application that signs in. */
export interface KountaApplication {
  /** Of the API, without a trailing slash. */
  baseUrl: string
  clientId: string
  clientSecret: string
}

/** What an OAuth connection keeps. `expiresAt` is ms since the epoch. */
export interface KountaTokens {
  accessToken: string
  refreshToken: string
  expiresAt: number
}

/** What is handed in for tokens: the code of a sign-in, or the refresh token of the last answer. */
export type TokenGrant =
  | { kind: 'code'; code: string; verifier: string; redirectUri: string }
  | { kind: 'refresh'; refreshToken: string }

/** Assumed lifetime where the answer names none, in seconds. */
const USUAL_LIFETIME = 3600

/**
 * Kounta, POST /v1/token. A refresh token that the remote does not take any more is `unauthorised`: only signing in
 * anew helps. A lost answer is `unavailable`: with a rotated token it may be lost for good, which the next call shows.
 */
export async function requestTokens(
  http: HttpClient,
  application: KountaApplication,
  grant: TokenGrant,
  signal: AbortSignal,
): Promise<Result<KountaTokens, RemoteError>> {
  const { baseUrl, clientId, clientSecret } = application
  const sent = grant.kind === 'code' ? [grant.code, grant.verifier] : [grant.refreshToken]
  const secrets = [clientSecret, ...sent]
  const answer = await http.request(
    {
      method: 'POST',
      url: `${baseUrl}/v1/token`,
      headers: {},
      form: { ...formOf(grant), client_id: clientId, client_secret: clientSecret },
    },
    signal,
  )
  if (!answer.ok) return err(failureOf(answer.error.error))
  const { status, body, retryAfterMs } = answer.value
  if (status === 429) return err({ kind: 'rate-limited', retryAfterMs })
  if (status >= 500) return err({ kind: 'unavailable', status, retryAfterMs })
  if (status >= 400)
    return err({ kind: 'unauthorised', detail: wordsOf(answer.value, secrets), expired: true })
  const tokens = wireTokensSchema.safeParse(body)
  if (!tokens.success) return err({ kind: 'protocol', detail: '/v1/token answered with an unexpected shape' })
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = tokens.data
  return ok({
    accessToken,
    // Where none comes back the old one goes on.
    refreshToken: refreshToken ?? (grant.kind === 'refresh' ? grant.refreshToken : ''),
    expiresAt: Date.now() + (seconds ?? USUAL_LIFETIME) * 1000,
  })
}

function formOf(grant: TokenGrant): Record<string, string> {
  if (grant.kind === 'refresh') return { grant_type: 'refresh_token', refresh_token: grant.refreshToken }
  const { code, verifier, redirectUri } = grant
  return { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri }
}

/** The question changes no customer, so that nothing has to be found out after a lost answer. */
function failureOf(error: RemoteError): RemoteError {
  return error.kind === 'timeout-unknown' ? { kind: 'unavailable', status: 0, retryAfterMs: 0 } : error
}

import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { HttpClient } from '#main/http/http-client.ts'
import { requestTokens, type KountaApplication, type KountaTokens } from './tokens.ts'

/** Keeps tokens where the credentials are. Rejects where they could not be kept. */
export type SaveTokens = (tokens: KountaTokens) => Promise<void>

/** A token is renewed so long before it expires, in ms: a request under way must still arrive in time. */
const EARLY_MS = 60_000
/** Longest time that renewing may take, in ms. It is not ended by a call that is given up: others wait for it. */
const RENEW_TIMEOUT_MS = 30_000

/**
 * The tokens of one sign-in. One renewal at a time, whoever asks; what comes back is kept before it is used, since the
 * old refresh token may be worth nothing from then on.
 */
export class TokenSession {
  readonly #http: HttpClient
  readonly #application: KountaApplication
  readonly #savers = new Set<SaveTokens>()
  /** Refresh tokens that this sign-in has had: whoever comes with one of them belongs to it. */
  readonly #known = new Set<string>()
  #tokens: KountaTokens
  #unsaved = false
  #renewing: Promise<Result<string, RemoteError>> | null = null

  constructor(http: HttpClient, application: KountaApplication, tokens: KountaTokens) {
    this.#http = http
    this.#application = application
    this.#tokens = tokens
    this.#known.add(tokens.refreshToken)
  }

  /** All that must not appear in a text. */
  get secrets(): readonly string[] {
    const { accessToken, refreshToken } = this.#tokens
    return [this.#application.clientSecret, accessToken, refreshToken]
  }

  /** Whether credentials with this refresh token belong to this sign-in. */
  knows(refreshToken: string): boolean {
    return this.#known.has(refreshToken)
  }

  join(save: SaveTokens): void {
    this.#savers.add(save)
  }

  /** A token to send, renewed first where it is about to expire. */
  accessToken(): Promise<Result<string, RemoteError>> {
    const { accessToken, expiresAt } = this.#tokens
    if (this.#unsaved || expiresAt - EARLY_MS <= Date.now()) return this.renew(accessToken)
    return Promise.resolve(ok(accessToken))
  }

  /** Another token than the one that was refused; at once where somebody has renewed it meanwhile. */
  renew(refused: string): Promise<Result<string, RemoteError>> {
    if (!this.#unsaved && this.#tokens.accessToken !== refused)
      return Promise.resolve(ok(this.#tokens.accessToken))
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null
    })
    return this.#renewing
  }

  async #renew(): Promise<Result<string, RemoteError>> {
    if (!this.#unsaved) {
      const { refreshToken } = this.#tokens
      if (refreshToken === '') return err({ kind: 'unauthorised', detail: '', expired: true })
      const grant = { kind: 'refresh', refreshToken } as const
      const limit = AbortSignal.timeout(RENEW_TIMEOUT_MS)
      const renewed = await requestTokens(this.#http, this.#application, grant, limit)
      if (!renewed.ok) return renewed
      this.#tokens = renewed.value
      this.#known.add(renewed.value.refreshToken)
      this.#unsaved = true
    }
    try {
      await Promise.all([...this.#savers].map((save) => save(this.#tokens)))
    } catch {
      // Used now and lost at the next start would be a sign-out that nobody understands: kept first, or not used.
      return err({ kind: 'protocol', detail: 'The new token could not be kept on this computer' })
    }
    this.#unsaved = false
    return ok(this.#tokens.accessToken)
  }
}

import { createHash, randomUUID } from 'node:crypto'

/** An API application registered with the remote. Its secret signs its webhooks too. */
export interface Application {
  id: string
  secret: string
  redirectUris: 'any' | readonly string[]
}

interface Grant {
  application: string
  expiresAt: number
}

interface PendingCode extends Grant {
  redirectUri: string
  /** Of PKCE (RFC 7636, S256), '' where the client sent none. */
  challenge: string
}

/** Tokens as the token endpoint answers with them. */
export interface IssuedTokens {
  access_token: string
  refresh_token: string
  expires_in: number
  token_type: 'Bearer'
}

/** Who sent the credentials of a request. */
export type Caller =
  | { kind: 'application'; application: string; by: 'basic' | 'bearer' }
  | { kind: 'expired' }
  | { kind: 'unknown' }

const CODE_SECONDS = 60

/** The applications, codes and tokens of the remote (OAuth 2, RFC 6749, sections 4.1 and 6). */
export class KountaAccess {
  /** How long an access token lives, in seconds. */
  lifetime = 3600
  readonly #now: () => Date
  readonly #applications = new Map<string, Application>()
  readonly #codes = new Map<string, PendingCode>()
  readonly #accessTokens = new Map<string, Grant>()
  readonly #refreshTokens = new Map<string, string>()

  constructor(now: () => Date) {
    this.#now = now
  }

  register(application: Application): Application {
    this.#applications.set(application.id, application)
    return application
  }

  application(id: string): Application | undefined {
    return this.#applications.get(id)
  }

  /** The application whose id and secret these are. */
  authenticated(id: string, secret: string): Application | undefined {
    const application = this.#applications.get(id)
    return application?.secret === secret ? application : undefined
  }

  /** A code for signing in, to be used once within a minute. */
  issueCode(application: string, redirectUri: string, challenge: string): string {
    const code = `code-${randomUUID()}`
    this.#codes.set(code, {
      application,
      redirectUri,
      challenge,
      expiresAt: this.#time() + CODE_SECONDS * 1000,
    })
    return code
  }

  /** Tokens for a code; undefined where the code, its redirect address or its verifier is not the right one. */
  redeemCode(given: {
    application: string
    code: string
    redirectUri: string
    verifier: string
  }): IssuedTokens | undefined {
    const pending = this.#codes.get(given.code)
    this.#codes.delete(given.code)
    if (!pending || pending.expiresAt <= this.#time()) return undefined
    if (pending.application !== given.application || pending.redirectUri !== given.redirectUri)
      return undefined
    const challenge = createHash('sha256').update(given.verifier).digest('base64url')
    if (pending.challenge !== '' && pending.challenge !== challenge) return undefined
    return this.issueTokens(given.application)
  }

  /** Fresh tokens for a refresh token; undefined where it is not, or no longer, one of this application. */
  refresh(application: string, token: string, rotate: boolean): IssuedTokens | undefined {
    if (this.#refreshTokens.get(token) !== application) return undefined
    if (rotate) this.#refreshTokens.delete(token)
    return this.issueTokens(application, rotate ? undefined : token)
  }

  issueTokens(application: string, refreshToken = `refresh-${randomUUID()}`): IssuedTokens {
    const accessToken = `access-${randomUUID()}`
    this.#accessTokens.set(accessToken, { application, expiresAt: this.#time() + this.lifetime * 1000 })
    this.#refreshTokens.set(refreshToken, application)
    return {
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: this.lifetime,
      token_type: 'Bearer',
    }
  }

  /** Lets every access token expire now. */
  expireAccess(): void {
    for (const grant of this.#accessTokens.values()) grant.expiresAt = 0
  }

  /** Takes every token back, as a person does who removes the app from the account. */
  revokeAll(): void {
    this.#accessTokens.clear()
    this.#refreshTokens.clear()
  }

  /** Who an `Authorization` header speaks for. */
  callerOf(header: string): Caller {
    const basic = /^Basic (.+)$/.exec(header)?.[1]
    if (basic !== undefined) {
      const [, id = '', secret = ''] =
        /^([^:]*):(.*)$/.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? []
      const application = this.authenticated(id, secret)
      return application ? { kind: 'application', application: id, by: 'basic' } : { kind: 'unknown' }
    }
    const grant = this.#accessTokens.get(/^Bearer (.+)$/.exec(header)?.[1] ?? '')
    if (!grant) return { kind: 'unknown' }
    if (grant.expiresAt <= this.#time()) return { kind: 'expired' }
    return { kind: 'application', application: grant.application, by: 'bearer' }
  }

  #time(): number {
    return this.#now().getTime()
  }
}

/** A personal access token of the remote. */
export interface AccessToken {
  /** What the client sends; contains a pipe, as real ones do. */
  token: string
  id: number
  name: string
  /** Some endpoints are for power users only. */
  role: 'power-user' | 'user'
  scopes: readonly string[]
  /** Milliseconds since 1970, or null when it never expires. */
  expiresAt: number | null
}

/** The scope that reading, or writing, customers takes. */
export const SCOPES = { read: 'customers:read', write: 'customers:write' } as const

/** The tokens that the remote accepts. */
export class TokenStore {
  readonly #tokens = new Map<string, AccessToken>()

  /** Issues a token. By default it has both scopes, is a power user's and never expires. */
  issue(wanted: Partial<Omit<AccessToken, 'id'>> = {}): AccessToken {
    const id = 105 + this.#tokens.size
    const token: AccessToken = {
      token: `${id}|SandboxTokenWithoutAnyWorthOutsideTests`,
      name: 'Customer Desk',
      role: 'power-user',
      scopes: Object.values(SCOPES),
      expiresAt: null,
      ...wanted,
      id,
    }
    this.#tokens.set(token.token, token)
    return token
  }

  /** The token that was issued with this text, expired or not. */
  find(text: string): AccessToken | undefined {
    return this.#tokens.get(text)
  }

  /** Changes a token that is in use, for example to let it expire. Throws when it was never issued. */
  change(text: string, changes: Partial<Pick<AccessToken, 'role' | 'scopes' | 'expiresAt'>>): AccessToken {
    const token = this.#tokens.get(text)
    if (!token) throw new Error('No such token')
    const changed = { ...token, ...changes }
    this.#tokens.set(text, changed)
    return changed
  }

  /** Takes a token back: from then on it is as unknown as any other text. */
  revoke(text: string): void {
    this.#tokens.delete(text)
  }
}

/** A pair of consumer key and secret. */
export interface ApiKey {
  consumerKey: string
  consumerSecret: string
  permissions: 'read' | 'write' | 'read_write'
  /** Id of the user it belongs to. Without that user the key is no key. */
  ownerId: number
  /** False: the owner may not handle customers at all. */
  ownerMay: boolean
}

/** The keys that the remote accepts, and the nonces it has seen: each is good for one request. */
export class ApiKeys {
  readonly #keys = new Map<string, ApiKey>()
  readonly #nonces = new Set<string>()

  issue(wanted: Partial<ApiKey> = {}): ApiKey {
    const number = String(this.#keys.size + 1).padStart(4, '0')
    const key: ApiKey = {
      consumerKey: `ck_sandbox${number}`,
      consumerSecret: `cs_sandbox${number}_without_any_worth_outside_tests`,
      permissions: 'read_write',
      ownerId: 1,
      ownerMay: true,
      ...wanted,
    }
    this.#keys.set(key.consumerKey, key)
    return key
  }

  find(consumerKey: string): ApiKey | undefined {
    return this.#keys.get(consumerKey)
  }

  /** Changes a key that is in use. Throws when it was never issued. */
  change(consumerKey: string, changes: Partial<Omit<ApiKey, 'consumerKey'>>): ApiKey {
    const key = this.#keys.get(consumerKey)
    if (!key) throw new Error('No such key')
    const changed = { ...key, ...changes }
    this.#keys.set(consumerKey, changed)
    return changed
  }

  revoke(consumerKey: string): void {
    this.#keys.delete(consumerKey)
  }

  /** False where this key has used the nonce before. */
  useNonce(consumerKey: string, nonce: string): boolean {
    const entry = `${consumerKey} ${nonce}`
    if (this.#nonces.has(entry)) return false
    this.#nonces.add(entry)
    return true
  }
}

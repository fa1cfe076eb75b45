import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { customerIdOf } from './record-identity.ts'

/** Exact lookups among all customers; the roster's client is one. */
export interface RemoteIdMatcher {
  /** Resolves when everything written so far can be found. */
  flush(): Promise<void>
  match(probes: readonly { remoteId: string }[]): Promise<readonly ({ id: string } | null)[]>
}

/**
 * Finds the customer that is linked with a remote record. Most have an id made of the remote id; those made here are
 * found by the links made since the start, and by the matcher (or the store's index) for older ones.
 */
export class HolderLookup {
  readonly #customers: CustomerRepository
  readonly #connectionId: string
  readonly #matcher: RemoteIdMatcher | null
  readonly #linkedSinceStart = new Map<string, string>()
  #ready: Promise<void> | null = null

  constructor(customers: CustomerRepository, connectionId: string, matcher: RemoteIdMatcher | null) {
    this.#customers = customers
    this.#connectionId = connectionId
    this.#matcher = matcher
  }

  /** A customer was just linked with a record. */
  reportLinked(remoteId: string, customerId: string): void {
    if (customerId !== customerIdOf(this.#connectionId, remoteId)) {
      this.#linkedSinceStart.set(remoteId, customerId)
    }
  }

  /** The holders of these records, by remote id; those without one are left out. */
  async find(remoteIds: readonly string[]): Promise<Map<string, Customer>> {
    const holders = new Map<string, Customer>()
    const guesses = remoteIds.flatMap((remoteId) => {
      const made = customerIdOf(this.#connectionId, remoteId)
      const linked = this.#linkedSinceStart.get(remoteId)
      return linked === undefined ? [made] : [linked, made]
    })
    collect(holders, remoteIds, (await this.#customers.findByIds(guesses)).values())
    const open = remoteIds.filter((remoteId) => !holders.has(remoteId))
    if (open.length === 0) return holders
    collect(holders, open, await this.#search(open))
    return holders
  }

  async #search(remoteIds: readonly string[]): Promise<Iterable<Customer>> {
    if (this.#matcher === null) return (await this.#customers.findByRemoteIds(remoteIds)).values()
    // Links made before the start must be known to the matcher; later ones are in the map above.
    this.#ready ??= this.#matcher.flush()
    await this.#ready
    const matches = await this.#matcher.match(remoteIds.map((remoteId) => ({ remoteId })))
    const ids = matches.flatMap((match) => (match === null ? [] : [match.id]))
    return (await this.#customers.findByIds(ids)).values()
  }
}

function collect(holders: Map<string, Customer>, wanted: readonly string[], found: Iterable<Customer>): void {
  const open = new Set(wanted)
  for (const customer of found) {
    if (open.has(customer.remoteId)) holders.set(customer.remoteId, customer)
  }
}

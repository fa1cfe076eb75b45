import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { PendingPosition } from '#renderer/database/pending-positions.ts'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { addressIdentity, emptyAddressFields } from '#shared/domain/address.ts'
import { isUniqueKey, presentKeysOf, recordHasKey } from '#shared/domain/create-key.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { defaultAddress, displayName } from '#shared/domain/derived-fields.ts'
import type { DoubtfulPair } from './status.ts'

const BATCH = 200

/** The keys under which one customer stands in the index. */
interface Keys {
  intent: string
  present: string[]
  weak: string[]
}

/**
 * The customers that no remote record is linked with, by the keys that a pulled record is held against
 * (docs/sync.md, section 3, R1). Read once from the queue, then kept up by what is reported as changed.
 */
export class UnsentIndex {
  readonly #customers: CustomerRepository
  readonly #capabilities: ConnectorCapabilities
  readonly #keys = new Map<string, Keys>()
  readonly #byIntent = new Map<string, Set<string>>()
  readonly #byPresent = new Map<string, Set<string>>()
  readonly #byWeak = new Map<string, Set<string>>()
  readonly #changed = new Set<string>()
  #read = false

  constructor(customers: CustomerRepository, capabilities: ConnectorCapabilities) {
    this.#customers = customers
    this.#capabilities = capabilities
  }

  /** These customers were written by somebody. */
  reportChanged(ids: readonly string[]): void {
    for (const id of ids) this.#changed.add(id)
  }

  /** These customers are known to be linked: they need not be read again. */
  reportLinked(ids: readonly string[]): void {
    for (const id of ids) {
      this.#changed.delete(id)
      this.#drop(id)
    }
  }

  /** Brings the index up to date. */
  async refresh(): Promise<void> {
    if (!this.#read) await this.#readQueue()
    while (this.#changed.size > 0) {
      const ids = [...this.#changed].slice(0, BATCH)
      const found = await this.#customers.findByIds(ids)
      for (const id of ids) {
        this.#changed.delete(id)
        const customer = found.get(id)
        if (customer === undefined) this.#drop(id)
        else this.#put(customer)
      }
    }
  }

  /** Customers whose create under way may have made this record. There are few open creates at any time. */
  byIntent(record: RemoteCustomer): readonly string[] {
    const found: string[] = []
    for (const [key, ids] of this.#byIntent) {
      if (recordHasKey(record, key, this.#capabilities)) found.push(...ids)
    }
    return found
  }

  /** Customers whose present unique key this is. */
  byPresentKey(key: string): readonly string[] {
    return [...(this.#byPresent.get(key) ?? [])]
  }

  /** Customers that may be this one (just made of a remote record): same code, or same name and place. */
  alike(customer: Customer): { id: string; by: DoubtfulPair['by'] }[] {
    const found: { id: string; by: DoubtfulPair['by'] }[] = []
    for (const key of weakKeysOf(customer)) {
      const by = key.startsWith('code:') ? 'code' : 'name-and-address'
      for (const id of this.#byWeak.get(key) ?? []) {
        if (id !== customer.id && !found.some((each) => each.id === id)) found.push({ id, by })
      }
    }
    return found
  }

  /** How many customers the remote does not have. */
  get size(): number {
    return this.#keys.size
  }

  async #readQueue(): Promise<void> {
    let after: PendingPosition | null = null
    for (;;) {
      const positions: PendingPosition[] = await this.#customers.pendingIds(BATCH, after)
      const found = await this.#customers.findByIds(positions.map(({ id }) => id))
      for (const customer of found.values()) this.#put(customer)
      after = positions.at(-1) ?? null
      if (after === null || positions.length < BATCH) break
    }
    this.#read = true
  }

  #put(customer: Customer): void {
    this.#drop(customer.id)
    const { intent } = customer.sync
    if (customer.remoteId !== '' || customer.sync.localOnly) return
    if (customer.deletedAt !== 0 && intent === null) return
    const keys: Keys = {
      intent: intent?.kind === 'create' ? intent.key : '',
      present: presentKeysOf(customer, this.#capabilities).filter((key) =>
        isUniqueKey(key, this.#capabilities),
      ),
      weak: weakKeysOf(customer),
    }
    this.#keys.set(customer.id, keys)
    if (keys.intent !== '') add(this.#byIntent, keys.intent, customer.id)
    for (const key of keys.present) add(this.#byPresent, key, customer.id)
    for (const key of keys.weak) add(this.#byWeak, key, customer.id)
  }

  #drop(id: string): void {
    const keys = this.#keys.get(id)
    if (keys === undefined) return
    this.#keys.delete(id)
    remove(this.#byIntent, keys.intent, id)
    for (const key of keys.present) remove(this.#byPresent, key, id)
    for (const key of keys.weak) remove(this.#byWeak, key, id)
  }
}

/** Keys by which two customers may be the same without being so for certain. */
function weakKeysOf(customer: Customer): string[] {
  const keys: string[] = []
  const code = customer.code.trim().toLowerCase()
  if (code !== '') keys.push(`code:${code}`)
  const address = defaultAddress(customer)
  const name = displayName(customer).trim().toLowerCase()
  if (address !== undefined && name !== '' && address.postcode.trim() !== '' && address.line1.trim() !== '') {
    // Only name, postcode and first line count: the rest is spelt too differently between systems.
    const { postcode, line1 } = address
    keys.push(`place:${addressIdentity({ ...emptyAddressFields(), name, postcode, line1 })}`)
  }
  return keys
}

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key) ?? new Set()
  ids.add(id)
  index.set(key, ids)
}

function remove(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key)
  ids?.delete(id)
  if (ids?.size === 0) index.delete(key)
}

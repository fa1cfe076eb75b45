import type { Customer } from '#shared/domain/customer.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'

type Followed = ReturnType<CustomerRepository['follow']>

/** Documents kept for rows that were seen a moment ago. */
const KEPT = 500

/** The documents of what is seen, as they are now; read once, and followed while somebody listens. */
export class SeenCustomers {
  readonly #customers: Pick<CustomerRepository, 'follow'>
  readonly #listeners = new Set<() => void>()
  #documents: Followed | null = null
  #changes = 0

  constructor(customers: Pick<CustomerRepository, 'follow'>) {
    this.#customers = customers
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.#documents ??= this.#customers.follow(KEPT, () => this.#tell())
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#documents?.close()
      this.#documents = null
    }
  }

  /** Another number after every change. */
  readonly changes = (): number => this.#changes

  /** The customer, undefined while it is not read or where it is gone. */
  get(id: string): Customer | undefined {
    return this.#documents?.get(id) ?? undefined
  }

  /** Reads those that are not known yet. Fails with a DatabaseError. */
  async read(ids: readonly string[]): Promise<void> {
    const documents = this.#documents
    if (documents === null) return
    await documents.read(ids)
    if (documents === this.#documents) this.#tell()
  }

  #tell(): void {
    this.#changes += 1
    for (const listener of this.#listeners) listener()
  }
}

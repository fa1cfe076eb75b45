import type { Subscription } from 'rxjs'
import type { ActionRepository } from '#renderer/database/action-repository.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { RemoteDataRepository } from '#renderer/database/remote-data-repository.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import type { Clock } from '#renderer/replication/clock.ts'
import { removeBelongings } from '#renderer/replication/remove-belongings.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import type { Customer } from '#shared/domain/customer.ts'

/** Customers removed in one go, so that the page stays free. */
const SLICE = 200

/** What LocalDeletions works with. */
export interface LocalDeletionsParts {
  readonly customers: CustomerRepository
  readonly skuMappings: SkuMappingRepository
  readonly actions: ActionRepository
  readonly remoteData: RemoteDataRepository
  readonly roster: RosterClient
  readonly clock: Clock
  /** How long a deletion can be undone, in ms. */
  readonly undoDeleteMs: () => number
  readonly onError: (error: unknown) => void
}

/**
 * Removes deleted customers and their SKU mappings for good once their deletion can be undone no more, in a workspace
 * without a connection (where there is one, sync does it). Customers that a remote knows stay until the workspace is
 * connected again, so that the deletion can be sent.
 */
export class LocalDeletions {
  readonly #parts: LocalDeletionsParts
  #listening: Subscription | null = null
  #cancelTimer: (() => void) | null = null
  #looking: Promise<void> = Promise.resolve()

  constructor(parts: LocalDeletionsParts) {
    this.#parts = parts
  }

  /** Begins, with what was deleted before the app was closed. */
  start(): void {
    this.#lookIn(0)
    this.#listening = this.#parts.roster.version$.subscribe(() => {
      this.#lookIn(this.#parts.undoDeleteMs())
    })
  }

  /** Ends when nothing is being removed. */
  async stop(): Promise<void> {
    this.#listening?.unsubscribe()
    this.#listening = null
    this.#cancelTimer?.()
    await this.#looking
  }

  /** Ends when what was due has been removed. */
  async settled(): Promise<void> {
    await this.#looking
  }

  #lookIn(ms: number): void {
    // Edits come in bursts: one look after the first of them is enough, and it plans the next.
    if (this.#cancelTimer !== null) return
    this.#cancelTimer = this.#parts.clock.setTimer(ms, () => {
      this.#cancelTimer = null
      this.#looking = this.#looking.then(() => this.#removeDue()).catch(this.#parts.onError)
    })
  }

  async #removeDue(): Promise<void> {
    const { roster, customers, clock } = this.#parts
    const ids = await roster.ids({ ...allCustomers(), archived: 'all', state: 'deleted' })
    let next = Infinity
    for (let at = 0; at < ids.length && this.#listening !== null; at += SLICE) {
      const slice = ids.slice(at, at + SLICE)
      const found = await customers.findByIds(slice)
      // What belongs to it first: of a customer that is gone nobody would look for them again.
      for (const customer of found.values()) {
        if (this.#isDue(customer)) await removeBelongings(this.#parts, customer.id)
      }
      const left = await customers.modifyMany(slice, (customer) =>
        this.#isDue(customer) ? 'remove' : 'keep',
      )
      for (const { deletedAt } of left.values()) {
        const due = deletedAt + this.#parts.undoDeleteMs()
        if (deletedAt !== 0 && due > clock.now()) next = Math.min(next, due)
      }
    }
    if (next !== Infinity && this.#listening !== null) this.#lookIn(next - clock.now())
  }

  #isDue({ deletedAt, remoteId, sync }: Customer): boolean {
    if (deletedAt === 0 || remoteId !== '' || sync.intent !== null) return false
    return deletedAt + this.#parts.undoDeleteMs() <= this.#parts.clock.now()
  }
}

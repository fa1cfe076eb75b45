import type { Observable } from 'rxjs'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { DocumentStore } from './document-store.ts'
import { liveQuery } from './live-query.ts'
import type { AppDatabase } from './open-database.ts'

/** Before-images of changes to customers; written before the change, so an entry may describe one that never came. */
export class HistoryRepository {
  readonly #entries: DocumentStore<HistoryEntry>

  constructor(database: AppDatabase) {
    this.#entries = database.store('history')
  }

  /** Stores entries; one that is there already (same operation, same customer) is replaced. Empty ones are left out. */
  async add(entries: readonly HistoryEntry[]): Promise<void> {
    const byId = new Map(
      entries.filter((entry) => entry.changes.length > 0).map((entry) => [entry.id, entry]),
    )
    // Nearly always they are new: then they need not be read first.
    const taken = await this.#entries.insertMany([...byId.values()])
    if (taken.length > 0) await this.#entries.writeMany(taken, (_, id) => byId.get(id) ?? 'keep')
  }

  /** The entries of a customer, newest first, now and after every change. */
  observeFor(customerId: string): Observable<HistoryEntry[]> {
    return liveQuery(this.#entries.changedIds$, () => this.findFor(customerId))
  }

  /** The entries of a customer, newest first. */
  async findFor(customerId: string): Promise<HistoryEntry[]> {
    const entries = await this.#entries.find({
      selector: { customerId: { $eq: customerId }, at: { $gte: 0 } },
      sort: ['customerId', 'at'],
    })
    return entries.reverse()
  }

  /** The entries of all customers whose ids are from `first` to `last`, newest first, by customer. */
  async findBetween(first: string, last: string): Promise<Map<string, HistoryEntry[]>> {
    const entries = await this.#entries.find({
      selector: { customerId: { $gte: first, $lte: last }, at: { $gte: 0 } },
      sort: ['customerId', 'at'],
    })
    const byCustomer = new Map<string, HistoryEntry[]>()
    for (const entry of entries.reverse()) {
      const known = byCustomer.get(entry.customerId)
      if (known === undefined) byCustomer.set(entry.customerId, [entry])
      else known.push(entry)
    }
    return byCustomer
  }

  /** The entries of an import or bulk edit whose id is after this one ('' = from the first), in the order of ids. */
  findForBatch(batchId: string, afterId: string, limit: number): Promise<HistoryEntry[]> {
    return this.#entries.find({
      selector: { batchId: { $eq: batchId }, id: { $gt: afterId } },
      sort: ['batchId', 'id'],
      limit,
    })
  }
}

import type { Customer } from '#shared/domain/customer.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { ImportRow } from '#shared/domain/import-batch.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'
import type { RemoteData } from '#shared/domain/remote-data.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { COLLECTION_NAMES } from './collections.ts'
import type { DocumentStore } from './document-store.ts'
import type { AppDatabase } from './open-database.ts'

/** The store's times may be ahead by a part of that. */
const CLOCK_STEP_MS = 2

/** All documents that belong to one customer, but for the customer itself. */
export interface PersonRecords {
  readonly skuMappings: readonly SkuMapping[]
  readonly actions: readonly QueuedAction[]
  /** Newest first. */
  readonly history: readonly HistoryEntry[]
  /** Before-images of what imports changed, of the customer and of their SKU mappings. */
  readonly importRows: readonly ImportRow[]
  readonly remoteData: readonly RemoteData[]
}

/** Everything that the store holds about one customer, to be shown or to be removed for good (docs/data.md, section 10). */
export class PersonRepository {
  readonly #database: AppDatabase
  readonly #customers: DocumentStore<Customer>
  readonly #skuMappings: DocumentStore<SkuMapping>
  readonly #actions: DocumentStore<QueuedAction>
  readonly #history: DocumentStore<HistoryEntry>
  readonly #importRows: DocumentStore<ImportRow>
  readonly #remoteData: DocumentStore<RemoteData>

  constructor(database: AppDatabase) {
    this.#database = database
    this.#customers = database.store('customers')
    this.#skuMappings = database.store('skuMappings')
    this.#actions = database.store('actions')
    this.#history = database.store('history')
    this.#importRows = database.store('importRows')
    this.#remoteData = database.store('remoteData')
  }

  /** What belongs to a customer, whether that is still there or not. */
  async recordsOf(customerId: string): Promise<PersonRecords> {
    const ofCustomer = { selector: { customerId: { $in: [customerId] } }, sort: ['customerId'] }
    const skuMappings = await this.#skuMappings.find(ofCustomer)
    const history = await this.#history.find({
      selector: { customerId: { $eq: customerId }, at: { $gte: 0 } },
      sort: ['customerId', 'at'],
    })
    const recordIds = [customerId, ...skuMappings.map(({ id }) => id)]
    return {
      skuMappings,
      history: history.reverse(),
      actions: await this.#actions.find(ofCustomer),
      remoteData: await this.#remoteData.find(ofCustomer),
      importRows: await this.#importRows.find({
        selector: { recordId: { $in: recordIds } },
        sort: ['recordId'],
      }),
    }
  }

  /** Removes the customer. */
  async removeCustomer(customerId: string): Promise<void> {
    await this.#customers.modifyMany([customerId], () => 'remove')
  }

  /** Removes what belongs to a customer; `mappings` false leaves the SKU mappings. */
  async removeBelongings(customerId: string, mappings: boolean): Promise<void> {
    const found = await this.recordsOf(customerId)
    await this.#importRows.modifyMany(idsOf(found.importRows), () => 'remove')
    await this.#history.modifyMany(idsOf(found.history), () => 'remove')
    await this.#actions.modifyMany(idsOf(found.actions), () => 'remove')
    await this.#remoteData.modifyMany(idsOf(found.remoteData), () => 'remove')
    if (mappings) await this.#skuMappings.modifyMany(idsOf(found.skuMappings), () => 'remove')
  }

  /**
   * Has the store forget for good what was removed before `time` (`performance.now`), which it otherwise keeps as empty
   * documents under their ids.
   */
  async purge(time: number): Promise<void> {
    for (const name of COLLECTION_NAMES) {
      const ageMs = Math.max(0, performance.now() - time - CLOCK_STEP_MS)
      await this.#database.store(name).purge(ageMs)
    }
  }
}

function idsOf(documents: readonly { readonly id: string }[]): string[] {
  return documents.map(({ id }) => id)
}

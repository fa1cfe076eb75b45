import type { BackupBatch } from '#shared/backup/backup-format.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { newSkuMapping, withProduct } from '#shared/domain/edit-sku-mapping.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import { restoredAbsent, restoredOver, type RestoreContext } from '#shared/domain/restore-customer.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { CollectionDocuments, CollectionName } from '#renderer/database/collections.ts'
import type { Written } from '#renderer/database/document-store.ts'
import { historyChanges } from '#renderer/database/history-changes.ts'
import { productOf } from '#renderer/database/mapping-history.ts'
import { historyEntryId, skuMappingId } from '#renderer/database/record-ids.ts'
import { letOthersRun } from '#renderer/database/write-batches.ts'
import { documentsOf, isCollection } from './bring-up-to-date.ts'
import { staysAdded, type MappingCounts } from './preview-restore.ts'
import { isChosen, type RestoreChoices } from './restore-choices.ts'
import {
  allHere,
  customersHere,
  restoreContext,
  type RestoreParts,
  type RestoreProgress,
} from './restore-parts.ts'
import { restoredAction, restoredImport } from './restored-documents.ts'

/** What a restore did. */
export interface RestoreResult {
  /** Ids of the customers that are here again. */
  readonly broughtBack: Set<string>
  /** Customers that were put back, or whose SKU mappings were. */
  putBack: number
  removed: number
  /** SKU mappings, also of customers that were brought back. */
  readonly mappings: MappingCounts
}

/** Facts of sync that come back with a store that was lost; all others are learned anew (docs/backups.md, section 4). */
const FACTS = ['sync/scope', 'sync/first-connection', 'sync/conflicts']

/**
 * Restores a backup that was checked from end to end. Done by atomic changes as a person's edits are: repeating it after
 * it was broken off does no harm, and sync may go on meanwhile.
 */
export async function restore(
  parts: RestoreParts,
  batches: AsyncIterable<BackupBatch>,
  options: {
    keptAt: number
    choices: RestoreChoices
    /** Ids of the customers that a person was shown as added since (see RestorePreview): of these alone some are removed. */
    added: ReadonlySet<string>
    progress: RestoreProgress
  },
): Promise<RestoreResult> {
  const context = await restoreContext(parts, options.keptAt)
  const run = new RestoreRun(parts, context, options)
  let seen = 0
  for await (const batch of batches) {
    if (!isCollection(batch.collection)) continue
    await run.add(batch.collection, batch)
    if (batch.collection === 'customers') options.progress((seen += batch.documents.length))
    await letOthersRun()
  }
  await run.removeAdded()
  return run.result
}

class RestoreRun {
  readonly result: RestoreResult = {
    ...{ broughtBack: new Set(), putBack: 0, removed: 0 },
    mappings: { broughtBack: 0, putBack: 0 },
  }
  readonly #parts: RestoreParts
  readonly #context: RestoreContext
  readonly #choices: RestoreChoices
  readonly #added: ReadonlySet<string>
  /** Names this restore in the history. */
  readonly #operationId: string
  /** Ids here of customers that the backup has. */
  readonly #met = new Set<string>()
  /** Those of them that were put back. */
  readonly #putBack = new Set<string>()
  /** Where a customer of the backup has another id here. */
  readonly #ids = new Map<string, string>()

  constructor(
    parts: RestoreParts,
    context: RestoreContext,
    { choices, added }: { choices: RestoreChoices; added: ReadonlySet<string> },
  ) {
    this.#parts = parts
    this.#context = context
    this.#choices = choices
    this.#added = added
    this.#operationId = parts.newId()
  }

  async add(name: CollectionName, batch: BackupBatch): Promise<void> {
    switch (name) {
      case 'customers':
        return this.#customers(await documentsOf(name, batch))
      case 'skuMappings':
        return this.#mappings(await documentsOf(name, batch))
      case 'syncState':
        return this.#facts(await documentsOf(name, batch))
      case 'history':
      case 'remoteData':
      case 'importRows':
      case 'importBatches':
      case 'actions':
        return this.#others(name, batch)
    }
  }

  /**
   * Customers that are here and not in the backup, where that is chosen and a person was shown them: one that came in
   * since stays. They go as a person's deletion does, so that it can be undone.
   */
  async removeAdded(): Promise<void> {
    const { added } = this.#choices
    if (!added.all && added.except.size === 0) return
    const ids: string[] = []
    for await (const page of allHere(this.#parts.customers)) {
      for (const customer of page) {
        if (this.#met.has(customer.id) || customer.deletedAt !== 0 || staysAdded(customer)) continue
        if (this.#added.has(customer.id) && isChosen(added, customer.id)) ids.push(customer.id)
      }
    }
    await this.#parts.customers.markDeleted(ids)
    this.result.removed = ids.length
  }

  async #customers(kept: readonly Customer[]): Promise<void> {
    const here = await customersHere(this.#parts.customers, kept)
    const over = new Map<string, Customer>()
    const absent: Customer[] = []
    for (const was of kept) {
      const current = here.get(was.id)
      if (current !== undefined) {
        this.#met.add(current.id)
        if (isChosen(this.#choices.changed, current.id)) over.set(current.id, was)
        if (current.id !== was.id) this.#ids.set(was.id, current.id)
      } else if (isChosen(this.#choices.missing, was.id)) {
        const back = restoredAbsent(was, this.#context)
        if (back !== null) absent.push(back)
      }
    }
    const taken = new Set(await this.#parts.customers.insertMany(absent))
    for (const { id } of absent) {
      this.#met.add(id)
      if (!taken.has(id)) this.result.broughtBack.add(id)
    }
    await this.#changeBack(over)
  }

  async #changeBack(over: ReadonlyMap<string, Customer>): Promise<void> {
    await this.#parts.customers.modifyMany(
      [...over.keys()],
      (current) => {
        const was = over.get(current.id)
        return was === undefined ? 'keep' : restoredOver(current, was, this.#context)
      },
      async (writes) => {
        for (const { before } of writes) if (before !== null) this.#isPutBack(before.id)
        await this.#parts.history.add(writes.flatMap((write) => this.#entry(write)))
      },
    )
  }

  #isPutBack(customerId: string): void {
    if (!this.result.broughtBack.has(customerId)) this.#putBack.add(customerId)
    this.result.putBack = this.#putBack.size
  }

  #entry({ before, after }: Written<Customer>): HistoryEntry[] {
    if (before === null || after === null) return []
    const id = historyEntryId(this.#operationId, after.id)
    const changes = historyChanges(before, after)
    const { now } = this.#context
    return [{ id, customerId: after.id, at: now, origin: 'restore', batchId: this.#operationId, changes }]
  }

  /** They go with their customer: with one that came back, else where it was chosen to be put back. */
  async #mappings(all: readonly SkuMapping[]): Promise<void> {
    const { lost, now } = this.#context
    const kept = all
      .filter(({ deletedAt }) => deletedAt === 0 || lost)
      .map((mapping): SkuMapping => {
        const customerId = this.#idHere(mapping.customerId)
        return { ...mapping, customerId, id: skuMappingId(customerId, mapping.customerSku) }
      })
      .filter(({ customerId }) => this.#goesWith(customerId))
    const owned = await this.#ofCustomersHere(kept)
    const here = await this.#parts.skuMappings.findByIds(owned.map(({ id }) => id))
    const noting = this.#parts.skuMappings.noting('restore')
    const absent = owned.filter(({ id }) => !here.has(id))
    // Where the remote may have lost it since, it is as if it were made anew: reading comes before sending.
    const taken = await this.#parts.skuMappings.insertMany(
      lost ? absent : absent.map((mapping) => newSkuMapping(mapping.id, mapping.customerId, mapping, now)),
      // A customer that came back with them has its own history back.
      lost ? undefined : noting,
    )
    const inserted = absent.filter(({ id }) => !taken.includes(id))
    const products = new Map(
      owned.filter(({ id }) => here.has(id)).map(({ id, productId }) => [id, productId]),
    )
    const changed = new Map<string, SkuMapping>()
    await this.#parts.skuMappings.modifyMany(
      [...products.keys()],
      (mapping) => withProduct(mapping, products.get(mapping.id) ?? mapping.productId, now),
      async (writes) => {
        for (const { before } of writes) if (before !== null) changed.set(before.id, before)
        await noting(writes)
      },
    )
    for (const { customerId } of [...inserted, ...changed.values()]) this.#isPutBack(customerId)
    const undeleted = [...changed.values()].filter((mapping) => productOf(mapping) === '').length
    this.result.mappings.broughtBack += inserted.length + undeleted
    this.result.mappings.putBack += changed.size - undeleted
  }

  #goesWith(customerId: string): boolean {
    if (this.result.broughtBack.has(customerId)) return true
    return this.#met.has(customerId) && isChosen(this.#choices.changed, customerId)
  }

  async #facts(documents: readonly CollectionDocuments['syncState'][]): Promise<void> {
    if (!this.#context.lost) return
    const { syncState } = this.#parts
    for (const { id, value } of documents) {
      const key = FACTS.find((fact) => id === `value/${fact}`)
      if (key !== undefined && (await syncState.get(key)) === null) await syncState.set(key, value)
    }
  }

  async #others(
    name: 'history' | 'remoteData' | 'importRows' | 'importBatches' | 'actions',
    batch: BackupBatch,
  ): Promise<void> {
    const { restores } = this.#parts
    // Where customers were chosen one by one, what belongs to nobody in particular is not asked for.
    const { all } = this.#choices.missing
    switch (name) {
      case 'history':
        await restores.addMissing(name, await this.#ofCustomersHere(await this.#ofChosen(name, batch)))
        return
      case 'remoteData':
        await restores.addMissing(name, await this.#ofCustomersHere(await this.#ofChosen(name, batch)))
        return
      case 'importRows':
        if (all) await restores.addMissing(name, await documentsOf(name, batch))
        return
      case 'importBatches':
        if (all) await restores.addMissing(name, (await documentsOf(name, batch)).map(restoredImport))
        return
      case 'actions':
        await restores.addMissing(name, (await this.#ofChosen(name, batch)).map(restoredAction))
    }
  }

  /** Without those of customers that were not chosen to be brought back. */
  async #ofChosen<N extends 'history' | 'remoteData' | 'actions'>(
    name: N,
    batch: BackupBatch,
  ): Promise<CollectionDocuments[N][]> {
    const documents = await documentsOf(name, batch)
    return documents.filter(({ customerId }) => isChosen(this.#choices.missing, customerId))
  }

  #idHere(customerId: string): string {
    return this.#ids.get(customerId) ?? customerId
  }

  /** Those whose customers are here, or came back. */
  async #ofCustomersHere<T extends { readonly customerId: string }>(documents: readonly T[]): Promise<T[]> {
    const moved = documents.map((document): T => {
      const customerId = this.#idHere(document.customerId)
      return customerId === document.customerId ? document : { ...document, customerId }
    })
    const here = await this.#parts.customers.findByIds(moved.map(({ customerId }) => customerId))
    return moved.filter(({ customerId }) => here.has(customerId))
  }
}

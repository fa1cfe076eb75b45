import type { BackupBatch } from '#shared/backup/backup-format.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { newSkuMapping, withProduct } from '#shared/domain/edit-sku-mapping.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import { restoredAbsent, restoredOver, type RestoreContext } from '#shared/domain/restore-customer.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { CollectionDocuments, CollectionName } from '#renderer/database/collections.ts'
import type { Written } from '#renderer/database/document-store.ts'
import { historyChanges } from '#renderer/database/history-changes.ts'
import { historyEntryId, skuMappingId } from '#renderer/database/record-ids.ts'
import { letOthersRun } from '#renderer/database/write-batches.ts'
import { documentsOf, isCollection } from './bring-up-to-date.ts'
import { staysAdded } from './preview-restore.ts'
import {
  allHere,
  customersHere,
  restoreContext,
  type RestoreParts,
  type RestoreProgress,
} from './restore-parts.ts'
import { restoredAction, restoredImport } from './restored-documents.ts'

/** What of a preview a person wants done. */
export interface RestoreChoices {
  /** Bring back what is missing. */
  missing: boolean
  /** Put back what was changed. */
  changed: boolean
  /** Remove what was added since, and the remote does not have. */
  added: boolean
}

/** What a restore did. */
export interface RestoreResult {
  broughtBack: number
  putBack: number
  removed: number
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
  if (options.choices.added) await run.removeAdded()
  return run.result
}

class RestoreRun {
  readonly result: RestoreResult = { broughtBack: 0, putBack: 0, removed: 0 }
  readonly #parts: RestoreParts
  readonly #context: RestoreContext
  readonly #choices: RestoreChoices
  /** Names this restore in the history. */
  readonly #operationId: string
  /** Ids here of customers that the backup has. */
  readonly #met = new Set<string>()
  /** Where a customer of the backup has another id here. */
  readonly #ids = new Map<string, string>()

  constructor(parts: RestoreParts, context: RestoreContext, { choices }: { choices: RestoreChoices }) {
    this.#parts = parts
    this.#context = context
    this.#choices = choices
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

  /** Customers that are here and not in the backup; they go as a person's deletion does, so that it can be undone. */
  async removeAdded(): Promise<void> {
    const ids: string[] = []
    for await (const page of allHere(this.#parts.customers)) {
      for (const customer of page) {
        if (!this.#met.has(customer.id) && customer.deletedAt === 0 && !staysAdded(customer)) {
          ids.push(customer.id)
        }
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
        over.set(current.id, was)
        if (current.id !== was.id) this.#ids.set(was.id, current.id)
      } else if (this.#choices.missing) {
        const back = restoredAbsent(was, this.#context)
        if (back !== null) absent.push(back)
      }
    }
    const taken = await this.#parts.customers.insertMany(absent)
    for (const { id } of absent) this.#met.add(id)
    this.result.broughtBack += absent.length - taken.length
    if (this.#choices.changed) await this.#putBack(over)
  }

  async #putBack(over: ReadonlyMap<string, Customer>): Promise<void> {
    const changed = new Set<string>()
    await this.#parts.customers.modifyMany(
      [...over.keys()],
      (current) => {
        const was = over.get(current.id)
        return was === undefined ? 'keep' : restoredOver(current, was, this.#context)
      },
      async (writes) => {
        for (const { before } of writes) if (before !== null) changed.add(before.id)
        await this.#parts.history.add(writes.flatMap((write) => this.#entry(write)))
      },
    )
    this.result.putBack += changed.size
  }

  #entry({ before, after }: Written<Customer>): HistoryEntry[] {
    if (before === null || after === null) return []
    const id = historyEntryId(this.#operationId, after.id)
    const changes = historyChanges(before, after)
    const { now } = this.#context
    return [{ id, customerId: after.id, at: now, origin: 'restore', batchId: this.#operationId, changes }]
  }

  async #mappings(all: readonly SkuMapping[]): Promise<void> {
    const { lost, now } = this.#context
    const kept = all
      .filter(({ deletedAt }) => deletedAt === 0 || lost)
      .map((mapping): SkuMapping => {
        const customerId = this.#idHere(mapping.customerId)
        return { ...mapping, customerId, id: skuMappingId(customerId, mapping.customerSku) }
      })
    const owned = await this.#ofCustomersHere(kept)
    const here = await this.#parts.skuMappings.findByIds(owned.map(({ id }) => id))
    const noting = this.#parts.skuMappings.noting('restore')
    if (this.#choices.missing) {
      const absent = owned.filter(({ id }) => !here.has(id))
      // Where the remote may have lost it since, it is as if it were made anew: reading comes before sending.
      await this.#parts.skuMappings.insertMany(
        lost ? absent : absent.map((mapping) => newSkuMapping(mapping.id, mapping.customerId, mapping, now)),
        // A customer that came back with them has its own history back.
        lost ? undefined : noting,
      )
    }
    if (!this.#choices.changed) return
    const products = new Map(
      owned.filter(({ id }) => here.has(id)).map(({ id, productId }) => [id, productId]),
    )
    await this.#parts.skuMappings.modifyMany(
      [...products.keys()],
      (mapping) => withProduct(mapping, products.get(mapping.id) ?? mapping.productId, now),
      noting,
    )
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
    if (!this.#choices.missing) return
    const { restores } = this.#parts
    switch (name) {
      case 'history':
        await restores.addMissing(name, await this.#ofCustomersHere(await documentsOf(name, batch)))
        return
      case 'remoteData':
        await restores.addMissing(name, await this.#ofCustomersHere(await documentsOf(name, batch)))
        return
      case 'importRows':
        await restores.addMissing(name, await documentsOf(name, batch))
        return
      case 'importBatches':
        await restores.addMissing(name, (await documentsOf(name, batch)).map(restoredImport))
        return
      case 'actions':
        await restores.addMissing(name, (await documentsOf(name, batch)).map(restoredAction))
    }
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

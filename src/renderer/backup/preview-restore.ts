import type { RestoredBatch } from '#shared/backup/backup-messages.ts'
import type { Address } from '#shared/domain/address.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import { restoredAbsent, restoredOver, type RestoreContext } from '#shared/domain/restore-customer.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { historyChanges } from '#renderer/database/history-changes.ts'
import { skuMappingId } from '#renderer/database/record-ids.ts'
import { letOthersRun } from '#renderer/database/write-batches.ts'
import { documentsOf, isCollection } from './bring-up-to-date.ts'
import {
  allHere,
  customersHere,
  restoreContext,
  type RestoreParts,
  type RestoreProgress,
} from './restore-parts.ts'

/** What a restore would do with a customer. */
export type RestoreKind = 'missing' | 'changed' | 'added'

/** One customer that a restore would touch. */
export interface RestoreRow {
  /** Local id: of the customer here, else of the one in the backup. */
  readonly id: string
  readonly name: string
  readonly kind: RestoreKind
  /** From what it is here to what it was; for one that is missing, or was added, all it has. */
  readonly changes: readonly FieldChange[]
  /** Addresses that the changes may name. */
  readonly addresses: readonly Address[]
}

/** What a restore would do. */
export interface RestorePreview {
  /** In the backup and not here. */
  missing: number
  /** Here and other than in the backup. */
  changed: number
  unchanged: number
  /** Here and not in the backup: added since. */
  added: number
  /** Of those added, the ones that the remote has: they stay. */
  addedThere: number
  /** In the backup, and left out: erased since, or their deletion was asked for already. */
  leftOut: number
  mappings: { missing: number; changed: number }
  /** The first of each kind. */
  rows: RestoreRow[]
}

/** Rows of each kind that are kept for people to look at. */
const ROWS = 500

/** Reads a backup and compares it with what is here; nothing is written. */
export async function previewRestore(
  parts: RestoreParts,
  batches: AsyncIterable<RestoredBatch>,
  options: { keptAt: number; progress: RestoreProgress },
): Promise<RestorePreview> {
  const context = await restoreContext(parts, options.keptAt)
  const look = new Look(parts, context)
  for await (const batch of batches) {
    if (!isCollection(batch.collection)) continue
    look.preview.leftOut += batch.leftOut
    if (batch.collection === 'customers') {
      options.progress(await look.customers(await documentsOf('customers', batch)))
    } else if (batch.collection === 'skuMappings') {
      await look.mappings(await documentsOf('skuMappings', batch))
    }
    await letOthersRun()
  }
  await look.added()
  return look.preview
}

class Look {
  readonly preview: RestorePreview = {
    ...{ missing: 0, changed: 0, unchanged: 0, added: 0, addedThere: 0, leftOut: 0 },
    mappings: { missing: 0, changed: 0 },
    rows: [],
  }
  readonly #parts: RestoreParts
  readonly #context: RestoreContext
  /** Ids here of customers that the backup has. */
  readonly #met = new Set<string>()
  readonly #rowsOf: Record<RestoreKind, number> = { missing: 0, changed: 0, added: 0 }
  #seen = 0

  constructor(parts: RestoreParts, context: RestoreContext) {
    this.#parts = parts
    this.#context = context
  }

  async customers(kept: readonly Customer[]): Promise<number> {
    const here = await customersHere(this.#parts.customers, kept)
    for (const was of kept) {
      const current = here.get(was.id)
      if (current !== undefined) this.#met.add(current.id)
      if (current !== undefined) this.#present(current, was)
      else if (restoredAbsent(was, this.#context) === null) this.preview.leftOut += 1
      else {
        this.preview.missing += 1
        this.#row('missing', was, () => historyChanges(nothingOf(was), was))
      }
    }
    this.#seen += kept.length
    return this.#seen
  }

  async mappings(kept: readonly SkuMapping[]): Promise<void> {
    const ids = kept.map(({ customerId, customerSku }) => skuMappingId(customerId, customerSku))
    const here = await this.#parts.skuMappings.findByIds(ids)
    for (const { customerId, customerSku, productId, deletedAt } of kept) {
      if (deletedAt !== 0) continue
      const current = here.get(skuMappingId(customerId, customerSku))
      if (current === undefined) this.preview.mappings.missing += 1
      else if (current.productId !== productId || current.deletedAt !== 0) this.preview.mappings.changed += 1
    }
  }

  async added(): Promise<void> {
    for await (const page of allHere(this.#parts.customers)) {
      for (const customer of page) {
        if (this.#met.has(customer.id) || customer.deletedAt !== 0) continue
        this.preview.added += 1
        if (staysAdded(customer)) this.preview.addedThere += 1
        this.#row('added', customer, () => historyChanges(customer, nothingOf(customer)))
      }
      await letOthersRun()
    }
  }

  #present(current: Customer, was: Customer): void {
    const after = restoredOver(current, was, this.#context)
    const changes = after === current ? [] : historyChanges(current, after)
    if (changes.length === 0 && after.deletedAt === current.deletedAt) this.preview.unchanged += 1
    else {
      this.preview.changed += 1
      this.#row('changed', current, () => changes, after.addresses)
    }
  }

  #row(
    kind: RestoreKind,
    customer: Customer,
    changes: () => FieldChange[],
    more: readonly Address[] = [],
  ): void {
    this.#rowsOf[kind] += 1
    if (this.#rowsOf[kind] > ROWS) return
    const others = more.filter(({ id }) => customer.addresses.every((address) => address.id !== id))
    const addresses = [...customer.addresses, ...others]
    const name = displayName(customer)
    this.preview.rows.push({ id: customer.id, name, kind, changes: changes(), addresses })
  }
}

/** True for a customer that was added since and that the remote has, or may have: a restore leaves it. */
export function staysAdded({ remoteId, sync }: Customer): boolean {
  return remoteId !== '' || sync.intent !== null
}

/** The customer with nothing in it, to hold it against. */
function nothingOf(customer: Customer): Customer {
  const empty = Object.fromEntries(
    Object.entries(customer).map(([field, value]) => [field, typeof value === 'string' ? '' : value]),
  ) as unknown as Customer
  return { ...empty, id: customer.id, tags: [], acceptsMarketing: false, addresses: [], archivedAt: 0 }
}

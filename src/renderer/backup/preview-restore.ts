import type { RestoredBatch } from '#shared/backup/backup-messages.ts'
import type { Address } from '#shared/domain/address.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { skuFieldKey } from '#shared/domain/field-map.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import { restoredAbsent, restoredOver, type RestoreContext } from '#shared/domain/restore-customer.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { historyChanges } from '#renderer/database/history-changes.ts'
import { productOf } from '#renderer/database/mapping-history.ts'
import { skuMappingId } from '#renderer/database/record-ids.ts'
import { letOthersRun } from '#renderer/database/write-batches.ts'
import { documentsOf, isCollection } from './bring-up-to-date.ts'
import type { RestoreKind } from './restore-choices.ts'
import {
  allHere,
  customersHere,
  restoreContext,
  type RestoreParts,
  type RestoreProgress,
} from './restore-parts.ts'

/** One customer that a restore would touch. */
export interface RestoreRow {
  /** Local id: of the customer here, else of the one in the backup. */
  readonly id: string
  readonly name: string
  readonly kind: RestoreKind
  /**
   * From what it is here to what it was, SKU mappings last; for one that is missing, or was added, all it has. Keys are
   * those of the history.
   */
  readonly changes: readonly FieldChange[]
  /** Addresses that the changes may name. */
  readonly addresses: readonly Address[]
}

/** What a restore would do. */
export interface RestorePreview {
  /** In the backup and not here. */
  missing: number
  /** Here and other than in the backup, or with SKU mappings that are. */
  changed: number
  unchanged: number
  /** Here and not in the backup, added since, and to be removed where that is chosen. */
  added: ReadonlySet<string>
  /** Those of them that were not edited, nor their SKU mappings, since the restore that is gone back from; else nobody. */
  addedUnedited: ReadonlySet<string>
  /** Added since too, and at the remote, or perhaps there: they stay. */
  addedThere: number
  /** In the backup, and left out: erased since, or their deletion was asked for already. */
  leftOut: number
  /** The SKU mappings of customers that are missing, and of those that are changed. */
  mappings: Record<'missing' | 'changed', MappingCounts>
  /** The first of each kind. */
  rows: RestoreRow[]
}

/** What becomes of SKU mappings. */
export interface MappingCounts {
  /** Not here any more: set again. */
  broughtBack: number
  /** Here with another product. */
  putBack: number
}

/** Rows of each kind that are kept for people to look at. */
export const ROWS = 500

/**
 * Reads a backup and compares it with what is here; nothing is written. `restoredAt`: when the restore was done that this
 * one goes back from, in ms since the epoch; null where it goes back from none.
 */
export async function previewRestore(
  parts: RestoreParts,
  batches: AsyncIterable<RestoredBatch>,
  options: { keptAt: number; restoredAt?: number | null; progress: RestoreProgress },
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
  await look.added(options.restoredAt ?? null)
  return look.preview
}

/** A customer of the backup: its id here, and what becomes of it. */
interface Found {
  readonly id: string
  kind: 'missing' | 'changed' | 'unchanged'
}

class Look {
  readonly preview: RestorePreview = {
    ...{ missing: 0, changed: 0, unchanged: 0, addedThere: 0, leftOut: 0 },
    added: new Set(),
    addedUnedited: new Set(),
    mappings: { missing: { broughtBack: 0, putBack: 0 }, changed: { broughtBack: 0, putBack: 0 } },
    rows: [],
  }
  readonly #parts: RestoreParts
  readonly #context: RestoreContext
  /** Customers of the backup that are not left out, by their id there. */
  readonly #found = new Map<string, Found>()
  /** Ids here of customers that the backup has. */
  readonly #met = new Set<string>()
  readonly #rowsOf: Record<RestoreKind, number> = { missing: 0, changed: 0, added: 0 }
  /** The changes of the rows, by id, for SKU mappings to be added to them. */
  readonly #changesOf = new Map<string, FieldChange[]>()
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
        this.#found.set(was.id, { id: was.id, kind: 'missing' })
        this.#row('missing', was, () => historyChanges(nothingOf(was), was))
      }
    }
    this.#seen += kept.length
    return this.#seen
  }

  async mappings(kept: readonly SkuMapping[]): Promise<void> {
    const wanted = kept.flatMap(({ customerId, customerSku, productId, deletedAt }) => {
      const found = this.#found.get(customerId)
      if (found === undefined || deletedAt !== 0) return []
      return [{ found, customerSku, productId, id: skuMappingId(found.id, customerSku) }]
    })
    const here = await this.#parts.skuMappings.findByIds(wanted.map(({ id }) => id))
    const differing = wanted
      .map((each) => ({ ...each, before: productOf(here.get(each.id) ?? null) }))
      .filter(({ before, productId }) => before !== productId)
    await this.#changedByMappings(differing.map(({ found }) => found))
    for (const { found, customerSku, productId, before } of differing) {
      const counts = this.preview.mappings[found.kind === 'missing' ? 'missing' : 'changed']
      counts[before === '' ? 'broughtBack' : 'putBack'] += 1
      this.#changesOf.get(found.id)?.push({ key: skuFieldKey(customerSku), before, after: productId })
    }
  }

  async added(restoredAt: number | null): Promise<void> {
    const added = new Set<string>()
    const unedited = new Set<string>()
    for await (const page of allHere(this.#parts.customers)) {
      const leaving: Customer[] = []
      for (const customer of page) {
        if (this.#met.has(customer.id) || customer.deletedAt !== 0) continue
        if (staysAdded(customer)) this.preview.addedThere += 1
        else {
          added.add(customer.id)
          leaving.push(customer)
          this.#row('added', customer, () => historyChanges(customer, nothingOf(customer)))
        }
      }
      if (restoredAt !== null) for (const id of await this.#unedited(leaving, restoredAt)) unedited.add(id)
      await letOthersRun()
    }
    this.preview.added = added
    this.preview.addedUnedited = unedited
  }

  /** Ids of those that are as they were then, and their SKU mappings too. */
  async #unedited(customers: readonly Customer[], then: number): Promise<ReadonlySet<string>> {
    const ids = new Set(customers.filter(({ updatedAt }) => updatedAt <= then).map(({ id }) => id))
    if (ids.size === 0) return ids
    const mappings = await this.#parts.skuMappings.findForMany([...ids])
    for (const { customerId, updatedAt } of mappings) if (updatedAt > then) ids.delete(customerId)
    return ids
  }

  #present(current: Customer, was: Customer): void {
    const after = restoredOver(current, was, this.#context)
    const changes = after === current ? [] : historyChanges(current, after)
    const unchanged = changes.length === 0 && after.deletedAt === current.deletedAt
    const kind = unchanged ? 'unchanged' : 'changed'
    this.#found.set(was.id, { id: current.id, kind })
    this.preview[kind] += 1
    if (!unchanged) this.#row('changed', current, () => changes, after.addresses)
  }

  /** Customers that are as they were count as changed where SKU mappings of theirs are not. */
  async #changedByMappings(all: readonly Found[]): Promise<void> {
    const found = [...new Set(all)].filter(({ kind }) => kind === 'unchanged')
    for (const each of found) each.kind = 'changed'
    this.preview.unchanged -= found.length
    this.preview.changed += found.length
    const ids = found.map(({ id }) => id)
    const listed = ids.slice(0, Math.max(0, ROWS - this.#rowsOf.changed))
    this.#rowsOf.changed += ids.length - listed.length
    const customers = await this.#parts.customers.findByIds(listed)
    for (const id of listed) {
      const customer = customers.get(id)
      if (customer !== undefined) this.#row('changed', customer, () => [])
    }
  }

  #row(
    kind: RestoreKind,
    customer: Customer,
    changesOf: () => FieldChange[],
    more: readonly Address[] = [],
  ): void {
    this.#rowsOf[kind] += 1
    if (this.#rowsOf[kind] > ROWS) return
    const { id } = customer
    const others = more.filter((other) => customer.addresses.every((address) => address.id !== other.id))
    const addresses = [...customer.addresses, ...others]
    const changes = changesOf()
    this.#changesOf.set(id, changes)
    this.preview.rows.push({ id, name: displayName(customer), kind, changes, addresses })
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

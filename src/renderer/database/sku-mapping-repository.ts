import type { Observable } from 'rxjs'
import {
  newSkuMapping,
  withoutMapping,
  withPendingSince,
  withProduct,
} from '#shared/domain/edit-sku-mapping.ts'
import type { SkuMapping, SkuMappingDraft } from '#shared/domain/sku-mapping.ts'
import type { Change, DocumentStore, Written } from './document-store.ts'
import { liveQuery } from './live-query.ts'
import type { AppDatabase } from './open-database.ts'
import { pendingPositions, type PendingPosition } from './pending-positions.ts'
import { skuMappingId } from './record-ids.ts'
import { skuMappingIndexFields } from './schemas/sku-mapping-schema.ts'

/** A stretch of the list of all mappings. */
export interface SkuMappingListQuery {
  /** Beginning of the customer SKU, case aside; '' = all. */
  prefix: string
  /** `cursor` of the stretch before, '' = from the first. */
  after: string
  limit: number
}

/** Mappings in the order of their SKUs. */
export interface SkuMappingList {
  mappings: SkuMapping[]
  /** For `after` of the next stretch; '' where there is no more. */
  cursor: string
}

/** A mapping that somebody wants: for which customer, which SKU, which product. */
export interface SkuMappingUpsert extends SkuMappingDraft {
  customerId: string
  /** The product that the person saw; '' = they saw none. Absent: it replaces whatever is there. */
  seen?: string
}

/** Waiting mappings read in one go. */
const PENDING_PAGE = 500

/** The SKU mappings of a workspace. Those whose deletion waits to be sent are hidden from lists. */
export class SkuMappingRepository {
  readonly #mappings: DocumentStore<SkuMapping>
  readonly #now: () => number

  constructor(database: AppDatabase, context: { readonly now: () => number }) {
    this.#mappings = database.store('skuMappings')
    this.#now = context.now
  }

  /** The mapping, null where there is none. */
  get(id: string): Promise<SkuMapping | null> {
    return this.#mappings.get(id)
  }

  /** Those that exist, by id. */
  findByIds(ids: readonly string[]): Promise<Map<string, SkuMapping>> {
    return this.#mappings.findByIds(ids)
  }

  /** The mappings of a customer by SKU, now and after every change. */
  listFor(customerId: string): Observable<SkuMapping[]> {
    return liveQuery(this.#mappings.changedIds$, async () => {
      const all = await this.findFor(customerId)
      return all.filter((mapping) => mapping.deletedAt === 0).sort(bySku)
    })
  }

  /** The mappings of a customer, those to be deleted included: for sync. */
  findFor(customerId: string): Promise<SkuMapping[]> {
    return this.#mappings.find({
      selector: { customerId: { $eq: customerId } },
      sort: ['customerId'],
    })
  }

  /** The mappings of many customers, those to be deleted included. */
  async findForMany(customerIds: readonly string[]): Promise<SkuMapping[]> {
    if (customerIds.length === 0) return []
    return this.#mappings.find({ selector: { customerId: { $in: customerIds } }, sort: ['customerId'] })
  }

  /** The mappings of all customers whose ids are from `first` to `last`, those to be deleted included. */
  findBetween(first: string, last: string): Promise<SkuMapping[]> {
    return this.#mappings.find({
      selector: { customerId: { $gte: first, $lte: last } },
      sort: ['customerId'],
    })
  }

  /** A stretch of all mappings across customers, by SKU. */
  async list(query: SkuMappingListQuery): Promise<SkuMappingList> {
    const prefix = query.prefix.trim().toLowerCase()
    const mappings: SkuMapping[] = []
    let after = query.after
    for (;;) {
      const lower = after === '' ? { $gte: prefix } : { $gt: after }
      const found = await this.#mappings.find({
        selector: { skuKey: { ...lower, $lt: `${prefix}\uffff` } },
        sort: ['skuKey'],
        limit: query.limit,
      })
      for (const mapping of found) {
        if (mapping.deletedAt !== 0) continue
        mappings.push(mapping)
        if (mappings.length === query.limit) return { mappings, cursor: skuKeyOf(mapping) }
      }
      const last = found.at(-1)
      if (last === undefined || found.length < query.limit) return { mappings, cursor: '' }
      after = skuKeyOf(last)
    }
  }

  /** The same stretch, now and after every change. */
  observeList(query: SkuMappingListQuery): Observable<SkuMappingList> {
    return liveQuery(this.#mappings.changedIds$, () => this.list(query))
  }

  /** The product that a customer's SKU means, null where it means none. */
  async productOf(customerId: string, customerSku: string): Promise<string | null> {
    const id = skuMappingId(customerId, customerSku.trim())
    const mapping = (await this.findByIds([id])).get(id)
    return mapping === undefined || mapping.deletedAt !== 0 ? null : mapping.productId
  }

  /**
   * Adds or changes the mapping of a customer's SKU; writing the same again changes nothing. `seen`: the product that the
   * person saw before, '' = none; another that has come in since is asked about.
   */
  async upsert(customerId: string, draft: SkuMappingDraft, seen?: string): Promise<SkuMapping> {
    const [mapping] = await this.upsertMany([
      { ...draft, customerId, ...(seen === undefined ? {} : { seen }) },
    ])
    if (mapping === undefined) throw new Error('An upsert always leaves a mapping')
    return mapping
  }

  /**
   * Many upserts; of several for one customer and SKU the last one counts. `before` as with modifyMany. Returns them as
   * they are afterwards.
   */
  async upsertMany(
    wanted: readonly SkuMappingUpsert[],
    before?: (writes: readonly Written<SkuMapping>[]) => Promise<void>,
  ): Promise<SkuMapping[]> {
    const byId = new Map(
      wanted.map((upsert) => [skuMappingId(upsert.customerId, upsert.customerSku.trim()), upsert]),
    )
    const now = this.#now()
    const change = (current: SkuMapping | null, id: string): Change<SkuMapping> => {
      const upsert = byId.get(id)
      if (upsert === undefined) return 'keep'
      return current === null
        ? newSkuMapping(id, upsert.customerId, upsert, now)
        : withProduct(current, upsert.productId, now, upsert.seen)
    }
    const written = await this.#mappings.writeMany([...byId.keys()], change, before)
    return [...written.values()]
  }

  /** Deletes: at once where the remote never had it, else the deletion waits to be sent. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.#mappings.modifyMany(ids, (mapping) => withoutMapping(mapping, this.#now()))
  }

  /** Changes one mapping atomically; see CustomerRepository.modify. */
  async modify(id: string, change: (mapping: SkuMapping) => Change<SkuMapping>): Promise<SkuMapping | null> {
    return (await this.modifyMany([id], change)).get(id) ?? null
  }

  /** Changes many mappings, each atomically; see CustomerRepository.modifyMany. Returns those that exist afterwards. */
  modifyMany(
    ids: readonly string[],
    change: (mapping: SkuMapping) => Change<SkuMapping>,
    before?: (writes: readonly Written<SkuMapping>[]) => Promise<void>,
  ): Promise<Map<string, SkuMapping>> {
    const changeOne = (mapping: SkuMapping): Change<SkuMapping> => {
      const changed = change(mapping)
      if (changed === 'keep' || changed === 'remove' || changed === mapping) return changed
      return withPendingSince(changed, this.#now())
    }
    return this.#mappings.modifyMany(ids, changeOne, before)
  }

  /** Stores new mappings; those whose id is taken are left alone and their ids returned. */
  insertMany(mappings: readonly SkuMapping[]): Promise<string[]> {
    const now = this.#now()
    return this.#mappings.insertMany(mappings, (mapping) => withPendingSince(mapping, now))
  }

  /** The mappings that have waited longest to be sent, `after` going on from the last one seen. */
  pendingIds(limit: number, after: PendingPosition | null = null): Promise<PendingPosition[]> {
    return pendingPositions(this.#mappings, limit, after)
  }

  /** The mappings that were changed on both sides, those that have waited longest first, now and after every change. */
  observeConflicts(): Observable<SkuMapping[]> {
    return liveQuery(this.#mappings.changedIds$, () =>
      this.#pending(Infinity, ({ theirs }) => theirs !== null),
    )
  }

  /** The first `limit` mappings that wait to be sent and need no person, longest first, now and after every change. */
  observeWaiting(limit: number): Observable<SkuMapping[]> {
    return liveQuery(this.#mappings.changedIds$, () =>
      this.#pending(limit, ({ theirs, refused }) => theirs === null && refused === null),
    )
  }

  async #pending(limit: number, wanted: (mapping: SkuMapping) => boolean): Promise<SkuMapping[]> {
    const found: SkuMapping[] = []
    for (let after: PendingPosition | null = null; ;) {
      const positions: PendingPosition[] = await this.pendingIds(PENDING_PAGE, after)
      const mappings = await this.findByIds(positions.map(({ id }) => id))
      for (const { id } of positions) {
        const mapping = mappings.get(id)
        if (mapping !== undefined && wanted(mapping)) found.push(mapping)
      }
      after = positions.at(-1) ?? null
      if (after === null || positions.length < PENDING_PAGE || found.length >= limit) {
        return found.slice(0, limit)
      }
    }
  }

  /** Emits the ids that a write has changed, inserted or removed. */
  get changedIds$(): Observable<readonly string[]> {
    return this.#mappings.changedIds$
  }
}

function bySku(a: SkuMapping, b: SkuMapping): number {
  return a.customerSku < b.customerSku ? -1 : 1
}

function skuKeyOf(mapping: SkuMapping): string {
  return skuMappingIndexFields(mapping).skuKey
}

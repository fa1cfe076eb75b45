import { map, shareReplay, type Observable } from 'rxjs'
import {
  newSkuMapping,
  withoutMapping,
  withPendingSince,
  withProduct,
} from '#shared/domain/edit-sku-mapping.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { SkuMapping, SkuMappingDraft } from '#shared/domain/sku-mapping.ts'
import type { Change, DocumentStore, Written } from './document-store.ts'
import { liveQuery } from './live-query.ts'
import { mappingHistory, productOf } from './mapping-history.ts'
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

/** What waits to be sent, as far as it is listed. */
export interface WaitingMappings {
  mappings: SkuMapping[]
  /** All that wait. */
  count: number
}

/** How many mappings are not in step: each counts once. */
export interface MappingCounts {
  /** Go out by themselves. */
  waiting: number
  /** Were changed on both sides. */
  conflicts: number
  /** The remote does not take them as they are. */
  refused: number
}

/** Told of the writes of an operation before they are made. */
export type BeforeMappings = (writes: readonly Written<SkuMapping>[]) => Promise<void>

/** A mapping that somebody wants: for which customer, which SKU, which product. */
export interface SkuMappingUpsert extends SkuMappingDraft {
  customerId: string
  /** The product that the person saw; '' = they saw none. Absent: it replaces whatever is there. */
  seen?: string
  /** A mapping that says something else since this time (ms) is left as it is. Absent: none is. */
  unlessSince?: number
}

/** Waiting mappings read in one go. */
const PENDING_PAGE = 500

/** What the repository needs beside the database. */
export interface SkuMappingRepositoryContext {
  /** ms since the epoch. */
  readonly now: () => number
  /** A UUID. */
  readonly newId: () => string
}

/**
 * The SKU mappings of a workspace. Those whose deletion waits to be sent are hidden from lists. What people change goes
 * into the history of the customer first; who writes many says what they are by `noting`.
 */
export class SkuMappingRepository {
  /** Counted once for all who look, now and after every change. */
  readonly counts$: Observable<MappingCounts>
  readonly #mappings: DocumentStore<SkuMapping>
  readonly #history: DocumentStore<HistoryEntry>
  readonly #context: SkuMappingRepositoryContext

  constructor(database: AppDatabase, context: SkuMappingRepositoryContext) {
    this.#mappings = database.store('skuMappings')
    this.#history = database.store('history')
    this.#context = context
    this.counts$ = liveQuery(this.#mappings.changedIds$, () => this.#count()).pipe(
      shareReplay({ bufferSize: 1, refCount: true }),
    )
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
    return this.observeFor(customerId).pipe(
      map((all) => all.filter((mapping) => mapping.deletedAt === 0).sort(bySku)),
    )
  }

  /** The mappings of a customer, those to be deleted included, now and after every change. */
  observeFor(customerId: string): Observable<SkuMapping[]> {
    return liveQuery(this.#mappings.changedIds$, () => this.findFor(customerId))
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

  /** The mappings of many customers in the order of these ids, those of each by SKU, now and after every change. */
  observeForMany(customerIds: readonly string[]): Observable<SkuMapping[]> {
    const places = new Map(customerIds.map((id, index) => [id, index]))
    const placeOf = ({ customerId }: SkuMapping): number => places.get(customerId) ?? 0
    return liveQuery(this.#mappings.changedIds$, async () => {
      const all = await this.findForMany(customerIds)
      return all
        .filter((mapping) => mapping.deletedAt === 0)
        .sort((a, b) => placeOf(a) - placeOf(b) || bySku(a, b))
    })
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

  /**
   * The first mappings whose product id begins with this, in the order of the ids as text, that very product first; now and
   * after every change.
   */
  observeByProduct(beginning: string, limit: number): Observable<SkuMapping[]> {
    return liveQuery(this.#mappings.changedIds$, async () => {
      const found = await this.#mappings.find({
        // Answered without an index: workers/product-query.ts.
        selector: { productId: { $gte: beginning, $lt: `${beginning}\uffff` } },
        sort: ['productId'],
        limit,
      })
      return found.filter(({ deletedAt }) => deletedAt === 0)
    })
  }

  /** The product that a customer's SKU means, null where it means none. */
  async productOf(customerId: string, customerSku: string): Promise<string | null> {
    const id = skuMappingId(customerId, customerSku.trim())
    return productOf((await this.findByIds([id])).get(id) ?? null) || null
  }

  /**
   * Adds or changes the mapping of a customer's SKU; writing the same again changes nothing. `seen`: the product that the
   * person saw before, '' = none; another that has come in since is asked about. `origin`: what the history calls it.
   */
  async upsert(
    customerId: string,
    draft: SkuMappingDraft,
    { seen, origin = 'edit' }: { seen?: string | undefined; origin?: 'edit' | 'undo' } = {},
  ): Promise<SkuMapping> {
    const [mapping] = await this.upsertMany(
      [{ ...draft, customerId, ...(seen === undefined ? {} : { seen }) }],
      this.noting(origin),
    )
    if (mapping === undefined) throw new Error('An upsert always leaves a mapping')
    return mapping
  }

  /**
   * Many upserts; of several for one customer and SKU the last one counts. `before` as with modifyMany. Returns them as
   * they are afterwards, those that were left as they are among them.
   */
  async upsertMany(wanted: readonly SkuMappingUpsert[], before?: BeforeMappings): Promise<SkuMapping[]> {
    const byId = new Map(
      wanted.map((upsert) => [skuMappingId(upsert.customerId, upsert.customerSku.trim()), upsert]),
    )
    const now = this.#context.now()
    const change = (current: SkuMapping | null, id: string): Change<SkuMapping> => {
      const upsert = byId.get(id)
      if (upsert === undefined) return 'keep'
      if (current !== null && current.updatedAt > (upsert.unlessSince ?? Infinity)) return 'keep'
      return current === null
        ? newSkuMapping(id, upsert.customerId, upsert, now)
        : withProduct(current, upsert.productId, now, upsert.seen)
    }
    const written = await this.#mappings.writeMany([...byId.keys()], change, before)
    return [...written.values()]
  }

  /** Deletes: at once where the remote never had it, else the deletion waits to be sent. */
  async remove(ids: readonly string[], origin: 'edit' | 'undo' = 'edit'): Promise<void> {
    await this.#mappings.modifyMany(
      ids,
      (mapping) => withoutMapping(mapping, this.#context.now()),
      this.noting(origin),
    )
  }

  /**
   * For the `before` of one operation: what it changes in the SKUs of customers goes into their history first. A batch
   * leaves the same entries when it is repeated.
   */
  noting(origin: HistoryEntry['origin'], batchId = ''): BeforeMappings {
    const { now, newId } = this.#context
    const id = batchId === '' ? newId() : `${origin}:${batchId}`
    const operation = { id, at: now(), origin, batchId }
    return async (writes) => {
      const entries = new Map(mappingHistory(writes, operation).map((entry) => [entry.id, entry]))
      await this.#history.writeMany([...entries.keys()], (_, entryId) => entries.get(entryId) ?? 'keep')
    }
  }

  /** Changes one mapping atomically; see CustomerRepository.modify. */
  async modify(
    id: string,
    change: (mapping: SkuMapping) => Change<SkuMapping>,
    before?: BeforeMappings,
  ): Promise<SkuMapping | null> {
    return (await this.modifyMany([id], change, before)).get(id) ?? null
  }

  /** Changes many mappings, each atomically; see CustomerRepository.modifyMany. Returns those that exist afterwards. */
  modifyMany(
    ids: readonly string[],
    change: (mapping: SkuMapping) => Change<SkuMapping>,
    before?: BeforeMappings,
  ): Promise<Map<string, SkuMapping>> {
    const changeOne = (mapping: SkuMapping): Change<SkuMapping> => {
      const changed = change(mapping)
      if (changed === 'keep' || changed === 'remove' || changed === mapping) return changed
      const now = this.#context.now()
      // Another product that came in from the remote is news to people as much as one that somebody has put.
      const updatedAt = changed.productId === mapping.productId ? changed.updatedAt : now
      return withPendingSince({ ...changed, updatedAt }, now)
    }
    return this.#mappings.modifyMany(ids, changeOne, before)
  }

  /** Stores new mappings; those whose id is taken are left alone and their ids returned. `before` is told of them all. */
  async insertMany(mappings: readonly SkuMapping[], before?: BeforeMappings): Promise<string[]> {
    const now = this.#context.now()
    await before?.(mappings.map((after) => ({ before: null, after })))
    return this.#mappings.insertMany(mappings, (mapping) => withPendingSince(mapping, now))
  }

  /** The mappings that have waited longest to be sent, `after` going on from the last one seen. */
  pendingIds(limit: number, after: PendingPosition | null = null): Promise<PendingPosition[]> {
    return pendingPositions(this.#mappings, limit, after)
  }

  /** The mappings that were changed on both sides, those that have waited longest first, now and after every change. */
  observeConflicts(): Observable<SkuMapping[]> {
    return this.#observePending(Infinity, ({ theirs }) => theirs !== null)
  }

  /** Those that the remote does not take as they are, likewise. */
  observeRefused(): Observable<SkuMapping[]> {
    return this.#observePending(Infinity, ({ theirs, refused }) => theirs === null && refused !== null)
  }

  /**
   * The first `limit` mappings that wait to be sent and need no person, longest first, and how many there are, now and
   * after every change.
   */
  observeWaiting(limit: number): Observable<WaitingMappings> {
    return liveQuery(this.#mappings.changedIds$, () =>
      this.#pending(limit, ({ theirs, refused }) => theirs === null && refused === null),
    )
  }

  #observePending(limit: number, wanted: (mapping: SkuMapping) => boolean): Observable<SkuMapping[]> {
    return liveQuery(this.#mappings.changedIds$, async () => (await this.#pending(limit, wanted)).mappings)
  }

  async #count(): Promise<MappingCounts> {
    const counts = { waiting: 0, conflicts: 0, refused: 0 }
    await this.#pending(0, ({ theirs, refused }) => {
      if (theirs !== null) counts.conflicts += 1
      else if (refused !== null) counts.refused += 1
      else counts.waiting += 1
      return false
    })
    return counts
  }

  async #pending(limit: number, wanted: (mapping: SkuMapping) => boolean): Promise<WaitingMappings> {
    const found: WaitingMappings = { mappings: [], count: 0 }
    for (let after: PendingPosition | null = null; ;) {
      const positions: PendingPosition[] = await this.pendingIds(PENDING_PAGE, after)
      const mappings = await this.findByIds(positions.map(({ id }) => id))
      for (const { id } of positions) {
        const mapping = mappings.get(id)
        if (mapping === undefined || !wanted(mapping)) continue
        found.count += 1
        if (found.count <= limit) found.mappings.push(mapping)
      }
      after = positions.at(-1) ?? null
      if (after === null || positions.length < PENDING_PAGE) return found
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

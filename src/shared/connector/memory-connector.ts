import { assertNever } from '../assert-never.ts'
import { err, ok, type Result } from '../result.ts'
import type { ConnectorCapabilities } from './capabilities.ts'
import type { MemoryRemote } from './memory-remote.ts'
import { MemoryFaults, type MemoryCall } from './memory-faults.ts'
import type {
  ConnectionIdentity,
  CustomerPush,
  FindKeys,
  PullPage,
  PullRequest,
  PushItems,
  PushOutcome,
  RemoteActions,
  RemoteConnector,
  SkuMappingPush,
} from './remote-connector.ts'
import type { RelatedKind, RelatedRecords } from './related-data.ts'
import type { ActionOutcome, RemoteAction } from './remote-action.ts'
import type { RemoteError } from './remote-error.ts'
import type { EntityKind, RemoteCustomer, RemoteRecords, RemoteSkuMapping } from './remote-record.ts'

/** One machine's way to a MemoryRemote: the RemoteConnector that tests and demonstrations sync with. */
export class MemoryConnector implements RemoteConnector {
  readonly capabilities: ConnectorCapabilities
  /** What shall go wrong, and the log of requests. */
  readonly faults = new MemoryFaults()
  readOnly = false
  /** Sizes of the next pages; 0 = an empty page that is not the last. Used up one by one, then the usual size. */
  pageSizes: number[] = []
  /** Remote ids of customers whose row in a list cannot be read. */
  readonly unreadable = new Set<string>()
  readonly #remote: MemoryRemote

  constructor(remote: MemoryRemote) {
    this.#remote = remote
    this.capabilities = remote.profile.capabilities
  }

  /** Every request so far. */
  get requests(): readonly MemoryCall[] {
    return this.faults.log
  }

  checkConnection(signal: AbortSignal): Promise<Result<ConnectionIdentity, RemoteError>> {
    const { scopeId } = this.#remote
    return this.#read({ operation: 'check', kind: 'customer', ids: [] }, signal, () => ({
      scopeId,
      accountName: 'Memory',
      readOnly: this.readOnly,
      missing: this.readOnly ? 'customers:write' : '',
    }))
  }

  pull<K extends EntityKind>(
    kind: K,
    request: PullRequest,
    signal: AbortSignal,
  ): Promise<Result<PullPage<K>, RemoteError>> {
    const call: MemoryCall = { operation: 'pull', kind, ids: [request.of ?? ''], mode: request.mode }
    const owner = kind === 'sku-mapping' && request.mode === 'of' ? request.of : undefined
    if (owner !== undefined && !this.#remote.customers.has(owner)) {
      return this.#read(call, signal, () => null).then((answer) =>
        answer.ok ? err({ kind: 'not-found' }) : answer,
      )
    }
    // The kind decides the record's type; TypeScript cannot follow that through the branch.
    return this.#read(call, signal, () => this.#page(kind, request) as PullPage<K>)
  }

  get<K extends EntityKind>(
    kind: K,
    remoteIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<(RemoteRecords[K] | null)[], RemoteError>> {
    return this.#read({ operation: 'get', kind, ids: [...remoteIds] }, signal, () =>
      // As above: the record's type follows from the kind.
      remoteIds.map((id) => this.#one(kind, id) as RemoteRecords[K] | null),
    )
  }

  find(keys: FindKeys, signal: AbortSignal): Promise<Result<RemoteCustomer[], RemoteError>> {
    return this.#read({ operation: 'find', kind: 'customer', ids: [] }, signal, () =>
      this.#remote.find(keys).map((stored) => this.#remote.record(stored)),
    )
  }

  /** Kept in the remote's ledger; copies, as an answer over a network is. */
  related<K extends RelatedKind>(
    kind: K,
    customerRemoteId: string,
    signal: AbortSignal,
  ): Promise<Result<RelatedRecords[K][], RemoteError>> {
    const { credits, orders } = this.#remote.ledger
    const told: { [R in RelatedKind]: RelatedRecords[R][] } = {
      credits: credits.get(customerRemoteId) ?? [],
      orders: orders.get(customerRemoteId) ?? [],
      downloads: [],
    }
    return this.#read({ operation: 'related', kind: 'customer', ids: [customerRemoteId] }, signal, () =>
      copyOf(told[kind]),
    )
  }

  readonly actions: RemoteActions = {
    run: (action, signal) => this.#runAction(action, signal),
    shippingOrder: () => Promise.resolve(ok(null)),
    integrationCustomers: () => Promise.resolve(ok({ customers: [], hasMore: false })),
  }

  async #runAction(action: RemoteAction, signal: AbortSignal): Promise<ActionOutcome> {
    const call: MemoryCall = { operation: 'action', kind: 'customer', ids: [action.kind] }
    const fault = await this.faults.before(call, signal)
    const act = (): ActionOutcome => this.#remote.ledger.run(copyOf(action))
    if (fault.effect === 'done') act()
    if (fault.effect === 'late') this.faults.late.push(() => void act())
    if (fault.error !== null) return { status: fault.certain ? 'not-sent' : 'unknown', error: fault.error }
    const outcome = act()
    await this.faults.after(call)
    return outcome
  }

  async push<K extends EntityKind>(
    kind: K,
    items: readonly PushItems[K][],
    signal: AbortSignal,
  ): Promise<PushOutcome<K>[]> {
    const call: MemoryCall = {
      operation: 'push',
      kind,
      ids: items.map((item) => item.localId),
      items: copyOf(items),
    }
    const fault = await this.faults.before(call, signal)
    const act = (): PushOutcome<K>[] =>
      // As above: the outcome's type follows from the kind.
      items.map((item) => this.#write(kind, item) as PushOutcome<K>)
    switch (fault.effect) {
      case 'none':
        break
      case 'done':
        act()
        break
      case 'late':
        this.faults.late.push(() => void act())
        break
      default:
        return assertNever(fault.effect)
    }
    const { error } = fault
    if (error !== null) {
      const status = fault.certain ? 'not-sent' : 'unknown'
      return items.map((item) => ({ status, localId: item.localId, error }))
    }
    const outcomes = fault.effect === 'none' ? act() : []
    await this.faults.after(call)
    return outcomes
  }

  async #read<T>(call: MemoryCall, signal: AbortSignal, act: () => T): Promise<Result<T, RemoteError>> {
    const fault = await this.faults.before(call, signal)
    if (fault.error !== null) return err(fault.error)
    const value = act()
    await this.faults.after(call)
    return ok(copyOf(value))
  }

  #one(kind: EntityKind, remoteId: string): RemoteRecords[EntityKind] | null {
    if (kind === 'sku-mapping') return this.#remote.skuMappings.get(remoteId) ?? null
    const stored = this.#remote.customers.get(remoteId)
    return stored === undefined ? null : this.#remote.record(stored)
  }

  #page(kind: EntityKind, request: PullRequest): PullPage<EntityKind> {
    const size = this.pageSizes.shift() ?? Math.min(request.limit, this.capabilities.pageSize)
    const from = typeof request.checkpoint === 'number' ? request.checkpoint : 0
    if (kind === 'sku-mapping') {
      const all = [...this.#remote.skuMappings.values()].filter(
        (mapping) => mapping.customerRemoteId === request.of,
      )
      return pageOf(all, from, size)
    }
    const all = [...this.#remote.customers.values()]
    const tell = (stored: (typeof all)[number]): RemoteCustomer =>
      this.#remote.record(stored, this.capabilities.listLacksDetails)
    if (request.mode === 'sweep') {
      const page = pageOf(all, from, size)
      return { ...page, ...this.#readable(page.records.map(tell)) }
    }
    const changed = all.filter((stored) => stored.sequence > from).sort((a, b) => a.sequence - b.sequence)
    const page = changed.slice(0, size)
    return {
      ...this.#readable(page.map(tell)),
      checkpoint: page.at(-1)?.sequence ?? from,
      hasMore: page.length < changed.length,
      total: changed.length,
    }
  }

  #readable(rows: readonly RemoteCustomer[]): Pick<PullPage<'customer'>, 'records' | 'unreadable'> {
    const broken = rows.filter(({ remoteId }) => this.unreadable.has(remoteId))
    return {
      records: rows.filter((row) => !broken.includes(row)),
      ...(broken.length === 0
        ? {}
        : { unreadable: broken.map(({ remoteId }) => ({ remoteId, detail: 'name: invalid_type' })) }),
    }
  }

  #write(kind: EntityKind, item: CustomerPush | SkuMappingPush): PushOutcome<EntityKind> {
    if (kind === 'sku-mapping') return this.#writeMapping(item as SkuMappingPush)
    return copyOf(this.#remote.write(item as CustomerPush))
  }

  #writeMapping(item: SkuMappingPush): PushOutcome<'sku-mapping'> {
    const { localId } = item
    const reason = this.#remote.refuseSkuMapping(item)
    if (reason !== null) return { status: 'refused', localId, reason, field: '' }
    if (item.type === 'delete') {
      const found = this.#remote.skuMappings.delete(item.remoteId)
      return found
        ? { status: 'accepted', localId, record: null, addressIds: {} }
        : { status: 'gone', localId }
    }
    const record: RemoteSkuMapping | null = this.#remote.setSkuMapping(
      item.customerRemoteId,
      item.customerSku,
      item.productId,
    )
    return record === null
      ? { status: 'gone', localId }
      : { status: 'accepted', localId, record: { ...record }, addressIds: {} }
  }
}

/** What crosses the wire shares nothing with what is stored; all of it is JSON. */
function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** A page by offset, as most remotes page: what is deleted on an earlier page shifts the rest. */
function pageOf<T>(
  all: readonly T[],
  from: number,
  size: number,
): { records: T[]; checkpoint: number; hasMore: boolean; total: number } {
  const records = all.slice(from, from + size)
  const to = from + records.length
  return { records, checkpoint: to, hasMore: to < all.length, total: all.length }
}

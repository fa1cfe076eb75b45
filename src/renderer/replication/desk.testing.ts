import type { ConflictSide } from '#shared/domain/conflict-rule.ts'
import type { ConflictDecision } from '#shared/domain/decide-conflict.ts'
import { firstValueFrom } from 'rxjs'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { afterEach } from 'vitest'
import { ActionRepository } from '#renderer/database/action-repository.ts'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { HistoryRepository } from '#renderer/database/history-repository.ts'
import { openDatabase, type AppDatabase } from '#renderer/database/open-database.ts'
import { RemoteDataRepository } from '#renderer/database/remote-data-repository.ts'
import { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import type { MemoryCall } from '#shared/connector/memory-faults.ts'
import { skuIoLikeProfile, type MemoryProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { newAddress } from '#shared/domain/address.ts'
import { draftOf, emptyCustomerDraft, type Customer, type CustomerDraft } from '#shared/domain/customer.ts'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'
import { SyncEngine } from './engine.ts'
import type { SyncTiming } from './sync-timing.ts'
import { TestClock } from './test-clock.testing.ts'

const CONNECTION_ID = '018f0000-0000-7000-8000-0000000000c0'

const desks = new Set<Desk>()

// RxDB allows few open collections in a process.
afterEach(async () => {
  for (const desk of [...desks]) await desk.close()
})

let opened = 0
let made = 0

/** Ids in the order they are made, shaped as UUIDs. */
function nextId(): string {
  made += 1
  return `018f0000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`
}

/** What a desk may be told. */
export interface DeskOptions {
  clock?: TestClock
  undoDeleteMs?: number
  timing?: Partial<SyncTiming>
  customers?: typeof CustomerRepository
}

/** One computer: a real database in memory with an engine that syncs with the remote in memory. */
export class Desk {
  readonly clock: TestClock
  readonly remote: MemoryRemote
  readonly customers: CustomerRepository
  readonly skuMappings: SkuMappingRepository
  readonly history: HistoryRepository
  readonly actions: ActionRepository
  readonly remoteData: RemoteDataRepository
  readonly syncState: SyncStateRepository
  connector: MemoryConnector
  engine: SyncEngine
  readonly #database: AppDatabase
  readonly #options: DeskOptions
  #crashed = false

  private constructor(remote: MemoryRemote, database: AppDatabase, options: DeskOptions) {
    this.remote = remote
    this.clock = options.clock ?? new TestClock()
    this.#database = database
    this.#options = options
    const now = (): number => this.clock.now()
    const { capabilities } = remote.profile
    const Customers = options.customers ?? CustomerRepository
    this.customers = new Customers(database, { capabilities, now, newId: nextId })
    this.skuMappings = new SkuMappingRepository(database, { now, newId: nextId })
    this.history = new HistoryRepository(database)
    this.actions = new ActionRepository(database, { now, newId: nextId })
    this.remoteData = new RemoteDataRepository(database)
    this.syncState = new SyncStateRepository(database)
    this.connector = new MemoryConnector(remote)
    this.engine = this.#newEngine()
  }

  /** A computer with an empty database. */
  static async open(remote: MemoryRemote, options: DeskOptions = {}): Promise<Desk> {
    opened += 1
    const name = `desk-${opened}`
    const database = await openDatabase({ name, storage: getRxStorageMemory() })
    const desk = new Desk(remote, database, options)
    desks.add(desk)
    return desk
  }

  /** Starts the engine and waits for the first round. */
  async start(): Promise<void> {
    await this.engine.start()
    await this.engine.roundFinished()
  }

  /** A new engine on the same database: what a restart of the app is, after a stop or a crash. */
  async restart(): Promise<void> {
    this.renew()
    await this.start()
  }

  /** Puts a new engine and a new line to the remote in the place of the old ones, without starting it. */
  renew(): void {
    this.#crashed = false
    this.connector = new MemoryConnector(this.remote)
    this.engine = this.#newEngine()
  }

  /** Asks for news and sends. */
  async sync(): Promise<void> {
    await this.engine.syncNow()
    await this.engine.roundFinished()
  }

  /** Decides the conflict of a customer and sends what comes of it. */
  async decide(id: string, decision: ConflictDecision): Promise<void> {
    await this.engine.decideConflicts({ customers: new Map([[id, decision]]), mappings: new Map() })
    await this.sync()
  }

  /** Decides the conflict of a SKU mapping and sends what comes of it. */
  async decideMapping(id: string, side: ConflictSide): Promise<void> {
    await this.engine.decideConflicts({ customers: new Map(), mappings: new Map([[id, side]]) })
    await this.sync()
  }

  /** Moves time on and waits for the rounds that this begins. */
  async later(ms: number): Promise<void> {
    this.clock.advance(ms)
    await this.engine.roundFinished()
  }

  /** A new customer, as a person enters it. */
  create(fields: Partial<CustomerDraft>): Promise<Customer> {
    return this.customers.create({ ...emptyCustomerDraft(), ...fields })
  }

  /** An edit, as a person makes it on what is there now. */
  async edit(id: string, fields: Partial<CustomerDraft>): Promise<Customer> {
    const before = draftOf(await this.stored(id))
    return this.customers.save(id, before, { ...before, ...fields })
  }

  /** The customer, which must be there. */
  async stored(id: string): Promise<Customer> {
    const customer = await this.customers.get(id)
    if (customer === null) throw new Error(`No customer ${id} here`)
    return customer
  }

  /** All customers, by name. */
  async all(): Promise<Customer[]> {
    const pending = await this.customers.pendingIds(10_000)
    const linked = await this.customers.linkedAfter('', 10_000)
    const ids = new Set([...pending.map(({ id }) => id), ...linked.map(({ id }) => id)])
    const found = await this.customers.findByIds([...ids])
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** The customer linked with this record. */
  async linked(remoteId: string): Promise<Customer> {
    const customer = (await this.customers.findByRemoteIds([remoteId])).get(remoteId)
    if (customer === undefined) throw new Error(`No customer here is linked with ${remoteId}`)
    return customer
  }

  /** The sync log, newest first. */
  log(): Promise<SyncLogEntry[]> {
    return firstValueFrom(this.syncState.observeLog(100))
  }

  /** Requests since a mark. */
  requestsSince(mark: number): readonly MemoryCall[] {
    return this.connector.requests.slice(mark)
  }

  /** The app is gone from one moment to the next: whatever the engine still waits for never comes. */
  crash(): void {
    this.#crashed = true
  }

  /** Stops and closes. */
  async close(): Promise<void> {
    if (!desks.delete(this)) return
    if (!this.#crashed) await this.engine.stop()
    await this.#database.close()
  }

  #newEngine(): SyncEngine {
    return new SyncEngine({
      customers: this.customers,
      skuMappings: this.skuMappings,
      history: this.history,
      actions: this.actions,
      remoteData: this.remoteData,
      syncState: this.syncState,
      connector: this.connector,
      connectionId: CONNECTION_ID,
      clock: this.clock,
      random: () => 0.5,
      newId: nextId,
      undoDeleteMs: () => this.#options.undoDeleteMs ?? 0,
      ...(this.#options.timing === undefined ? {} : { timing: this.#options.timing }),
    })
  }
}

/** A remote like SKU.io, or of another profile. */
export function newRemote(profile: MemoryProfile = skuIoLikeProfile()): MemoryRemote {
  return new MemoryRemote(profile)
}

/** A draft address for a customer of the tests. */
export function place(id: string, line1: string, postcode: string): ReturnType<typeof newAddress> {
  return newAddress(id, { line1, postcode, city: 'Leeds', countryCode: 'GB' })
}

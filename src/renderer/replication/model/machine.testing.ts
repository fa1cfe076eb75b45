import { randomUUID } from 'node:crypto'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { ActionRepository } from '#renderer/database/action-repository.ts'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { HistoryRepository } from '#renderer/database/history-repository.ts'
import { openDatabase, type AppDatabase } from '#renderer/database/open-database.ts'
import { RemoteDataRepository } from '#renderer/database/remote-data-repository.ts'
import { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import type { PushItems, PushOutcome, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { EntityKind } from '#shared/connector/remote-record.ts'
import { draftOf, type Customer, type CustomerDraft } from '#shared/domain/customer.ts'
import { SyncEngine } from '../engine.ts'
import type { TestClock } from '../test-clock.testing.ts'
import { addValues } from './values.testing.ts'
import { overruledBy } from './overruled.testing.ts'
import { Fate, mortalClock, mortalConnector, mortalDatabase } from './mortal.testing.ts'

/** What a machine is made of. */
export interface MachineParts {
  /** A new line to the remote, as a new start of the app opens it. */
  connect: () => RemoteConnector
  newId: () => string
  clock: TestClock
  /** Is told of every call to the remote. */
  tell: (line: string) => void
}

/** The repositories over one database. */
function repositories(database: AppDatabase, connector: RemoteConnector, parts: MachineParts) {
  const { newId, clock } = parts
  const now = (): number => clock.now()
  const { capabilities } = connector
  return {
    customers: new CustomerRepository(database, { capabilities, now, newId }),
    skuMappings: new SkuMappingRepository(database, { now, newId }),
    history: new HistoryRepository(database),
    actions: new ActionRepository(database, { now, newId }),
    remoteData: new RemoteDataRepository(database),
    syncState: new SyncStateRepository(database),
  }
}

/** One staff computer: a real database in memory and the real engine, which can die at every await. */
export class Machine {
  readonly clock: TestClock
  /** What the person at the machine works with; these do not die. */
  readonly own: ReturnType<typeof repositories>
  engine: SyncEngine
  fate = new Fate()
  /** Calls to the remote since the start, by operation. */
  readonly calls: string[] = []
  /** Values that a write from here has, or may have, brought to the remote. */
  readonly brought = new Set<string>()
  /** Values that an answer to a question from here has told. */
  readonly read = new Set<string>()
  /** Keys of conflicts that an update has decided, and nobody else. */
  readonly overruled: string[] = []
  readonly #parts: MachineParts
  readonly #database: AppDatabase

  private constructor(database: AppDatabase, parts: MachineParts) {
    this.#parts = parts
    this.#database = database
    this.clock = parts.clock
    this.own = repositories(database, parts.connect(), parts)
    this.engine = this.#newEngine()
  }

  static async open(parts: MachineParts): Promise<Machine> {
    const database = await openDatabase({
      name: `machine-${randomUUID()}`,
      storage: getRxStorageMemory(),
      // Opened on first use they would wait in timers, and the same seed would take another way each time.
      collections: ['customers', 'skuMappings', 'history', 'actions', 'remoteData', 'syncState'],
    })
    return new Machine(database, parts)
  }

  /** Starts the engine and waits for the first round. */
  async start(): Promise<void> {
    await this.engine.start()
    await this.engine.roundFinished()
  }

  /** Asks for news and sends. */
  async sync(): Promise<void> {
    await this.engine.syncNow()
    await this.engine.roundFinished()
  }

  /** The app is gone from one moment to the next, `points` awaits from now. */
  dieAfter(points: number): void {
    this.fate.left = points
  }

  /** Puts a new engine and a new line to the remote in the place of the old ones, without starting it. */
  renew(): void {
    this.fate.left = -1
    void this.fate.point()
    this.fate = new Fate()
    this.engine = this.#newEngine()
  }

  /** All customers, by id. */
  async all(): Promise<Customer[]> {
    const pending = await this.own.customers.pendingIds(10_000)
    const linked = await this.own.customers.linkedAfter('', 10_000)
    const ids = new Set([...pending.map(({ id }) => id), ...linked.map(({ id }) => id)])
    const found = await this.own.customers.findByIds([...ids])
    return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** An edit, as a person makes it on what is there now. */
  async edit(customer: Customer, fields: Partial<CustomerDraft>): Promise<Customer> {
    const before = draftOf(customer)
    return this.own.customers.save(customer.id, before, { ...before, ...fields })
  }

  async close(): Promise<void> {
    this.fate.left = -1
    void this.fate.point()
    await this.#database.remove()
  }

  #noteBrought(items: readonly PushItems[EntityKind][], outcomes: readonly PushOutcome<EntityKind>[]): void {
    for (const item of items) {
      const outcome = outcomes.find(({ localId }) => localId === item.localId)
      if (outcome?.status === 'accepted' || outcome?.status === 'unknown') {
        addValues(this.brought, 'changes' in item ? item.changes : item)
      }
    }
  }

  async #noteOverruled(items: readonly PushItems[EntityKind][]): Promise<void> {
    for (const item of items) {
      if (item.type !== 'update' || !('changes' in item)) continue
      const customer = (await this.own.customers.findByIds([item.localId])).get(item.localId)
      if (customer !== undefined) this.overruled.push(...overruledBy(item, customer))
    }
  }

  #newEngine(): SyncEngine {
    const { fate } = this
    const line = this.#parts.connect()
    const counted = new Proxy(line, {
      get: (_, name) => {
        const value: unknown = Reflect.get(line, name, line)
        if (typeof value !== 'function') return value
        return async (...args: unknown[]): Promise<unknown> => {
          this.calls.push(String(name))
          const words = `${String(name)} ${JSON.stringify(args)}`
          this.#parts.tell(words)
          if (name === 'push') await this.#noteOverruled(args[1] as PushItems[EntityKind][])
          const answer: unknown = await Reflect.apply(value, line, args)
          this.#parts.tell(`${words} -> ${JSON.stringify(answer)}`)
          if (name !== 'push') addValues(this.read, answer)
          else this.#noteBrought(args[1] as PushItems[EntityKind][], answer as PushOutcome<EntityKind>[])
          return answer
        }
      },
    })
    return new SyncEngine({
      ...repositories(mortalDatabase(this.#database, fate), line, this.#parts),
      connector: mortalConnector(counted, fate),
      connectionId: '018f0000-0000-7000-8000-0000000000c0',
      clock: mortalClock(this.clock, fate),
      random: () => 0.5,
      newId: this.#parts.newId,
      undoDeleteMs: () => 0,
    })
  }
}

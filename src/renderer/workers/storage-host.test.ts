import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { RxStorage } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { filter, firstValueFrom } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'
import { openDatabase, type AppDatabase } from '#renderer/database/open-database.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import { indexedDbRosterFile, type RosterFile } from '#renderer/roster/roster-file.ts'
import { allCustomers, type RosterStatus } from '#renderer/roster/roster-query.ts'
import { rosterEntryOf } from '#renderer/roster/roster-entry.ts'
import { RosterIndex } from '#renderer/roster/roster-index.ts'
import { loadSaved, save } from '#renderer/roster/roster-loader.ts'
import { CHUNK_ROWS } from '#renderer/roster/roster-snapshot.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { MemoryRosterFile, startTestStorage } from './start-test-storage.testing.ts'

const open: { database: AppDatabase; roster: RosterClient }[] = []
let names = 0

function freshName(): string {
  names += 1
  return `host-${String(names)}`
}

interface Session {
  database: AppDatabase
  roster: RosterClient
  statuses: RosterStatus[]
}

async function start(name: string, options: Parameters<typeof startTestStorage>[0]): Promise<Session> {
  const started = startTestStorage(options)
  const roster = started.openRoster(name)
  const statuses: RosterStatus[] = []
  roster.status$.subscribe((status) => statuses.push(status))
  const database = await openDatabase({ name, storage: started.storage })
  open.push({ database, roster })
  return { database, roster, statuses }
}

async function stop({ database, roster }: Session): Promise<void> {
  await roster.flush()
  await database.close()
  roster.close()
}

function ready(session: Session): Promise<RosterStatus> {
  return firstValueFrom(session.roster.status$.pipe(filter((status) => status.state === 'ready')))
}

function states(session: Session): string[] {
  return session.statuses.map((status) => status.state).filter((state, at, all) => state !== all[at - 1])
}

function dexie(factory: IDBFactory): {
  storage: RxStorage<unknown, unknown>
  rosterFile: (name: string) => RosterFile
} {
  const storage = getRxStorageDexie({
    indexedDB: factory,
    IDBKeyRange,
    chromeTransactionDurability: 'strict',
  })
  return {
    storage,
    rosterFile: (name) => indexedDbRosterFile(name, factory),
  }
}

/** The two storages that matter: the one the app runs on and the one most tests run on. */
const storages: [string, () => Parameters<typeof startTestStorage>[0]][] = [
  [
    'memory',
    () => {
      const file = new MemoryRosterFile()
      return { rosterFile: () => file }
    },
  ],
  ['Dexie', () => dexie(new IDBFactory())],
]

afterEach(async () => {
  for (const { database, roster } of open.splice(0)) {
    await database.close()
    roster.close()
  }
})

describe.each(storages)('storage host on %s', (_, makeOptions) => {
  it('serves documents and follows them with the roster', async () => {
    const session = await start(freshName(), makeOptions())
    const customers = session.database.store('customers')
    await customers.insertMany(Array.from({ length: 30 }, (_unused, number) => sampleCustomer(number)))
    const { ids, count } = await session.roster.page(allCustomers(), 0, 5)
    expect(count).toBe(30)
    const shown = await customers.findByIds(ids)
    expect(ids.map((id) => shown.get(id)?.name)).toEqual(
      Array.from({ length: 30 }, (_unused, number) => sampleCustomer(number))
        .sort((a, b) => (a.sortName.normalize('NFKD') < b.sortName.normalize('NFKD') ? -1 : 1))
        .slice(0, 5)
        .map((customer) => customer.name),
    )
    const [first = ''] = ids
    await customers.modifyMany([first], () => 'remove')
    expect((await session.roster.page(allCustomers(), 0, 5)).count).toBe(29)
    expect(await session.roster.position(allCustomers(), first)).toBe(-1)
    await customers.insertMany([sampleCustomer(0, { id: first, name: 'Back again' })])
    expect(await session.roster.ids({ ...allCustomers(), search: 'back again' })).toEqual([first])
    expect(await session.roster.match([{ code: 'c17' }])).toMatchObject([
      { id: sampleCustomer(17).id, by: 'code' },
    ])
    expect((await session.roster.facets()).countries[0]?.value).toBe('AU')
  })

  it('tells counts and versions as they change', async () => {
    const session = await start(freshName(), makeOptions())
    const counted = firstValueFrom(session.roster.counts$.pipe(filter((counts) => counts.total === 3)))
    const before = await firstValueFrom(session.roster.version$)
    await session.database.store('customers').insertMany([1, 2, 3].map((number) => sampleCustomer(number)))
    expect(await counted).toMatchObject({ total: 3, active: 3, archived: 0 })
    expect(
      await firstValueFrom(session.roster.version$.pipe(filter((version) => version > before))),
    ).toBeGreaterThan(before)
  })

  it('reads the saved roster and what was written since at the next start', async () => {
    const name = freshName()
    const options = makeOptions()
    const first = await start(name, options)
    const customers = first.database.store('customers')
    await customers.insertMany(Array.from({ length: 20 }, (_unused, number) => sampleCustomer(number)))
    await first.roster.flush()
    await customers.modifyMany([sampleCustomer(3).id], () => 'remove')
    await customers.modifyMany([sampleCustomer(4).id], (customer) => ({ ...customer, name: 'Changed' }))
    await customers.insertMany([sampleCustomer(99)])
    // Closed without another flush, as after a crash.
    await first.database.close()
    first.roster.close()

    const second = await start(name, options)
    await ready(second)
    expect(states(second)).toEqual(['loading', 'ready'])
    const ids = await second.roster.ids(allCustomers())
    expect(ids).toHaveLength(20)
    expect(ids).not.toContain(sampleCustomer(3).id)
    expect(ids).toContain(sampleCustomer(99).id)
    expect(await second.roster.ids({ ...allCustomers(), search: 'changed' })).toEqual([sampleCustomer(4).id])
    expect((await second.roster.facets()).tags.map((tag) => tag.value)).toEqual(['retail', 'Wholesale'])
  })

  it('keeps databases apart', async () => {
    const options = startTestStorage(makeOptions())
    const names = [freshName(), freshName()]
    for (const [at, name] of names.entries()) {
      const roster = options.openRoster(name)
      const database = await openDatabase({ name, storage: options.storage })
      open.push({ database, roster })
      await database.store('customers').insertMany([sampleCustomer(at)])
      expect(await roster.ids(allCustomers())).toEqual([sampleCustomer(at).id])
    }
  })

  it('follows a database that is closed and opened again', async () => {
    const started = startTestStorage(makeOptions())
    const name = freshName()
    const roster = started.openRoster(name)
    for (const number of [1, 2, 3]) {
      const database = await openDatabase({ name, storage: started.storage })
      await database.store('customers').insertMany([sampleCustomer(number)])
      expect(await roster.ids(allCustomers())).toHaveLength(number)
      await database.close()
    }
    roster.close()
    await expect(roster.ids(allCustomers())).rejects.toThrow('closed')
  })

  it('forgets everything with its database', async () => {
    const options = makeOptions()
    const name = freshName()
    const first = await start(name, options)
    await first.database.store('customers').insertMany([sampleCustomer(1)])
    await first.roster.flush()
    await first.database.remove()
    expect(await options?.rosterFile?.(name).readMeta()).toBeNull()
    const second = await start(name, options)
    expect((await second.roster.page(allCustomers(), 0, 9)).count).toBe(0)
  })
})

describe('a saved roster', () => {
  const damages: [string, (file: MemoryRosterFile) => void][] = [
    ['is missing', (file) => void file.remove()],
    ['has another version', (file) => (file.meta = file.meta && { ...file.meta, version: -1 })],
    ['lacks a chunk', (file) => (file.chunks = [])],
    ['has a flipped bit', (file) => flipBit(file.chunks[0], 300)],
    ['is cut short', (file) => (file.chunks = file.chunks.map((chunk) => chunk.slice(0, 400)))],
    ['is no roster at all', (file) => (file.chunks = [new ArrayBuffer(3)])],
  ]

  it.each(damages)('that %s is built anew, with nothing lost and no ghosts', async (_, damage) => {
    const name = freshName()
    const file = new MemoryRosterFile()
    const options = { rosterFile: () => file }
    const first = await start(name, options)
    const customers = first.database.store('customers')
    await customers.insertMany(Array.from({ length: 12 }, (_unused, number) => sampleCustomer(number)))
    await first.roster.flush()
    await customers.modifyMany([sampleCustomer(2).id], () => 'remove')
    await first.database.close()
    first.roster.close()
    damage(file)

    const second = await start(name, options)
    await ready(second)
    expect(states(second)).toEqual(['loading', 'rebuilding', 'ready'])
    expect(await second.roster.ids(allCustomers())).toHaveLength(11)
    await second.database.store('customers').insertMany([sampleCustomer(50)])
    await stop(second)
    const third = await start(name, options)
    await ready(third)
    expect(states(third)).toEqual(['loading', 'ready'])
    expect((await third.roster.page(allCustomers(), 0, 1)).count).toBe(12)
  })

  it('written while the clock was ahead misses nothing that was written since', async () => {
    const name = freshName()
    const file = new MemoryRosterFile()
    const options = { rosterFile: () => file }
    const first = await start(name, options)
    await first.database.store('customers').insertMany([sampleCustomer(1)])
    await stop(first)
    const day = 24 * 60 * 60 * 1000
    file.meta = file.meta && { ...file.meta, writtenUpTo: Date.now() + day }
    const second = await start(name, options)
    await ready(second)
    await second.database.store('customers').insertMany([sampleCustomer(2)])
    // Closed without a flush, as after a crash.
    await second.database.close()
    second.roster.close()
    const third = await start(name, options)
    await ready(third)
    expect(states(third)).toEqual(['loading', 'ready'])
    expect((await third.roster.page(allCustomers(), 0, 1)).count).toBe(2)
  })

  it('holds many chunks', async () => {
    const name = freshName()
    const factory = new IDBFactory()
    const file = indexedDbRosterFile(name, factory)
    const index = new RosterIndex(0)
    const all = Array.from({ length: 2 * CHUNK_ROWS + 10 }, (_, number) => sampleCustomer(number))
    index.apply(
      all.map((customer) => ({ id: customer.id, writtenAt: 5.01, entry: rosterEntryOf(customer, 5.01) })),
    )
    index.apply([{ id: sampleCustomer(8).id, writtenAt: 6, entry: null }])
    await save(file, index, 7.25)
    const loaded = new RosterIndex(0)
    expect(await loadSaved(file, loaded, () => undefined)).toBe(7.25)
    for (const column of ['name', 'updatedAt', 'tags'] as const) {
      const query = { ...allCustomers(), sort: { column, descending: true } }
      expect(loaded.ids(query)).toEqual(index.ids(query))
    }
    expect(loaded.counts).toEqual(index.counts)
    expect(loaded.facets()).toEqual(index.facets())
  })
})

describe('a roster that meets what it cannot read', () => {
  it('keeps a damaged document in the list by its name, and all others', async () => {
    const name = freshName()
    const file = new MemoryRosterFile()
    const session = await start(name, { rosterFile: () => file })
    const damaged = { ...sampleCustomer(1), name: 'Half', tags: null } as unknown as Customer
    await session.database.store('customers').insertMany([damaged, sampleCustomer(2)])
    await ready(session)
    const search = { ...allCustomers(), search: 'half' }
    expect(await session.roster.ids(search)).toEqual([damaged.id])
    expect(await session.roster.ids(allCustomers())).toHaveLength(2)
  })

  it('says so where the storage fails under it, and rejects who waits', async () => {
    const storage = getRxStorageMemory()
    const broken: RxStorage<unknown, unknown> = {
      ...storage,
      createStorageInstance: async (params) => {
        const instance = await storage.createStorageInstance(params as never)
        instance.query = () => Promise.reject(new Error('disk'))
        return instance as never
      },
    }
    const session = await start(freshName(), { storage: broken, rosterFile: () => new MemoryRosterFile() })
    await firstValueFrom(session.roster.status$.pipe(filter(({ state }) => state === 'failed')))
    await expect(session.roster.ids(allCustomers())).rejects.toThrow()
    await session.roster.flush()
  })
})

function flipBit(chunk: ArrayBuffer | undefined, at: number): void {
  if (chunk === undefined) throw new Error('Nothing was saved')
  const bytes = new Uint8Array(chunk)
  bytes[at] = (bytes[at] ?? 0) ^ 0x80
}

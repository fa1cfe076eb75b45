import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { expect, it } from 'vitest'
import { COLLECTION_NAMES } from './collections.ts'
import { openUpToDate } from './open-up-to-date.ts'

/** The collections that were opened with a store in which there is this database, and what is remembered then. */
async function opened(nameOf: (name: string) => string, remembered: string | null) {
  const name = `up-to-date-${String(Math.random()).slice(2)}`
  const storage = getRxStorageMemory()
  const open: string[] = []
  const counting = {
    ...storage,
    createStorageInstance: ((params) => {
      open.push(params.collectionName)
      return storage.createStorageInstance(params)
    }) as typeof storage.createStorageInstance,
  }
  let memory = remembered
  const database = await openUpToDate({
    name,
    storage: counting,
    onMigration: () => undefined,
    memory: { getItem: () => memory, setItem: (_, value) => (memory = value) },
    factory: {
      databases: () => Promise.resolve([{ name: nameOf(name) }]),
    },
  })
  await database.close()
  return { open: open.filter((name) => name !== '_rxdb_internal'), memory }
}

it('opens what the first screen needs where no earlier version wrote, though a crash took the memory of that', async () => {
  const { open, memory } = await opened(() => 'rxdb-dexie-another--0--importBatches', null)
  expect(open).toEqual(['customers'])
  expect((await opened(() => '', memory)).open).toEqual(['customers'])
})

it('opens everything where an earlier version wrote, until that was done', async () => {
  const older = (name: string): string => `rxdb-dexie-${name}--1--importBatches`
  const { open, memory } = await opened(older, null)
  expect(open.sort()).toEqual([...COLLECTION_NAMES].sort())
  expect((await opened(older, memory)).open).toEqual(['customers'])
})

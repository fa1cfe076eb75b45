import { addRxPlugin, createRxDatabase, type RxCollection, type RxJsonSchema } from 'rxdb'
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { expect, test } from 'vitest'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import { openUpToDate } from '../open-up-to-date.ts'
import { ImportBatchRepository } from '../import-batch-repository.ts'
import type { ImportBatchV0 } from './import-batch-migrations.ts'

addRxPlugin(RxDBMigrationSchemaPlugin)

const text = { type: 'string' } as const
const idText = { type: 'string', maxLength: 64 } as const
const time = { type: 'number', minimum: 0, maximum: 1e14, multipleOf: 1 } as const
const counter = { type: 'number', minimum: 0, maximum: 1e9, multipleOf: 1 } as const

/** The schema as version 0 was released with. */
const properties = {
  id: idText,
  kind: text,
  fileToken: text,
  fileName: text,
  fileSize: counter,
  read: { type: 'object' },
  header: { type: 'array' },
  mapping: { type: 'array' },
  customerId: idText,
  state: text,
  reason: text,
  rowsTotal: counter,
  rowsDone: counter,
  counts: { type: 'object' },
  createdAt: time,
  finishedAt: time,
} as const
const schemaV0: RxJsonSchema<ImportBatchV0> = {
  title: 'import batch',
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties,
  required: Object.keys(properties) as (keyof typeof properties)[],
  indexes: ['createdAt'],
}

function batchV0(id: string, change: Partial<ImportBatchV0>): ImportBatchV0 {
  return {
    id,
    kind: 'customers',
    fileToken: 'token',
    fileName: 'spring.csv',
    fileSize: 300,
    read: { encoding: 'utf-8', delimiter: ',' },
    header: ['Name', 'E-mail'],
    mapping: ['name', 'email'],
    customerId: '',
    state: 'done',
    reason: '',
    rowsTotal: 9,
    rowsDone: 9,
    counts: { created: 4, updated: 1, unchanged: 2, duplicate: 1, invalid: 1 },
    createdAt: 1_700_000_000_000,
    finishedAt: 1_700_000_005_000,
    ...change,
  }
}

test('imports of version 0 are kept; one that was interrupted is over, since nothing was kept of its file', async () => {
  const name = 'import-batches-v0'
  const storage = getRxStorageMemory()
  const old = await createRxDatabase<Record<string, never>, unknown, unknown>({
    name,
    storage,
    multiInstance: false,
  })
  const collections = await old.addCollections({ importBatches: { schema: schemaV0 } })
  const batches = collections.importBatches as unknown as RxCollection<ImportBatchV0>
  const half = { state: 'interrupted', reason: 'not-found', rowsDone: 4, finishedAt: 0 } as const
  await batches.bulkInsert([
    batchV0('done', {}),
    batchV0('cancelled', { state: 'cancelled', createdAt: 1_700_000_000_001 }),
    batchV0('interrupted', { ...half, createdAt: 1_700_000_000_002 }),
    batchV0('running', { state: 'running', finishedAt: 0, createdAt: 1_700_000_000_003 }),
  ])
  await old.close()

  const percents: number[] = []
  const memory = new Map<string, string>()
  const database = await openUpToDate({
    name,
    storage,
    onMigration: (percent) => percents.push(percent),
    memory: { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => memory.set(key, value) },
    factory: { databases: () => Promise.resolve([{ name: `rxdb-dexie-${name}--0--importBatches` }]) },
  })
  expect(percents.at(-1)).toBe(100)
  expect([...memory.values()]).toEqual([expect.stringContaining('importBatches 2')])
  const imports = new ImportBatchRepository(database)
  await imports.interruptRunning()
  const all = await imports.findAll()
  expect(all.map(({ id, state, reason, finishedAt }) => [id, state, reason, finishedAt])).toEqual([
    ['running', 'cancelled', 'not-kept', 1_700_000_000_003],
    ['interrupted', 'cancelled', 'not-kept', 1_700_000_000_002],
    ['cancelled', 'cancelled', '', 1_700_000_005_000],
    ['done', 'done', '', 1_700_000_005_000],
  ])
  const { fileToken, read, ...kept } = batchV0('done', {})
  expect([fileToken, read]).toBeDefined()
  expect(await imports.get('done')).toEqual({
    ...kept,
    counts: { created: 4, updated: 1, unchanged: 2, duplicate: 1, possible: 0, skipped: 0, invalid: 1 },
    options: usualImportOptions(),
    undo: null,
    byRemote: '',
  })
  await database.close()
})

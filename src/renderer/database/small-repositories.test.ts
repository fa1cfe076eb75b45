import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { firstValueFrom } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import { noImportCounts, type ImportBatch } from '#shared/domain/import-batch.ts'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'
import { HistoryRepository } from './history-repository.ts'
import { ImportBatchRepository } from './import-batch-repository.ts'
import { openDatabase, type AppDatabase } from './open-database.ts'
import { historyEntryId } from './record-ids.ts'
import { LOG_SLOTS, SyncStateRepository } from './sync-state-repository.ts'

const opened: AppDatabase[] = []
let made = 0

async function open(): Promise<AppDatabase> {
  made += 1
  const database = await openDatabase({
    name: `small-${String(made)}`,
    storage: getRxStorageMemory(),
    collections: [],
  })
  opened.push(database)
  return database
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()))
})

function logEntry(number: number): SyncLogEntry {
  return { id: String(number), at: number, level: 'info', kind: 'pulled', customerId: '', detail: '' }
}

describe('SyncStateRepository', () => {
  it('keeps values by name', async () => {
    const state = new SyncStateRepository(await open())
    expect(await state.get('checkpoint')).toBeNull()
    await state.set('checkpoint', { page: 3, seen: ['a', null] })
    expect(await state.get('checkpoint')).toEqual({ page: 3, seen: ['a', null] })
    expect(await firstValueFrom(state.observe('checkpoint'))).toEqual({ page: 3, seen: ['a', null] })
    await state.set('checkpoint', 0)
    expect(await state.get('checkpoint')).toBe(0)
    await state.set('checkpoint', null)
    expect(await state.get('checkpoint')).toBeNull()
  })

  it('keeps the last lines of the log in order, over a restart and appended at the same time', async () => {
    const database = await open()
    const first = new SyncStateRepository(database)
    await Promise.all(Array.from({ length: LOG_SLOTS - 5 }, (_, number) => first.appendLog(logEntry(number))))
    const second = new SyncStateRepository(database)
    for (let number = LOG_SLOTS - 5; number < LOG_SLOTS + 10; number += 1)
      await second.appendLog(logEntry(number))
    const shown = await firstValueFrom(second.observeLog(LOG_SLOTS * 2))
    expect(shown).toEqual(Array.from({ length: LOG_SLOTS }, (_, at) => logEntry(LOG_SLOTS + 9 - at)))
    expect(await firstValueFrom(second.observeLog(2))).toEqual(shown.slice(0, 2))
  })
})

describe('HistoryRepository', () => {
  it('keeps one entry of an operation at a customer, newest first', async () => {
    const history = new HistoryRepository(await open())
    const entry = (operation: string, at: number, after: string) => ({
      id: historyEntryId(operation, 'c1'),
      customerId: 'c1',
      at,
      origin: 'import' as const,
      batchId: operation,
      changes: [{ key: 'name', before: '', after }],
    })
    await history.add([entry('one', 1, 'a'), entry('two', 2, 'b')])
    await history.add([entry('one', 1, 'c'), { ...entry('three', 3, 'd'), changes: [] }])
    expect((await history.findFor('c1')).map((found) => found.changes[0]?.after)).toEqual(['b', 'c'])
    expect(await firstValueFrom(history.observeFor('c2'))).toEqual([])
    expect(await history.findForBatch('one', '', 5)).toHaveLength(1)
  })
})

describe('ImportBatchRepository', () => {
  const batch = (id: string, createdAt: number): ImportBatch => ({
    id,
    kind: 'customers',
    fileName: 'a.csv',
    fileSize: 3,
    header: ['Name'],
    mapping: ['name'],
    options: usualImportOptions(),
    customerId: '',
    state: 'running',
    reason: '',
    rowsTotal: 9,
    rowsDone: 0,
    counts: noImportCounts(),
    createdAt,
    finishedAt: 0,
    undo: null,
    byRemote: '',
  })

  it('keeps imports, newest first, and marks those a crash has interrupted', async () => {
    const imports = new ImportBatchRepository(await open())
    await imports.insert(batch('a', 1))
    await imports.insert(batch('b', 2))
    await imports.insert({ ...batch('a', 1), fileName: 'other.csv' })
    await imports.patch('a', { state: 'done', rowsDone: 9 })
    await imports.patch('nobody', { state: 'done' })
    await imports.interruptRunning()
    const all = await firstValueFrom(imports.observeAll())
    expect(all.map(({ id, state, fileName }) => [id, state, fileName])).toEqual([
      ['b', 'interrupted', 'a.csv'],
      ['a', 'done', 'a.csv'],
    ])
    expect((await imports.get('a'))?.rowsDone).toBe(9)
  })

  it('keeps one before-image of a record: that of the last write', async () => {
    const imports = new ImportBatchRepository(await open())
    const row = (id: string, number: number, before: string) => ({
      id,
      batchId: 'a',
      recordId: `r${id}`,
      row: number,
      changes: [{ key: 'name', before, after: 'x' }],
    })
    await imports.putRows([row('1', 5, 'first'), row('2', 3, 'y')])
    await imports.putRows([row('1', 5, 'second')])
    expect((await imports.findRows(['1', '9'])).get('1')?.changes[0]?.before).toBe('second')
    expect((await imports.rowsOf('a', -1, 5)).map((found) => found.row)).toEqual([3, 5])
    expect((await imports.rowsOf('a', 3, 5)).map((found) => found.row)).toEqual([5])
  })
})

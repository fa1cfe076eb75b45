import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CsvFileHandle } from '#shared/csv/csv-file.ts'
import { csvHandlersOf, type FileDialogs } from './csv-channels.ts'
import { CsvFiles } from './csv-files.ts'

let folder = ''
let store = ''
let csv = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csv-files-'))
  store = join(folder, 'csv-files.json')
  csv = join(folder, 'list.csv')
  await writeFile(csv, 'Name\nAnn\n')
})
afterEach(() => rm(folder, { recursive: true }))

async function added(files: CsvFiles, path = csv): Promise<CsvFileHandle> {
  const result = await files.add(path)
  if (!result.ok) throw new Error(result.error.kind)
  return result.value
}

const noDialogs: FileDialogs = {
  chooseImport: () => Promise.resolve(null),
  chooseExport: () => Promise.resolve(null),
}

test('the window gets a token, a name and a size, and no path', async () => {
  const files = await CsvFiles.open(store)
  const handle = await added(files)
  expect(handle).toEqual({ token: handle.token, name: 'list.csv', size: 9 })
  expect(JSON.stringify(handle)).not.toContain(folder)
  expect(files.find(handle.token)).toMatchObject({ path: csv, size: 9 })
  expect((await added(files)).token).not.toBe(handle.token)
})

test.each([
  ['not-found', 'none.csv'],
  ['not-a-file', ''],
])('what cannot be read is told at once: %s', async (kind, name) => {
  const files = await CsvFiles.open(store)
  expect(await files.add(join(folder, name))).toEqual({ ok: false, error: { kind } })
})

test('an empty file and one without a path are told at once', async () => {
  const files = await CsvFiles.open(store)
  await writeFile(join(folder, 'empty.csv'), '')
  expect(await files.add(join(folder, 'empty.csv'))).toEqual({ ok: false, error: { kind: 'empty' } })
  expect(await files.add('')).toEqual({ ok: false, error: { kind: 'not-found' } })
})

test('a kept file is known after a restart, another one is not', async () => {
  const files = await CsvFiles.open(store)
  const kept = await added(files)
  const other = await added(files)
  await files.keep(kept.token)
  const again = await CsvFiles.open(store)
  expect(again.find(kept.token)).toEqual(files.find(kept.token))
  expect(again.find(other.token)).toBeUndefined()
  await again.release(kept.token)
  expect(again.find(kept.token)).toBeUndefined()
  expect((await CsvFiles.open(store)).find(kept.token)).toBeUndefined()
})

test('a damaged list of kept files does not stop the start', async () => {
  await writeFile(store, '{"half":')
  const files = await CsvFiles.open(store)
  await files.keep((await added(files)).token)
  expect(JSON.parse(await readFile(store, 'utf8'))).toBeTypeOf('object')
})

test('a token that nobody knows is answered as a file that is not there', async () => {
  const { handlers } = csvHandlersOf(await CsvFiles.open(store), noProcess(), noDialogs)
  const gone = { ok: false, error: { kind: 'not-found' } }
  expect(await handlers['csv:inspect']({ token: 'none', options: {} })).toEqual(gone)
  expect(
    await handlers['csv:read']({ token: 'none', options: {}, fromRow: 0, batchSize: 10, callId: 'c' }),
  ).toEqual(gone)
})

test('a file that was changed since it was chosen is not read', async () => {
  const files = await CsvFiles.open(store)
  const { token } = await added(files)
  await writeFile(csv, 'Name\nAnn\nBen\n')
  const { handlers } = csvHandlersOf(files, noProcess(), noDialogs)
  expect(await handlers['csv:read']({ token, options: {}, fromRow: 0, batchSize: 10, callId: 'c' })).toEqual({
    ok: false,
    error: { kind: 'changed-while-read' },
  })
})

test('a dialog that is given up is no error', async () => {
  const { handlers } = csvHandlersOf(await CsvFiles.open(store), noProcess(), noDialogs)
  expect(await handlers['csv:choose-import'](null)).toBeNull()
  expect(await handlers['csv:write']({ suggestedName: 'x', flavour: 'excel', callId: 'c' })).toBeNull()
})

/** A process that must not be asked for anything. */
function noProcess(): Parameters<typeof csvHandlersOf>[1] {
  const refuse = (): never => {
    throw new Error('asked for nothing')
  }
  return { inspect: refuse, read: refuse, write: refuse }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CsvFileHandle } from '#shared/csv/csv-file.ts'
import { notNoting } from '#main/files/output-at.testing.ts'
import { csvHandlersOf, type CsvHandlers, type FileDialogs } from './csv-channels.ts'
import { CsvFiles } from './csv-files.ts'
import { ImportFolders } from './import-folders.ts'

let folder = ''
let csv = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csv-files-'))
  csv = join(folder, 'list.csv')
  await writeFile(csv, 'Name\nAnn\n')
})
afterEach(() => rm(folder, { recursive: true }))

async function added(files: CsvFiles, path = csv): Promise<CsvFileHandle> {
  const result = await files.add(path)
  if (!result.ok) throw new Error(result.error.kind)
  return result.value
}

const STAGE = '019a0000-0000-7000-8000-000000000000'

const noDialogs: FileDialogs = {
  chooseImport: () => Promise.resolve(null),
  chooseExport: () => Promise.resolve(null),
}

test('the window gets a token, a name and a size, and no path', async () => {
  const files = new CsvFiles()
  const handle = await added(files)
  expect(handle).toEqual({ token: handle.token, name: 'list.csv', size: 9 })
  expect(JSON.stringify(handle)).not.toContain(folder)
  expect(files.find(handle.token)).toMatchObject({ path: csv, expected: { size: 9 } })
  expect((await added(files)).token).not.toBe(handle.token)
})

test.each([
  ['not-found', 'none.csv'],
  ['not-a-file', ''],
])('what cannot be read is told at once: %s', async (kind, name) => {
  const files = new CsvFiles()
  expect(await files.add(join(folder, name))).toEqual({ ok: false, error: { kind } })
})

test('an empty file and one without a path are told at once', async () => {
  const files = new CsvFiles()
  await writeFile(join(folder, 'empty.csv'), '')
  expect(await files.add(join(folder, 'empty.csv'))).toEqual({ ok: false, error: { kind: 'empty' } })
  expect(await files.add('')).toEqual({ ok: false, error: { kind: 'not-found' } })
})

test('a token that nobody knows is answered as a file that is not there', async () => {
  const handlers = handlersOf(new CsvFiles())
  const gone = { ok: false, error: { kind: 'not-found' } }
  expect(await handlers['csv:inspect']({ token: 'none', options: {} })).toEqual(gone)
  expect(
    await handlers['csv:stage']({ token: 'none', options: {}, stageId: STAGE, batchSize: 10, callId: 'c' }),
  ).toEqual(gone)
})

test('a file that was changed since it was chosen is not read', async () => {
  const files = new CsvFiles()
  const { token } = await added(files)
  await writeFile(csv, 'Name\nAnn\nBen\n')
  const handlers = handlersOf(files)
  expect(
    await handlers['csv:stage']({ token, options: {}, stageId: STAGE, batchSize: 10, callId: 'c' }),
  ).toEqual({
    ok: false,
    error: { kind: 'changed-while-read' },
  })
})

test('a dialog that is given up is no error', async () => {
  const handlers = handlersOf(new CsvFiles())
  expect(await handlers['csv:choose-import'](null)).toBeNull()
  expect(await handlers['csv:write']({ suggestedName: 'x', flavour: 'excel', callId: 'c' })).toBeNull()
})

/** The handlers over these files, and a process that must not be asked for anything. */
function handlersOf(files: CsvFiles): CsvHandlers['handlers'] {
  const refuse = (): never => {
    throw new Error('asked for nothing')
  }
  const noProcess = { request: refuse, transfer: refuse }
  return csvHandlersOf(files, new ImportFolders(folder), noProcess, noDialogs, notNoting).handlers
}

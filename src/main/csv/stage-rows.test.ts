import { appendFile, mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CsvReadMessage, CsvReadReply } from '#shared/csv/csv-file.ts'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import { collectRows } from './collect-rows.testing.ts'
import { stampOfFile } from './source-file.ts'
import { StagedStores } from './staged-stores.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-csv-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function fileOf(name: string, text: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

const numbered = (rows: number): string =>
  `Name,Number\n${Array.from({ length: rows }, (_, row) => `Customer ${row},${row}`).join('\n')}\n`

test('rows come in batches that count from the first data row', async () => {
  const path = await fileOf('batches.csv', numbered(25))
  const read = await collectRows(path, { batchSize: 10 })
  expect(read.batches.map((batch) => [batch.firstRow, batch.rows.length])).toEqual([
    [0, 10],
    [10, 10],
    [20, 5],
  ])
  expect(read.end).toEqual({ rows: 25, blank: 0 })
})

test('no more than a few batches are sent ahead of what was acknowledged', async () => {
  const path = await fileOf('pressure.csv', numbered(200))
  const store = join(folder, 'pressure')
  const [process, window] = portPair<CsvReadReply, CsvReadMessage>()
  const received: string[] = []
  const fourth = new Promise<void>((resolve) => {
    window.listen(
      ({ type }) => {
        if (received.push(type) === 4) resolve()
      },
      () => undefined,
    )
  })
  const job = { path, expected: null, options: {}, batchSize: 10, folder: store }
  const reading = new StagedStores().stage(process, job)
  await fourth
  // Another whole read of the same file passes meanwhile: time enough for more, if they did not wait.
  await collectRows(path)
  window.send({ type: 'ack' })
  await collectRows(path)
  expect(received).toEqual(Array.from({ length: 5 }, () => 'rows'))
  window.send({ type: 'cancel' })
  await reading
  expect(received).toHaveLength(5)
  expect(await readdir(folder)).not.toContain('pressure')
})

test('a read ends quietly where the window is gone', async () => {
  const path = await fileOf('gone.csv', numbered(50))
  const store = join(folder, 'gone')
  const [process, window] = portPair<CsvReadReply, CsvReadMessage>()
  const reading = new StagedStores().stage(process, {
    path,
    expected: null,
    options: {},
    batchSize: 10,
    folder: store,
  })
  window.close()
  await expect(reading).resolves.toBeUndefined()
  expect(await readdir(folder)).not.toContain('gone')
})

test('a file that grows while it is read is not taken for a whole one', async () => {
  const path = await fileOf('grows.csv', numbered(40_000))
  const read = await collectRows(path, {}, async (batch) => {
    if (batch.firstRow === 0) await appendFile(path, 'Late,1\n')
    return { type: 'ack' }
  })
  expect(read.error).toEqual({ kind: 'changed-while-read' })
  expect(read.end).toBeNull()
})

test('a file that is replaced while it is read is not taken for a whole one', async () => {
  const path = await fileOf('vanishes.csv', numbered(60_000))
  const store = join(folder, 'vanishes')
  const read = await collectRows(path, { folder: store }, async (batch) => {
    if (batch.firstRow === 0) await rm(path)
    return { type: 'ack' }
  })
  // Systems that let an open file be removed let it be read to its end as well.
  expect(read.error ?? read.end).toEqual({ rows: 60_000, blank: 0 })
  expect((await collectRows(path, { folder: store })).error).toEqual({ kind: 'not-found' })
})

test('a file that is larger than the room on the disk is told before anything is written', async () => {
  const path = await fileOf('sparse.csv', 'Name\n')
  await truncate(path, 2 ** 43)
  const read = await collectRows(path, { options: { encoding: 'utf-8' } })
  expect(read.error).toEqual({ kind: 'disk-full' })
})

test('cells of any length and number come back', async () => {
  const rows = [
    ['x'.repeat(127), 'y'.repeat(128), 'é'.repeat(20_000), ''],
    ['1'],
    Array.from({ length: 300 }, (_, at) => `c${at}`),
  ]
  const path = await fileOf('long.csv', Papa.unparse([['Name', 'City', 'Note', 'End'], ...rows]))
  expect((await collectRows(path)).rows).toEqual(rows)
})

test('very long rows come in smaller batches', async () => {
  const rows = Array.from({ length: 6 }, (_, at) => [`${at}${'x'.repeat(2_000_000)}`, 'y'])
  const path = await fileOf('very-long.csv', Papa.unparse([['Name', 'City'], ...rows]))
  const read = await collectRows(path, { batchSize: 500 })
  expect(read.batches.map((batch) => [batch.firstRow, batch.rows.length])).toEqual([
    [0, 3],
    [3, 3],
  ])
})

test('a file that is not the one that was chosen is not read', async () => {
  const path = await fileOf('replaced.csv', numbered(3))
  const expected = await stampOfFile(path)
  await utimes(path, new Date(), new Date(expected.mtimeMs + 5000))
  const read = await collectRows(path, { expected })
  expect(read).toMatchObject({ rows: [], error: { kind: 'changed-while-read' } })
})

test('a quotation mark that is never closed does not swallow the memory', async () => {
  const path = await fileOf(
    'runaway.csv',
    `Name,City\n"Ann,Bern\n${'x'.repeat(80).concat('\n').repeat(70_000)}`,
  )
  expect((await collectRows(path)).error).toEqual({ kind: 'unreadable', detail: 'row-too-long' })
})

test('characters, quotes and line ends cut by the pieces of a read come together again', async () => {
  const cells = [
    'Zoë €',
    'a "quoted" word',
    'two\r\nlines',
    '日本語テキスト',
    '👩‍🌾 farmer',
    '',
    'x, y; z',
    'ends with "',
  ]
  const rows = Array.from({ length: 20_000 }, (_, row) =>
    cells.map((_cell, column) => `${cells[(row + column) % cells.length] ?? ''}${'é'.repeat(row % 7)}`),
  )
  const text = Papa.unparse([['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], ...rows], { newline: '\r\n' })
  expect(text.length).toBeGreaterThan(1_000_000)
  expect((await collectRows(await fileOf('pieces.csv', text))).rows).toEqual(rows)
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le')
  expect((await collectRows(await fileOf('pieces-16.csv', utf16))).rows).toEqual(rows)
})

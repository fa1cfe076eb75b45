import { appendFile, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CsvReadMessage, CsvReadReply } from '#shared/csv/csv-file.ts'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import { collectRows } from './collect-rows.testing.ts'
import { readCsv } from './read-csv.ts'
import { stampOfFile } from './source-file.ts'

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
  expect(read.end).toBe(25)
})

test('a read can start at any row', async () => {
  const path = await fileOf('from.csv', numbered(25))
  const read = await collectRows(path, { batchSize: 10, fromRow: 7 })
  expect(read.batches.map((batch) => batch.firstRow)).toEqual([7, 17])
  expect(read.rows[0]).toEqual(['Customer 7', '7'])
  expect(read.end).toBe(25)
  expect((await collectRows(path, { fromRow: 25 })).rows).toEqual([])
})

test('a batch waits for the acknowledgement of the one before', async () => {
  const path = await fileOf('pressure.csv', numbered(50))
  const [process, window] = portPair<CsvReadReply, CsvReadMessage>()
  const received: string[] = []
  const reading = readCsv(process, { path, expected: null, options: {}, fromRow: 0, batchSize: 10 })
  const first = await new Promise<CsvReadMessage>((resolve) => {
    window.listen(
      (message) => {
        received.push(message.type)
        resolve(message)
      },
      () => undefined,
    )
  })
  expect(first).toMatchObject({ type: 'rows', firstRow: 0 })
  // Another whole read of the same file passes meanwhile: time enough for a second batch, if it did not wait.
  await collectRows(path)
  expect(received).toEqual(['rows'])
  window.send({ type: 'cancel' })
  await reading
  expect(received).toEqual(['rows'])
})

test('a read ends quietly where the window is gone', async () => {
  const path = await fileOf('gone.csv', numbered(50))
  const [process, window] = portPair<CsvReadReply, CsvReadMessage>()
  const reading = readCsv(process, { path, expected: null, options: {}, fromRow: 0, batchSize: 10 })
  window.close()
  await expect(reading).resolves.toBeUndefined()
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

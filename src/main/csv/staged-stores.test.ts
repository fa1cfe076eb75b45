import { randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CsvReadMessage, CsvReadReply, RowEdit } from '#shared/csv/csv-file.ts'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import { collectRows, collectStored } from './collect-rows.testing.ts'
import { csvFileErrorOf } from './file-error.ts'
import { outputAt } from '#main/files/output-at.testing.ts'
import { saveRejected } from './save-rejected.ts'
import { StagedStores } from './staged-stores.ts'
import { storeFilesIn } from './store-files.ts'

let root = ''
let folder = ''
let stores = new StagedStores()
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'staged-'))
  folder = join(root, randomUUID())
  stores = new StagedStores()
})
afterEach(() => rm(root, { recursive: true }))

async function staged(text: string): Promise<string[][]> {
  const path = join(root, 'list.csv')
  await writeFile(path, text)
  const read = await collectRows(path, { folder })
  expect(read.error).toBeNull()
  return read.rows
}

const numbered = (rows: number): string =>
  `Name,Number\n${Array.from({ length: rows }, (_, row) => `Customer ${row},${row}`).join('\n')}\n`

const failure = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, csvFileErrorOf)

describe('a whole store', () => {
  test('is read from any row, as it was sent while it was staged', async () => {
    const rows = await staged(numbered(1234))
    const read = await collectStored(stores, { folder, fromRow: 7, batchSize: 500 })
    expect(read.batches.map((batch) => [batch.firstRow, batch.rows.length])).toEqual([
      [7, 500],
      [507, 500],
      [1007, 227],
    ])
    expect(read.rows).toEqual(rows.slice(7))
    expect(read.end).toEqual({ rows: 1234, blank: 0 })
    expect(read.batches.at(-1)?.bytesRead).toBe((await stat(join(root, 'list.csv'))).size)
    expect((await collectStored(stores, { folder, fromRow: 1234 })).rows).toEqual([])
  })

  test('gives single rows in the order asked', async () => {
    const rows = await staged(numbered(50))
    expect(await stores.rows(folder, [49, 3, 4, 5, 3, 50])).toEqual([
      rows[49],
      rows[3],
      rows[4],
      rows[5],
      rows[3],
      [],
    ])
  })

  test('needs neither the file nor the process it was staged by', async () => {
    const rows = await staged(numbered(3))
    await rm(join(root, 'list.csv'))
    expect((await collectStored(new StagedStores(), { folder })).rows).toEqual(rows)
  })

  test('counts blank rows after the header, and no others', async () => {
    await staged('\n\nName,City\n\nAnn,Bern\n , \n,\nBen,Basel\n\n\n')
    const read = await collectStored(stores, { folder })
    expect(read).toMatchObject({
      end: { rows: 2, blank: 5 },
      rows: [
        ['Ann', 'Bern'],
        ['Ben', 'Basel'],
      ],
    })
  })

  test('is replaced by another one of its name, with its edits', async () => {
    await staged(numbered(3))
    await stores.edit(folder, { type: 'cell', row: 0, column: 0, text: 'Ann' })
    const path = join(root, 'other.csv')
    await writeFile(path, 'Name\nZoë\n')
    const [process, window] = portPair<CsvReadReply, CsvReadMessage>()
    window.listen(
      () => window.send({ type: 'ack' }),
      () => undefined,
    )
    await stores.stage(process, { path, expected: null, options: {}, batchSize: 10, folder })
    expect((await collectStored(stores, { folder })).rows).toEqual([['Zoë']])
  })

  test('is gone when it is discarded', async () => {
    await staged(numbered(3))
    await stores.discard(folder)
    expect(await readdir(root)).toEqual(['list.csv'])
    expect(await failure(stores.rows(folder, [0]))).toEqual({ kind: 'not-kept' })
    await stores.discard(folder)
  })
})

test('a store that is still being made can be looked at, and is gone when another takes its place', async () => {
  const path = join(root, 'list.csv')
  await writeFile(path, numbered(100_000))
  const [process, window] = portPair<CsvReadReply, CsvReadMessage>()
  const first = new Promise<CsvReadMessage>((resolve) => {
    window.listen(resolve, () => undefined)
  })
  const job = { path, expected: null, options: {}, batchSize: 500, folder }
  const staging = stores.stage(process, job)
  expect(await first).toMatchObject({ type: 'rows', firstRow: 0 })
  expect(await stores.rows(folder, [499, 99_999])).toEqual([['Customer 499', '499'], []])
  expect(await stores.edit(folder, { type: 'cell', row: 499, column: 1, text: 'x' })).toBe(1)
  expect(await stores.rows(folder, [499])).toEqual([['Customer 499', 'x']])
  // Nobody acknowledges: only the next staging ends this one.
  const [, other] = portPair<CsvReadReply, CsvReadMessage>()
  other.close()
  await stores.discard(folder)
  await staging
  expect(await readdir(root)).toEqual(['list.csv'])
})

describe('what is no whole store is not used', () => {
  test.each<[string, () => Promise<void>]>([
    ['without a manifest', () => rm(storeFilesIn(folder).manifest)],
    ['with half a manifest', () => writeFile(storeFilesIn(folder).manifest, '{"version":1,')],
    ['with rows cut short', () => truncate(storeFilesIn(folder).rows, 10)],
    ['with offsets cut short', () => truncate(storeFilesIn(folder).offsets, 8)],
    ['with damaged offsets', () => writeFile(storeFilesIn(folder).offsets, Buffer.alloc(8 * 51, 0xff))],
  ])('%s', async (_name, damage) => {
    await staged(numbered(50))
    await damage()
    const notKept = { kind: 'not-kept' }
    expect(await failure(stores.rows(folder, [1]))).toEqual(notKept)
    expect((await collectStored(stores, { folder })).error).toEqual(notKept)
  })

  test('nor edited or kept', async () => {
    const edit: RowEdit = { type: 'decide', row: 0, decision: 'new' }
    for (const work of [
      stores.edit(folder, edit),
      stores.keep(folder),
      stores.reject(folder, [{ row: 0, reason: 'x' }]),
    ])
      expect(await failure(work)).toEqual({ kind: 'not-kept' })
    expect(await readdir(root)).toEqual([])
  })
})

describe('edits', () => {
  const row = async (at: number): Promise<string[] | undefined> => (await stores.rows(folder, [at]))[0]

  test('are applied to whatever is read, in their order, and last over a restart', async () => {
    await staged('Name,Country\nAnn,England\nBen, England \nCara\nDan,Wales\n')
    const steps: RowEdit[] = [
      { type: 'replace', column: 1, find: 'England', text: 'GB' },
      { type: 'cell', row: 3, column: 1, text: 'England' },
      { type: 'cell', row: 2, column: 3, text: 'far' },
      { type: 'replace', column: 1, find: 'GB', text: 'United Kingdom' },
      { type: 'replace', column: 1, find: '', text: 'AU' },
      { type: 'decide', row: 1, decision: 'leave' },
      { type: 'decide', row: 1, decision: 'same' },
    ]
    for (const [index, step] of steps.entries()) expect(await stores.edit(folder, step)).toBe(index + 1)
    const expected = [
      ['Ann', 'United Kingdom'],
      ['Ben', 'United Kingdom'],
      ['Cara', 'AU', '', 'far'],
      ['Dan', 'England'],
    ]
    for (const reader of [stores, new StagedStores()]) {
      const read = await collectStored(reader, { folder })
      expect(read.rows).toEqual(expected)
      expect(read.batches[0]?.decisions).toEqual({ 1: 'same' })
      expect(await reader.rows(folder, [0, 1, 2, 3])).toEqual(expected)
    }
  })

  test('are taken back one by one', async () => {
    await staged('Name,Country\nAnn,England\n')
    await stores.edit(folder, { type: 'cell', row: 0, column: 1, text: 'Wales' })
    await stores.edit(folder, { type: 'cell', row: 0, column: 1, text: 'Ireland' })
    expect(await stores.edit(folder, { type: 'undo' })).toBe(1)
    expect(await row(0)).toEqual(['Ann', 'Wales'])
    expect(await new StagedStores().edit(folder, { type: 'undo' })).toBe(0)
    expect(await stores.edit(folder, { type: 'undo' })).toBe(0)
    expect(await row(0)).toEqual(['Ann', 'England'])
    expect(await stores.edit(folder, { type: 'undo' })).toBe(0)
  })

  test('asked for at the same time are made in that order', async () => {
    await staged('Name\nAnn\n')
    const texts = Array.from({ length: 50 }, (_, at) => `name ${at}`)
    const counts = await Promise.all(
      texts.map((text) => stores.edit(folder, { type: 'cell', row: 0, column: 0, text })),
    )
    expect(counts).toEqual(texts.map((_, at) => at + 1))
    expect(await row(0)).toEqual(['name 49'])
  })

  test('one that a crash cut short is as if it had not been made', async () => {
    await staged('Name\nAnn\n')
    await stores.edit(folder, { type: 'cell', row: 0, column: 0, text: 'Anna' })
    await appendFile(storeFilesIn(folder).edits, '{"type":"cell","row":0,"col')
    const after = new StagedStores()
    expect(await after.rows(folder, [0])).toEqual([['Anna']])
    expect(await after.edit(folder, { type: 'decide', row: 0, decision: 'new' })).toBe(2)
    expect(await new StagedStores().edit(folder, { type: 'undo' })).toBe(1)
  })
})

describe('rows left out', () => {
  const save = (header: string[]): Promise<number> =>
    saveRejected(
      { folder, ...outputAt(join(root, 'left.csv')), header, numberHeader: 'Row', reasonHeader: 'Why' },
      stores,
    )

  test('are saved as they stand, each once and in the order of the file, and can be read again', async () => {
    await staged(`Name,Note\n\nAnn,'=1+1\nBen,"two\nlines",more\nCara,\nDan,=2\n`)
    await stores.reject(folder, [{ row: 3, reason: 'No city' }])
    await stores.reject(folder, [
      { row: 0, reason: 'old' },
      { row: 1, reason: 'No e-mail, "really"' },
    ])
    await stores.reject(folder, [{ row: 0, reason: 'new' }])
    await stores.edit(folder, { type: 'cell', row: 3, column: 0, text: 'Daniel' })
    expect(await save(['Name', 'Note'])).toBe(3)
    expect(await readFile(join(root, 'left.csv'), 'utf8')).toBe(
      '\uFEFF"Name","Note","","Row","Why"\r\n' +
        '"Ann","\'=1+1","","3","new"\r\n' +
        '"Ben","two\nlines","more","4","No e-mail, ""really"""\r\n' +
        '"Daniel","\'=2","","6","No city"\r\n',
    )
  })

  test('many of them come out whole', async () => {
    await staged(numbered(3000))
    const rows = Array.from({ length: 1500 }, (_, at) => ({ row: at * 2, reason: `reason ${at % 7}` }))
    await stores.reject(folder, rows)
    expect(await save(['Name', 'Number'])).toBe(1500)
    const again = await collectRows(join(root, 'left.csv'))
    expect(again.rows).toEqual(
      rows.map(({ row, reason }) => [`Customer ${row}`, String(row), String(row + 2), reason]),
    )
  })

  test('none are a file with its header', async () => {
    await staged(numbered(1))
    expect(await save(['Name', 'Number'])).toBe(0)
    expect(await readFile(join(root, 'left.csv'), 'utf8')).toBe('\uFEFF"Name","Number","Row","Why"\r\n')
  })

  test('an older file stays where they cannot be saved', async () => {
    await staged(numbered(3))
    await stores.reject(folder, [{ row: 0, reason: 'x' }])
    await writeFile(join(root, 'left.csv'), 'old')
    await rm(storeFilesIn(folder).manifest)
    expect(await failure(save(['Name']))).toEqual({ kind: 'not-kept' })
    expect(await readFile(join(root, 'left.csv'), 'utf8')).toBe('old')
  })
})

import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CsvReadOptions, RowEdit } from '#shared/csv/csv-file.ts'
import { collectRows, collectStored } from './collect-rows.testing.ts'
import { isBlankRow } from './csv-text.ts'
import { csvFileErrorOf } from './file-error.ts'
import { inspectCsv } from './inspect-csv.ts'
import { StagedStores } from './staged-stores.ts'
import { readTable } from './table-rows.ts'
import { makeArchive, workbookParts } from './workbook/make-workbook.testing.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'csv-fuzz-'))
})
afterAll(() => rm(root, { recursive: true }))

const LIMIT = { timeout: 120_000 }

/** The whole way of a file: looked at, staged, read again. What must hold of any file is checked here. */
async function goAllTheWay(content: Buffer, options: CsvReadOptions = {}): Promise<string[][] | null> {
  const path = join(root, randomUUID())
  const folder = join(root, randomUUID())
  await writeFile(path, content)
  try {
    const source = { path, expected: null, options }
    const look = await inspectCsv(source).catch(csvFileErrorOf)
    const staged = await collectRows(path, { folder, options, batchSize: 7 })
    if ('kind' in look) {
      expect(staged).toMatchObject({ error: look, end: null })
      expect(await readdir(root)).not.toContain(folder)
      return null
    }
    expect(staged.error).toBeNull()
    const all: string[][] = []
    for await (const read of readTable(source, () => undefined)) all.push(...read.rows)
    const filled = all.filter((row) => !isBlankRow(row))
    // Rows in = header and rows above it + data rows; blank ones after the header are counted.
    expect(staged.rows).toEqual(filled.slice(look.headerRow + 1))
    expect(look.head).toEqual(filled.slice(0, 30))
    expect(look.sample).toEqual(staged.rows.slice(0, 20))
    const header = filled[look.headerRow]
    const after =
      header === undefined ? (look.headerRow === -1 ? all : []) : all.slice(all.indexOf(header) + 1)
    const blank = after.filter(isBlankRow).length
    expect(staged.end).toEqual({ rows: staged.rows.length, blank })
    const again = await collectStored(new StagedStores(), { folder, batchSize: 3 })
    expect(again).toMatchObject({ rows: staged.rows, end: staged.end, error: null })
    return staged.rows
  } finally {
    await rm(path)
    await rm(folder, { recursive: true, force: true })
  }
}

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array))
const start = fc.constantFrom(
  '',
  '\uFEFF',
  'sep=;\n',
  'PK\u0003\u0004',
  '%PDF',
  'Name,City\n',
  '\u0000\u0000',
)
const options = fc.record(
  {
    encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'shift_jis', 'none'),
    delimiter: fc.constantFrom<NonNullable<CsvReadOptions['delimiter']>>(',', ';', '\t', '|'),
    headerRow: fc.integer({ min: -1, max: 40 }),
  },
  { requiredKeys: [] },
)

test('any bytes come to rows or to a plain error, and no row is lost on the way', LIMIT, async () => {
  await fc.assert(
    fc.asyncProperty(start, bytes, options, async (first, rest, chosen) => {
      await goAllTheWay(Buffer.concat([Buffer.from(first), rest]), chosen)
    }),
    { numRuns: 150 },
  )
})

const piece = fc.constantFrom(
  ...[
    ',',
    ';',
    '\t',
    '|',
    '"',
    '""',
    "'",
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\n\n',
    ',,,',
    '=1+1',
    '1E5',
    '007',
    'é',
    '👩‍🌾',
  ],
  ...[
    '\u0000',
    '\u001f',
    '\uFFFD',
    '__proto__',
    'Name',
    'E-mail',
    'ann@lee.example',
    '0412 345 678',
    'x'.repeat(200),
  ],
)
const text = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''))
const encoded = fc.oneof(
  text.map((csv) => Buffer.from(csv)),
  text.map((csv) => Buffer.from(`\uFEFF${csv}`, 'utf16le')),
  text.map((csv) => Buffer.from(csv, 'latin1')),
)

test('any text of a CSV comes to rows, however it is broken', LIMIT, async () => {
  await fc.assert(
    fc.asyncProperty(encoded, options, async (content, chosen) => {
      await goAllTheWay(content, chosen)
    }),
    { numRuns: 200 },
  )
})

test('a damaged workbook comes to rows or to a plain error', LIMIT, async () => {
  const sound = makeArchive(
    workbookParts({
      rows: '<row r="1"><c t="s"><v>0</v></c></row><row r="3"><c r="B3"><v>45351</v></c></row>',
      strings: '<si><t>Name</t></si>',
      styles: [14],
    }),
  )
  const damage = fc.array(fc.tuple(fc.nat(sound.length - 5), fc.integer({ min: 0, max: 255 })), {
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(sound.length), async (changes, length) => {
      const damaged = Buffer.from(sound)
      for (const [at, byte] of changes) damaged[at + 4] = byte
      await goAllTheWay(length % 3 === 0 ? damaged.subarray(0, length) : damaged)
    }),
    { numRuns: 150 },
  )
})

const cell = fc.oneof(
  fc.constantFrom('', ' ', 'GB', ' GB ', 'AU', 'a'),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const row = fc.nat(5)
const column = fc.nat(3)
const step = fc.oneof(
  fc.record({ type: fc.constant('cell' as const), row, column, text: cell }),
  fc.record({ type: fc.constant('replace' as const), column, find: cell, text: cell }),
  fc.record({ type: fc.constant('undo' as const) }),
)

test('edits are applied exactly, in their order, and undone', LIMIT, async () => {
  const folder = join(root, randomUUID())
  const path = join(root, 'edits.csv')
  await writeFile(path, 'A,B,C\nx,GB,1\ny, GB ,\nz\n,AU,a\nv,AU,AU,AU\nw,GB,GB\n')
  const { rows } = await collectRows(path, { folder })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const stores = new StagedStores()
      const made: RowEdit[] = []
      for (const one of steps) {
        await stores.edit(folder, one)
        if (one.type === 'undo') made.pop()
        else made.push(one)
      }
      const expected = plainly(rows, made)
      expect((await collectStored(stores, { folder })).rows).toEqual(expected)
      expect(await new StagedStores().rows(folder, [5, 0, 1, 2, 3, 4])).toEqual(
        [5, 0, 1, 2, 3, 4].map((at) => expected[at]),
      )
      for (let left = made.length; left > 0; left -= 1) await stores.edit(folder, { type: 'undo' })
      expect((await collectStored(stores, { folder })).rows).toEqual(rows)
    }),
    { numRuns: 80 },
  )
})

/** Edits made one after the other on all rows: slow, and plainly right. */
function plainly(rows: readonly string[][], edits: readonly RowEdit[]): string[][] {
  const table = rows.map((cells) => [...cells])
  const set = (cells: string[], at: number, to: string): void => {
    while (cells.length <= at) cells.push('')
    cells[at] = to
  }
  for (const edit of edits) {
    for (const [index, cells] of table.entries()) {
      if (edit.type === 'cell' && edit.row === index) set(cells, edit.column, edit.text)
      if (edit.type === 'replace' && (cells[edit.column] ?? '').trim() === edit.find.trim())
        set(cells, edit.column, edit.text)
    }
  }
  return table
}

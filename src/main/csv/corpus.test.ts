import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CsvFileError, CsvInspection } from '#shared/csv/csv-file.ts'
import { collectRows } from './collect-rows.testing.ts'
import { inspectCsv } from './inspect-csv.ts'

const FOLDER = join(import.meta.dirname, '../../../e2e/fixtures/csv')

interface Expected extends Partial<CsvInspection> {
  /** All data rows, or only how many there are. */
  rows?: string[][] | number
}

/** Every file of the corpus with what the app makes of it. */
const READABLE: Record<string, Expected> = {
  'plain.csv': {
    encoding: 'utf-8',
    delimiter: ',',
    header: ['Name', 'E-mail', 'Phone'],
    rows: [
      ['Ann Lee', 'ann@lee.example', '0412 345 678'],
      ['Ben Okafor', 'ben@okafor.example', '+61 2 5550 1234'],
    ],
  },
  'utf8-bom.csv': { encoding: 'utf-8', header: ['Name', 'City'], rows: [['Zoë Müller', 'Köln']] },
  'utf16-le.csv': {
    encoding: 'utf-16le',
    delimiter: '\t',
    header: ['Name', 'City'],
    rows: [['Łukasz', 'Łódź']],
  },
  'utf16-be.csv': {
    encoding: 'utf-16be',
    delimiter: '\t',
    header: ['Name', 'City'],
    rows: [['Μαρία', 'Αθήνα']],
  },
  'utf16-no-mark.csv': { encoding: 'utf-16le', header: ['Name', 'City'], rows: [['Ann', 'Bern']] },
  'windows-1252.csv': {
    encoding: 'windows-1252',
    delimiter: ';',
    rows: [['Jürgen Groß', 'Zürich', '„5 €“ – gut']],
  },
  'windows-1252-late.csv': { encoding: 'windows-1252', rows: 9001 },
  'semicolon.csv': {
    delimiter: ';',
    rows: [
      ['Ann', '1,50', 'Bern'],
      ['Ben', '2,75', 'Basel'],
    ],
  },
  'tab.tsv': {
    delimiter: '\t',
    rows: [
      ['Ann', 'one, two; three'],
      ['Ben', 'four'],
    ],
  },
  'pipe.csv': { delimiter: '|', header: ['Name', 'City'], rows: [['Ann', 'Bern']] },
  'sep-line.csv': { delimiter: ';', header: ['Name', 'City'], rows: [['Ann, the first', 'Bern']] },
  'quoted-line-breaks.csv': {
    rows: [
      ['Ann', 'first line\r\nsecond line\n\nlast, with "quotes"'],
      ['Ben', 'plain'],
    ],
  },
  'mixed-line-ends.csv': {
    rows: [
      ['Ann', 'Bern'],
      ['Ben', 'Basel'],
      ['Cara', 'Chur'],
    ],
  },
  'old-mac.csv': {
    rows: [
      ['Ann', 'Bern'],
      ['Ben', 'Basel'],
    ],
  },
  'ragged.csv': { rows: [['Ann'], ['Ben', 'Basel'], ['Cara', 'Chur', '1', '2', '3']] },
  'blank-lines.csv': {
    header: ['Name', 'City'],
    rows: [
      ['Ann', 'Bern'],
      ['Ben', 'Basel'],
    ],
  },
  'header-only.csv': { header: ['Name', 'City'], sample: [], rows: [] },
  'proto-header.csv': {
    header: ['__proto__', 'constructor', 'Name'],
    rows: [['polluted', 'broken', 'Ann']],
  },
  'duplicate-headers.csv': {
    header: ['Name', 'E-mail', 'E-mail'],
    rows: [['Ann', 'a@one.example', 'a@two.example']],
  },
  'one-column.csv': { delimiter: ',', rows: [['ann@lee.example'], ['ben@okafor.example']] },
  'stays-text.csv': {
    rows: [
      ['Ann', '0800', '0412345678', '1E5'],
      ['Ben', '00123', '4.41E+11', '12345678901234567890'],
    ],
  },
  'formulas.csv': { rows: [["'=1+1", "'@SUM(A1)", "'+61 404 000 111"]] },
  'open-quote.csv': { rows: [['Ann', 'Bern\nBen,Basel\n']] },
  'nul-in-text.csv': { encoding: 'utf-8', rows: [['Ann\u0000Lee', 'Bern']] },
  'woocommerce.csv': { rows: 1 },
  'shopify.csv': { rows: 1 },
  'square.csv': { rows: 1 },
  'kounta.csv': { rows: 1 },
  'open-food-network.csv': { rows: 1 },
  'sku-io.csv': { rows: 1 },
  'supplier-list.csv': { rows: 1 },
  'sku-mappings.csv': { rows: 2 },
  'sku-mappings-many.csv': { rows: 4 },
}

const UNREADABLE: Record<string, CsvFileError> = {
  'empty.csv': { kind: 'empty' },
  'only-blank-lines.csv': { kind: 'empty' },
  'image.csv': { kind: 'binary', looksLike: 'image' },
  'workbook.csv': { kind: 'binary', looksLike: 'spreadsheet' },
  'binary.csv': { kind: 'binary', looksLike: 'unknown' },
}

test('every file of the corpus has its expected outcome', () => {
  const files = readdirSync(FOLDER).filter((name) => !name.startsWith('.'))
  expect(files.sort()).toEqual([...Object.keys(READABLE), ...Object.keys(UNREADABLE)].sort())
})

describe('a file that can be read', () => {
  test.each(Object.entries(READABLE))('%s', async (name, { rows, ...inspection }) => {
    const path = join(FOLDER, name)
    const found = await inspectCsv({ path, expected: null, options: {} })
    expect(found).toMatchObject({ ok: true, value: inspection })

    const read = await collectRows(path)
    expect(read.error).toBeNull()
    expect(read.end).toBe(read.rows.length)
    if (typeof rows === 'number') expect(read.rows).toHaveLength(rows)
    else expect(read.rows).toEqual(rows)
    if (found.ok) expect(found.value.sample).toEqual(read.rows.slice(0, 20))
  })
})

describe('a file that cannot be read', () => {
  test.each(Object.entries(UNREADABLE))('%s', async (name, error) => {
    const path = join(FOLDER, name)
    expect(await inspectCsv({ path, expected: null, options: {} })).toEqual({ ok: false, error })
  })

  test('a folder', async () => {
    const found = await inspectCsv({ path: FOLDER, expected: null, options: {} })
    expect(found).toEqual({ ok: false, error: { kind: 'not-a-file' } })
  })

  test('a file that is not there', async () => {
    const found = await inspectCsv({ path: join(FOLDER, 'none.csv'), expected: null, options: {} })
    expect(found).toEqual({ ok: false, error: { kind: 'not-found' } })
  })
})

test('an encoding and a delimiter chosen by a person are used', async () => {
  const path = join(FOLDER, 'windows-1252.csv')
  const found = await inspectCsv({
    path,
    expected: null,
    options: { encoding: 'windows-1251', delimiter: ',' },
  })
  expect(found).toMatchObject({
    ok: true,
    value: { encoding: 'windows-1251', delimiter: ',', header: ['Name;City;Note'] },
  })
})

test('an encoding that nobody knows is told', async () => {
  const path = join(FOLDER, 'plain.csv')
  const found = await inspectCsv({ path, expected: null, options: { encoding: 'klingon' } })
  expect(found).toEqual({ ok: false, error: { kind: 'unreadable', detail: 'encoding' } })
})

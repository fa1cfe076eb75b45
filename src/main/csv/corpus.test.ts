import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CsvFileError, CsvInspection, CsvReadOptions } from '#shared/csv/csv-file.ts'
import { collectRows } from './collect-rows.testing.ts'
import { csvFileErrorOf } from './file-error.ts'
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
  'sku-mappings-open-quote.csv': {
    rows: [
      ['OKF-1', '11', 'ann@lee.example', 'fine'],
      [
        ...['OKF-2', '12', 'ann@lee.example'],
        'as before\nOKF-3,13,ann@lee.example,none\nOKF-4,14,ann@lee.example,said Ann',
      ],
      ['OKF-5,15,ann@lee.example,none\nOKF-6,16,ann@lee.example,none\n'],
    ],
  },
  'hubspot.csv': { headerRow: 0, rows: 2 },
  'xero.csv': { headerRow: 0, rows: 1 },
  'google-contacts.csv': { headerRow: 0, rows: 2 },
  'title-lines.csv': {
    headerRow: 2,
    header: ['Name', 'E-mail', 'Phone', 'City'],
    rows: [
      ['Ann Lee', 'ann@lee.example', '0412 345 678', 'Bern'],
      ['Ben Okafor', 'ben@okafor.example', '+61 2 5550 1234', 'Basel'],
    ],
  },
  'only-title.csv': { headerRow: 0, rows: [] },
  'no-header.csv': { headerRow: -1, header: ['', '', '', ''], rows: 3 },
  'no-header-names.csv': { headerRow: -1, header: ['', '', ''], rows: 4 },
  'repeated-header.csv': { headerRow: 0, rows: 3 },
  'damaged-numbers.csv': {
    rows: [
      ['Ann', '6.1412E+10', '9.31E+12', '800', '01-Feb'],
      ['Ben', "'+61412345678", '9312345678907', '0800', '2026-02-01'],
      ['Cara', '####', '1E5', '=00800', '1/02/2026'],
    ],
  },
  'wide.csv': { headerRow: 0, rows: 3 },
  'trailing-delimiters.csv': {
    header: ['Name', 'City', '', ''],
    rows: [
      ['Ann', 'Bern', '', ''],
      ['Ben', 'Basel', '', ''],
    ],
  },
  'json-cells.csv': { rows: [['1', '{"type": "Point", "coordinates": [102.0, 0.5]}']] },
  'escaped-quotes.csv': {
    rows: [
      ['1', 'ha "ha" ha'],
      ['3', '"quoted"'],
      ['5', '"'],
      ['7', 'mid"dle'],
    ],
  },
  'empty-cells.csv': {
    rows: [
      ['1', '', ''],
      ['', '3', '4'],
    ],
  },
  'quotes-and-line-breaks.csv': {
    rows: [
      ['1', 'ha \n"ha" \nha'],
      ['3', 'x,\n'],
    ],
  },
  'space-before-quote.csv': {
    rows: [
      ['Ann', ' "Bern"'],
      ['Ben', 'Basel'],
    ],
  },
  'utf8-late-emoji.csv': { encoding: 'utf-8', rows: 40_001 },
  // Nothing tells one one-byte encoding from another: the person chooses it and sees the letters come right.
  'windows-1251.csv': { encoding: 'windows-1252', delimiter: ';', rows: [['Àííà', 'Ìîñêâà']] },
  'customers.xlsx': {
    format: 'xlsx',
    encoding: '',
    sheets: ['List & 1', 'Old ones'],
    sheet: 'List & 1',
    headerRow: 1,
    rows: [
      [
        'Ann Lee',
        'ann@lee.example',
        '0800',
        '0412 345 678',
        '2024-02-29',
        '2026-03-01 14:30:00',
        '0.3',
        '00012345678901234567',
        '3',
        '1.23456789012346E+18',
      ],
      ['Zoë & <Müller>', 'two\nlines', '3000', '0400 000 000', '', '', 'TRUE', '', 'Zoëx', '1E+21'],
      ['Ben', '', '03056', '', '', '', '-1.5'],
    ],
  },
  'dates.xlsx': { header: ['Name', 'Born', 'Code'], rows: [['Ann', '1990-05-17', '007']] },
}

const UNREADABLE: Record<string, CsvFileError> = {
  'empty.csv': { kind: 'empty' },
  'only-blank-lines.csv': { kind: 'empty' },
  'image.csv': { kind: 'binary', looksLike: 'image' },
  'workbook.csv': { kind: 'unreadable', detail: 'workbook' },
  'old-workbook.xls': { kind: 'binary', looksLike: 'spreadsheet' },
  'open-document.ods': { kind: 'binary', looksLike: 'spreadsheet' },
  'document.csv': { kind: 'binary', looksLike: 'pdf' },
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
    expect(found).toMatchObject(inspection)

    const read = await collectRows(path)
    expect(read.error).toBeNull()
    expect(read.end?.rows).toBe(read.rows.length)
    if (typeof rows === 'number') expect(read.rows).toHaveLength(rows)
    else expect(read.rows).toEqual(rows)
    expect(found.sample).toEqual(read.rows.slice(0, 20))
  })
})

describe('a file that cannot be read', () => {
  test.each(Object.entries(UNREADABLE))('%s', async (name, error) => {
    const path = join(FOLDER, name)
    expect(await failureOf(path)).toEqual(error)
  })

  test('a folder', async () => {
    expect(await failureOf(FOLDER)).toEqual({ kind: 'not-a-file' })
  })

  test('a file that is not there', async () => {
    expect(await failureOf(join(FOLDER, 'none.csv'))).toEqual({ kind: 'not-found' })
  })
})

test('an encoding and a delimiter chosen by a person are used', async () => {
  const path = join(FOLDER, 'windows-1252.csv')
  const found = await inspectCsv({
    path,
    expected: null,
    options: { encoding: 'windows-1251', delimiter: ',' },
  })
  expect(found).toMatchObject({ encoding: 'windows-1251', delimiter: ',', header: ['Name;City;Note'] })
})

test('an encoding that nobody knows is told', async () => {
  const path = join(FOLDER, 'plain.csv')
  expect(await failureOf(path, { encoding: 'klingon' })).toEqual({ kind: 'unreadable', detail: 'encoding' })
})

async function failureOf(path: string, options: CsvReadOptions = {}): Promise<CsvFileError | null> {
  const source = { path, expected: null, options }
  return inspectCsv(source).then(() => null, csvFileErrorOf)
}

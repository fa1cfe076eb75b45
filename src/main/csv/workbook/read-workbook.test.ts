import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CsvReadOptions } from '#shared/csv/csv-file.ts'
import { csvFileErrorOf } from '../file-error.ts'
import { makeArchive, workbookParts, type WorkbookContent } from './make-workbook.testing.ts'
import { readWorkbook } from './read-workbook.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function rowsOf(bytes: Buffer, options: CsvReadOptions = {}): Promise<unknown> {
  const path = join(folder, 'book.xlsx')
  await writeFile(path, bytes)
  const rows: string[][] = []
  try {
    for await (const read of readWorkbook({ path, expected: null, options }, () => undefined))
      rows.push(...read.rows)
  } catch (error) {
    return csvFileErrorOf(error)
  }
  return rows
}

const workbook = (content: WorkbookContent): Promise<unknown> => rowsOf(makeArchive(workbookParts(content)))
const cellsOf = async (cells: string, more: Partial<WorkbookContent> = {}): Promise<unknown> =>
  ((await workbook({ rows: `<row>${cells}</row>`, ...more })) as string[][])[0]

describe('cells', () => {
  test('of every type are text', async () => {
    expect(
      await cellsOf(
        '<c t="s"><v>1</v></c><c t="inlineStr"><is><t>in </t><t>line</t></is></c><c t="str"><f>A1</f><v>sum</v></c>' +
          '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2026-03-01</v></c>' +
          '<c><v>0412</v></c><c t="s"><v>9</v></c><c t="n"><f>1+1</f><v>2</v></c>',
        { strings: '<si><t>zero</t></si><si><t>007</t></si>' },
      ),
    ).toEqual(['007', 'in line', 'sum', 'TRUE', 'FALSE', '#N/A', '2026-03-01', '412', '', '2'])
  })

  test('keep rich text, blanks, escapes and signs, and leave out how it is pronounced', async () => {
    const strings =
      '<si><r><rPr><b/></rPr><t>Ben </t></r><r><t xml:space="preserve">Okafor </t></r></si>' +
      '<si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si><si><t>a_x000D_b_x005F_c&amp;&lt;&#233;</t></si>'
    expect(
      await cellsOf('<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>', { strings }),
    ).toEqual(['Ben Okafor ', '東京', 'a\rb_c&<é'])
  })

  test('stand in their columns and rows, and what is not there is blank', async () => {
    expect(
      await workbook({
        rows: '<row r="2"><c r="B2"><v>1</v></c><c r="AB2"><v>2</v></c></row><row r="4"/><row r="6"><c><v>3</v></c></row>',
      }),
    ).toEqual([[''], ['', '1', ...Array.from({ length: 25 }, () => ''), '2'], [''], [''], [''], ['3']])
  })

  test('are read under a namespace prefix too', async () => {
    const parts = workbookParts({ rows: '' })
    parts['xl/worksheets/sheet1.xml'] =
      '<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect(await rowsOf(makeArchive(parts))).toEqual([['5']])
  })
})

describe('what is no sound workbook is told', () => {
  const damaged = { kind: 'unreadable', detail: 'workbook' }
  const tooLarge = { kind: 'unreadable', detail: 'workbook-too-large' }

  test.each<[string, () => Promise<unknown>, object]>([
    ['cut short', () => rowsOf(makeArchive(workbookParts({ rows: '' })).subarray(0, 500)), damaged],
    ['XML that breaks off', () => workbook({ rows: '<row><c>' }), damaged],
    ['rows out of order', () => workbook({ rows: '<row r="5"/><row r="2"/>' }), damaged],
    ['a row beyond all', () => workbook({ rows: '<row r="99999999"/>' }), damaged],
    ['entities of its own', () => workbook({ rows: '<row><c><v>&bomb;</v></c></row>' }), damaged],
    [
      'another archive',
      () => rowsOf(makeArchive({ 'a.txt': 'a' })),
      { kind: 'binary', looksLike: 'archive' },
    ],
    [
      'a part that says it is huge',
      () => rowsOf(makeArchive(workbookParts({ rows: '' }), 2 ** 32 - 2)),
      tooLarge,
    ],
    ['a part larger than it says', () => rowsOf(makeArchive(workbookParts({ rows: '' }), 10)), damaged],
    [
      'a cell that never ends',
      () => workbook({ rows: `<row><c t="str"><v>${'x'.repeat(9 * 1024 * 1024)}</v></c></row>` }),
      tooLarge,
    ],
    [
      'no sheets',
      () => rowsOf(makeArchive({ ...workbookParts({ rows: '' }), 'xl/workbook.xml': '<workbook/>' })),
      {
        kind: 'empty',
      },
    ],
  ])('%s', async (_name, read, error) => {
    expect(await read()).toEqual(error)
  })

  test('a sheet that is not there', async () => {
    const book = makeArchive(workbookParts({ rows: '' }))
    expect(await rowsOf(book, { sheet: 'Other' })).toEqual({ kind: 'unreadable', detail: 'sheet' })
    expect(await rowsOf(book, { sheet: 'Sheet' })).toEqual([])
  })
})

test('of several sheets the first that is a list is read, any of them where a person says so', async () => {
  const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
  const row = (...cells: number[]): string =>
    `<row>${cells.map((one) => `<c><v>${one}</v></c>`).join('')}</row>`
  const parts = workbookParts({ rows: row(1) + row(2) })
  const named = (parts['xl/workbook.xml'] ?? '').replace(
    /<sheets>(<sheet .*?)<\/sheets>/,
    (_, first: string) =>
      `<sheets>${first}${first.replace('"Sheet"', '"List"').replace('rId1', 'rId4')}${first.replace('"Sheet"', '"More"').replace('rId1', 'rId5')}</sheets>`,
  )
  const relations = (parts['xl/_rels/workbook.xml.rels'] ?? '').replace(
    /<Relationship Id="rId1".*?\/>/,
    (first) =>
      first +
      first.replace('rId1', 'rId4').replace('sheet1', 'sheet2') +
      first.replace('rId1', 'rId5').replace('sheet1', 'sheet3'),
  )
  const book = makeArchive({
    ...parts,
    'xl/workbook.xml': named,
    'xl/_rels/workbook.xml.rels': relations,
    'xl/worksheets/sheet2.xml': sheet(row(3, 4) + row(5, 6)),
    'xl/worksheets/sheet3.xml': sheet(row(7, 8) + row(9, 10)),
  })
  expect(await rowsOf(book)).toEqual([
    ['3', '4'],
    ['5', '6'],
  ])
  expect(await rowsOf(book, { sheet: 'Sheet' })).toEqual([['1'], ['2']])
  expect(await rowsOf(book, { sheet: 'More' })).toEqual([
    ['7', '8'],
    ['9', '10'],
  ])
})

test('more shared text than fits the memory is told, not held', { timeout: 60_000 }, async () => {
  const text = 'x'.repeat(1024 * 1024)
  const strings = `<si><t>${text}</t></si>`.repeat(130)
  expect(await workbook({ rows: '', strings })).toEqual({ kind: 'unreadable', detail: 'workbook-too-large' })
})

test('many rows come whole', { timeout: 60_000 }, async () => {
  const strings = Array.from({ length: 5000 }, (_, at) => `<si><t>name ${at} é</t></si>`).join('')
  const rows = Array.from(
    { length: 20_000 },
    (_, at) =>
      `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>${at % 5000}</v></c><c r="B${at + 1}"><v>${at}</v></c></row>`,
  )
  expect(await workbook({ rows: rows.join(''), strings })).toEqual(
    rows.map((_, at) => [`name ${at % 5000} é`, String(at)]),
  )
})

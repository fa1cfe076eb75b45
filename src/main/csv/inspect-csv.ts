import type { CsvInspection } from '#shared/csv/csv-file.ts'
import { isBlankRow } from './csv-text.ts'
import { HEAD_ROWS, headerRowOf } from './data-rows.ts'
import { CsvFailure } from './file-error.ts'
import { readTable } from './table-rows.ts'
import type { TableForm, TableSource } from './table.ts'

const SAMPLE_ROWS = 20

/**
 * The first look at a file: how it is written, which row has the column names, its first rows. Throws CsvFailure, or
 * what the disk throws; a file of blank lines is empty.
 */
export async function inspectCsv(source: TableSource): Promise<CsvInspection> {
  const { options } = source
  const needed = Math.max(HEAD_ROWS, (options.headerRow ?? 0) + 1 + SAMPLE_ROWS)
  const forms: TableForm[] = []
  const rows: string[][] = []
  for await (const read of readTable(source, (form) => forms.push(form))) {
    for (const row of read.rows) if (rows.length < needed && !isBlankRow(row)) rows.push(row)
    if (rows.length >= needed) break
  }
  const [form] = forms
  if (rows[0] === undefined || form === undefined) throw new CsvFailure({ kind: 'empty' })
  const headerRow = headerRowOf(rows, options)
  const head = rows.slice(0, HEAD_ROWS)
  const sample = rows.slice(headerRow + 1, headerRow + 1 + SAMPLE_ROWS)
  const columns = Math.max(...sample.map((row) => row.length), 0)
  const header = headerRow === -1 ? Array.from({ length: columns }, () => '') : (rows[headerRow] ?? [])
  return { ...form, head, headerRow, header, sample }
}

import type { CsvFileError, CsvInspection } from '#shared/csv/csv-file.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { readRows, type CsvForm, type CsvSource } from './csv-rows.ts'
import { CsvFailure, csvFileErrorOf } from './file-error.ts'

const SAMPLE_ROWS = 20

/** The first look at a file: how it is written, its header, its first rows. A file of blank lines is empty. */
export async function inspectCsv(source: CsvSource): Promise<Result<CsvInspection, CsvFileError>> {
  try {
    const forms: CsvForm[] = []
    const rows: string[][] = []
    for await (const read of readRows(source, (form) => forms.push(form))) {
      rows.push(...read.rows.slice(0, SAMPLE_ROWS + 1 - rows.length))
      if (rows.length > SAMPLE_ROWS) break
    }
    const [header, ...sample] = rows
    const [form] = forms
    if (header === undefined || form === undefined) throw new CsvFailure({ kind: 'empty' })
    return ok({ ...form, header, sample })
  } catch (error) {
    return err(csvFileErrorOf(error))
  }
}

import { readRows } from './csv-rows.ts'
import { openSourceFile } from './source-file.ts'
import type { TableForm, TableRows, TableSource } from './table.ts'
import { readWorkbook } from './workbook/read-workbook.ts'

/** How the archive that a workbook is begins. */
const ARCHIVE = Buffer.from([0x50, 0x4b, 0x03, 0x04])

/**
 * Reads the rows of a file with flat memory however large it is: of a workbook where it is one, whatever its name says,
 * of a CSV otherwise. `onForm` is told once how it is written. Throws CsvFailure, or what the disk throws; a file that
 * changes meanwhile is noticed at the end.
 */
export async function* readTable(
  source: TableSource,
  onForm: (form: TableForm) => void,
): AsyncGenerator<TableRows, void> {
  if (await isArchive(source)) {
    yield* readWorkbook(source, onForm)
    return
  }
  yield* readRows(source, (form) => {
    onForm({ format: 'csv', sheets: [], sheet: '', ...form })
  })
}

async function isArchive({ path, expected }: TableSource): Promise<boolean> {
  const file = await openSourceFile(path, expected)
  try {
    return (await file.next())?.subarray(0, ARCHIVE.length).equals(ARCHIVE) === true
  } finally {
    await file.close()
  }
}

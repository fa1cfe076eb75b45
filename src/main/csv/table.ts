import type { CsvInspection, CsvReadOptions } from '#shared/csv/csv-file.ts'
import type { FileStamp } from './source-file.ts'

/** What of a file is to be read. `expected` is what the file was when it was chosen; null = whatever it is now. */
export interface TableSource {
  path: string
  expected: FileStamp | null
  options: CsvReadOptions
}

/** Rows of a file in their order, blank ones too, as they come. `bytesRead` counts bytes of the file so far. */
export interface TableRows {
  rows: string[][]
  bytesRead: number
}

/** How a file turned out to be written. */
export type TableForm = Pick<CsvInspection, 'format' | 'encoding' | 'delimiter' | 'sheets' | 'sheet'>

import type { CsvReadOptions } from '#shared/csv/csv-file.ts'
import { createParser, dialectOf, isBlankRow, parseRows, type CsvDialect } from './csv-text.ts'
import { detectEncoding } from './detect-encoding.ts'
import { CsvFailure } from './file-error.ts'
import { openSourceFile, type FileStamp } from './source-file.ts'
import { createTextStream, isKnownEncoding } from './text-encoding.ts'

/** What of a file is to be read. `expected` is what the file was when it was chosen; null = whatever it is now. */
export interface CsvSource {
  path: string
  expected: FileStamp | null
  options: CsvReadOptions
}

/** Rows of a file that are not blank, the header first, as they come. `bytesRead` counts bytes of the file so far. */
export interface CsvRows {
  rows: string[][]
  bytesRead: number
}

/** How the file turned out to be written. */
export interface CsvForm {
  encoding: string
  delimiter: CsvDialect['delimiter']
}

/** Text that the layout is judged by, in characters. */
const HEAD = 64 * 1024
/** Longest row, in characters: a quotation mark that is never closed would make one of the whole file. */
const LONGEST_ROW = 4 * 1024 * 1024

/**
 * Reads the rows of a CSV file in pieces, with flat memory however large the file is. `onForm` is told once how it is
 * written. Throws CsvFailure, or what the disk throws; a file that changes meanwhile is noticed at the end.
 */
export async function* readRows(source: CsvSource, onForm: (form: CsvForm) => void): AsyncGenerator<CsvRows> {
  const { path, expected, options } = source
  const encoding = options.encoding ?? (await detectEncoding(path, expected))
  if (!isKnownEncoding(encoding)) throw new CsvFailure({ kind: 'unreadable', detail: 'encoding' })
  const file = await openSourceFile(path, expected)
  try {
    const decoder = createTextStream(encoding)
    const read = { text: '', bytes: 0, isLast: false }
    const readMore = async (): Promise<void> => {
      const piece = await file.next()
      read.isLast = piece === null
      // A carriage return before the end of the file is no part of the last cell.
      read.text =
        piece === null ? (read.text + decoder.end()).replace(/\r$/, '') : read.text + decoder.next(piece)
      read.bytes += piece?.length ?? 0
    }
    while (!read.isLast && read.text.length < HEAD) await readMore()
    const dialect = dialectOf(read.text.slice(0, HEAD), options.delimiter)
    onForm({ encoding, delimiter: dialect.delimiter })
    read.text = read.text.slice(dialect.skip)
    const parser = createParser(dialect)
    for (;;) {
      const parsed = parseRows(parser, read.text, read.isLast)
      const rows = parsed.rows.filter((row) => !isBlankRow(row))
      if (rows.length > 0) yield { rows, bytesRead: read.bytes }
      if (read.isLast) break
      read.text = read.text.slice(parsed.consumed)
      if (read.text.length > LONGEST_ROW) throw new CsvFailure({ kind: 'unreadable', detail: 'row-too-long' })
      await readMore()
    }
    await file.checkUnchanged()
  } finally {
    await file.close()
  }
}

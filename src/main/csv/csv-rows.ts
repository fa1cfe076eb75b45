import { createParser, dialectOf, parseRows, type CsvDialect } from './csv-text.ts'
import { encodingOf } from './known-encodings.ts'
import { CsvFailure } from './file-error.ts'
import { openSourceFile } from './source-file.ts'
import type { TableRows, TableSource } from './table.ts'
import { createTextStream, isKnownEncoding } from './text-encoding.ts'

/** How a CSV file turned out to be written. */
interface CsvForm {
  encoding: string
  delimiter: CsvDialect['delimiter']
}

/** Text that the layout is judged by, in characters. */
const HEAD = 64 * 1024
/** Longest row, in characters: a quotation mark that is never closed would make one of the whole file. */
const LONGEST_ROW = 4 * 1024 * 1024

/** Reads the rows of a CSV file, see table-rows.ts. */
export async function* readRows(
  source: TableSource,
  onForm: (form: CsvForm) => void,
): AsyncGenerator<TableRows, void> {
  const { path, expected, options } = source
  const encoding = options.encoding ?? (await encodingOf(path, expected))
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
      if (parsed.rows.length > 0) yield { rows: parsed.rows, bytesRead: read.bytes }
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

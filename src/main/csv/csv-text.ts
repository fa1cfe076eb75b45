import Papa from 'papaparse'

/** A sign that may separate columns. */
export type Delimiter = ',' | ';' | '\t' | '|'

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|']

/** What the first stretch of a file's text says about the rest. */
export interface CsvDialect {
  delimiter: Delimiter
  newline: '\n' | '\r'
  /** Characters before the first row: the `sep=` line of Excel. */
  skip: number
}

/** How a file is laid out, judged by its first stretch; a `sep=` line decides unless a delimiter is given. */
export function dialectOf(head: string, given: Delimiter | undefined): CsvDialect {
  const sep = /^"?sep=(.)"?\r?\n/i.exec(head)
  const skip = sep?.[0].length ?? 0
  const rest = head.slice(skip)
  const named = DELIMITERS.find((delimiter) => delimiter === sep?.[1])
  const newline = newlineOf(rest)
  return { delimiter: given ?? named ?? guessDelimiter(rest, newline), newline, skip }
}

/**
 * What stood in the cells of the rows; the last cell loses the carriage return of a `\r\n` line end. What follows the
 * line end of the last line is no row.
 */
export function parseRows(
  parser: Papa.Parser,
  text: string,
  isLast: boolean,
): { rows: string[][]; consumed: number } {
  const parsed = parser.parse(text, 0, !isLast) as { data: string[][]; meta: { cursor: number } }
  for (const row of parsed.data) {
    const last = row.length - 1
    const cell = row[last]
    if (cell?.endsWith('\r') === true) row[last] = cell.slice(0, -1)
  }
  const end = parsed.data.at(-1)
  if (isLast && end?.length === 1 && end[0] === '') parsed.data.pop()
  return { rows: parsed.data, consumed: parsed.meta.cursor }
}

/** A lexer for rows of this dialect. `\n` also ends rows of files whose lines end in `\r\n`, and of mixed ones. */
export function createParser(dialect: Pick<CsvDialect, 'delimiter' | 'newline'>): Papa.Parser {
  return new Papa.Parser({ delimiter: dialect.delimiter, newline: dialect.newline })
}

/** True for a row in which nothing stands. */
export function isBlankRow(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '')
}

/** `\r` alone only where no `\n` ends a line outside of quotes: files of old Macs. */
function newlineOf(text: string): '\n' | '\r' {
  const outside = text.replace(/"[^"]*"?/g, '')
  return !outside.includes('\n') && outside.includes('\r') ? '\r' : '\n'
}

const ROWS_LOOKED_AT = 60

/**
 * The delimiter under which the rows agree best on a number of columns: the share of rows with as many cells as the
 * header, then the number of columns. Commas where nothing separates anything.
 */
function guessDelimiter(text: string, newline: '\n' | '\r'): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const parser = new Papa.Parser({ delimiter, newline, preview: ROWS_LOOKED_AT })
    const rows = parseRows(parser, text, true).rows.filter((row) => !isBlankRow(row))
    const columns = rows[0]?.length ?? 0
    if (columns < 2) continue
    const agreeing = rows.filter((row) => row.length === columns).length / rows.length
    const score = agreeing * agreeing * Math.log2(columns + 1)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

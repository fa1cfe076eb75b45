import type { CsvReadOptions } from '#shared/csv/csv-file.ts'
import { isBlankRow } from './csv-text.ts'
import { CsvFailure } from './file-error.ts'
import { findHeaderRow } from './find-header-row.ts'
import { readTable } from './table-rows.ts'
import type { TableSource } from './table.ts'

/** Filled rows that the header is looked for in. */
export const HEAD_ROWS = 30

/**
 * Data rows as they come. `numbers` are their places in the file, as a spreadsheet counts its rows: from 1, with the
 * header and blank ones. `blank` counts the rows after the header so far in which nothing stands.
 */
export interface DataRows {
  rows: string[][]
  numbers: number[]
  blank: number
  bytesRead: number
}

/** Which of the first filled rows has the column names, -1 = none; `head` has at least HEAD_ROWS where the file has. */
export function headerRowOf(head: readonly string[][], options: CsvReadOptions): number {
  return options.headerRow ?? findHeaderRow(head.slice(0, HEAD_ROWS))
}

/**
 * Reads the data rows of a file: those after the header that are not blank. Throws as `readTable`
 * does, and CsvFailure `empty` where nothing stands in the file.
 */
export async function* readDataRows(source: TableSource): AsyncGenerator<DataRows, void> {
  const needed = Math.max(HEAD_ROWS, (source.options.headerRow ?? 0) + 1)
  const head = new Head()
  let isOpen = false
  let blank = 0
  let bytesRead = 0
  let number = 0
  for await (const read of readTable(source, () => undefined)) {
    bytesRead = read.bytesRead
    const rows: string[][] = []
    const numbers: number[] = []
    for (const row of read.rows) {
      number += 1
      if (!isOpen) {
        head.add(row, number)
        if (head.rows.length < needed) continue
        isOpen = true
        const data = head.after(headerRowOf(head.rows, source.options))
        rows.push(...data.rows)
        numbers.push(...data.numbers)
        blank += data.blank
      } else if (isBlankRow(row)) blank += 1
      else {
        rows.push(row)
        numbers.push(number)
      }
    }
    if (rows.length > 0) yield { rows, numbers, blank, bytesRead }
  }
  if (head.rows.length === 0) throw new CsvFailure({ kind: 'empty' })
  if (isOpen) yield { rows: [], numbers: [], blank, bytesRead }
  else yield { ...head.after(headerRowOf(head.rows, source.options)), bytesRead }
}

/** The first filled rows and their numbers, with how many blank ones there are before and after each. */
class Head {
  readonly rows: string[][] = []
  readonly #numbers: number[] = []
  readonly #blankBefore: number[] = [0]

  add(row: string[], number: number): void {
    if (isBlankRow(row)) this.#blankBefore[this.rows.length] = (this.#blankBefore[this.rows.length] ?? 0) + 1
    else {
      this.rows.push(row)
      this.#numbers.push(number)
    }
  }

  /** The rows after the header, and how many blank ones there are among them. */
  after(headerRow: number): Omit<DataRows, 'bytesRead'> {
    const blank = this.#blankBefore.slice(headerRow + 1).reduce((sum, count) => sum + count, 0)
    const from = headerRow + 1
    return { rows: this.rows.slice(from), numbers: this.#numbers.slice(from), blank }
  }
}

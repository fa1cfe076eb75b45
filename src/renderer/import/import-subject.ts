import type { CsvRowBatch, RowDecision } from '#shared/csv/csv-file.ts'
import type { SeenRowIndex } from './seen-rows.ts'
import type { ClassifiedRow, RowKind } from './classified-row.ts'

/** A data row of a file, and what a person has decided about it. */
export interface RowToClassify {
  readonly row: number
  /** Its number in the file, as a spreadsheet counts its rows. */
  readonly number: number
  readonly cells: readonly string[]
  readonly decision: RowDecision | null
}

/** The rows of a batch. */
export function rowsOfBatch({ firstRow, numbers, rows, decisions }: CsvRowBatch): RowToClassify[] {
  return rows.map((cells, at) => {
    const row = firstRow + at
    return { row, number: numbers[at] ?? 0, cells, decision: decisions[row] ?? null }
  })
}

/**
 * Told of every row that is classified what it has to do with other rows, as hashes: what a row comes to depends only on
 * those before it that have one in common with it (file-keys.ts).
 */
export type OnRelated = (row: number, hashes: readonly number[]) => void

/**
 * What a pass over a file is for. `looking`: nothing will be written; `importing`: rows are written while the next ones
 * are classified; `resuming`: likewise, and some of them may have been written before.
 */
export type ImportPass = 'looking' | 'importing' | 'resuming'

/** What a pass over a file goes on besides the rows. */
export interface ImportRounds {
  readonly pass: ImportPass
  /** Where the rows seen so far are remembered. */
  readonly seen: SeenRowIndex
  /** Told what rows have to do with each other; null where nobody wants to know. */
  readonly related: OnRelated | null
  /**
   * When the preview that a person went by was begun, ms. A product of a SKU that came in since is not replaced: nobody was
   * told of it. (Customers need no such time: a row puts what it says into a customer, whatever else changed in it.)
   */
  readonly lookedAt: number
}

/** One data row and what an earlier pass has found it to be. */
export interface RowToDescribe extends RowToClassify {
  readonly kind: RowKind
  /** The row before that is, or may be, the same record; -1 where there is none. */
  readonly sameAs: number
  /** The cells of that row, where there is one. */
  readonly sameCells: readonly string[] | null
  readonly sameAsNumber: number
}

/** What the rows of a file are to become: customers or SKU mappings. One is made for one pass over one file. */
export interface ImportSubject {
  /**
   * Says what becomes of the next rows of the file. Rows must come in their order: all of them, or all of those that have
   * to do with each other, since later rows are held against earlier ones; the next may be given while these are under
   * way. Writes nothing.
   */
  classify(rows: readonly RowToClassify[]): Promise<ClassifiedRow[]>
  /**
   * What is to be said of single rows of a file that was classified before, in any order: their problems, changes and
   * likeness as the store is now. Their kinds stay what they were found to be.
   */
  describe(rows: readonly RowToDescribe[]): Promise<ClassifiedRow[]>
  /**
   * Does it. Writing the same rows again (after a crash) changes nothing more: `again` says that it may be a
   * repetition, then rows that were written before are told as what they were then. Rows that could not be written after
   * all are told as invalid.
   */
  write(rows: readonly ClassifiedRow[], again: boolean): Promise<ClassifiedRow[]>
}

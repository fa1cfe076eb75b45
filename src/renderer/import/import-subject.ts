import type { ClassifiedRow } from './classified-row.ts'

/** What the rows of a file are to become: customers or SKU mappings. One is made for one pass over one file. */
export interface ImportSubject {
  /**
   * Says what becomes of the next rows of the file. Rows must come in order from the first one, since later rows are
   * held against earlier ones. Writes nothing.
   */
  classify(firstRow: number, rows: readonly string[][]): Promise<ClassifiedRow[]>
  /**
   * Does it. Writing the same rows again (after a crash) changes nothing more: `again` says that it may be a
   * repetition, then rows that were written before are told as what they were then.
   */
  write(rows: readonly ClassifiedRow[], again: boolean): Promise<ClassifiedRow[]>
}

import type { ImportOptions } from '../csv/import-options.ts'
import type { FieldChange } from './history-entry.ts'

/** What an import brings. */
export type ImportKind = 'customers' | 'sku-mappings'

/** What became of the rows of an import; every data row of the file is in exactly one of them. */
export interface ImportCounts {
  created: number
  updated: number
  unchanged: number
  /** Another row before it in the same file is the same record: only the first is imported. */
  duplicate: number
  /** May be a customer who is here already, and nobody decided: left out. */
  possible: number
  /** Left out because only additions, or only updates, were wanted. */
  skipped: number
  /** Left out because something in them cannot be imported. */
  invalid: number
}

/** One CSV import: its file, its mapping, how far it got (docs/data.md, section 6). */
export interface ImportBatch {
  /** UUID v7. The ids of the records it creates are made from it, `createdAt` and the row number. */
  readonly id: string
  readonly kind: ImportKind
  fileName: string
  /** Bytes. */
  fileSize: number
  header: string[]
  /** Target of each column, see customer-columns.ts and sku-mapping-columns.ts. */
  mapping: string[]
  options: ImportOptions
  /** Local id of the customer that all SKU mappings of the file belong to, '' where a column says it. */
  customerId: string
  /**
   * `interrupted`: the app closed in the middle; it can be continued. `undoing`, `undone`: what it did is, or was, taken
   * back.
   */
  state: 'running' | 'done' | 'cancelled' | 'interrupted' | 'undoing' | 'undone'
  /** Why it was interrupted, a kind of CsvFileError or DatabaseError; '' otherwise. */
  reason: string
  /** Data rows of the file as the preview counted them. */
  rowsTotal: number
  /** Data rows dealt with. Written with `counts` after the records of a batch. */
  rowsDone: number
  counts: ImportCounts
  readonly createdAt: number
  /** 0 while running or interrupted. */
  finishedAt: number
  /** What undoing came to; null before. */
  undo: ImportUndo | null
  /**
   * '' for an import of this app. Otherwise the remote was given the file to import by itself: what it has said of that,
   * `unknown` while nothing was said. Such a one is `done`, has no columns, and cannot be continued or taken back here.
   */
  byRemote: '' | 'done' | 'queued' | 'unknown' | 'not-sent'
}

/** What was taken back of an import, and what was kept because it was changed since. */
export interface ImportUndo {
  removed: number
  restored: number
  /** Local ids of customers that were changed after the import and were left as they are; the first 1,000. */
  kept: string[]
  keptCount: number
  /** Data rows whose records are taken back; while it goes on, the next ones may be in the counts already. */
  rowsDone: number
  at: number
}

/** What an import changed in one existing record, written before the record so that the batch can be undone. */
export interface ImportRow {
  /** UUID v5 of (batch, record): writing it again after a crash changes nothing. */
  readonly id: string
  readonly batchId: string
  /** Local id of the customer or SKU mapping. */
  readonly recordId: string
  /** Data row of the file, from 0. */
  readonly row: number
  readonly changes: FieldChange[]
}

/** Counts of an import that has not begun. */
export function noImportCounts(): ImportCounts {
  return { created: 0, updated: 0, unchanged: 0, duplicate: 0, possible: 0, skipped: 0, invalid: 0 }
}

/** Sum of all kinds: the rows dealt with. */
export function countedRows(counts: ImportCounts): number {
  return Object.values(counts).reduce<number>((sum, count: number) => sum + count, 0)
}

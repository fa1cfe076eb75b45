import type { PackedRows } from './packed-rows.ts'

/** Handle to a file that main opened for the window; the path itself never leaves main. */
export interface CsvFileHandle {
  token: string
  /** File name without its folder. */
  name: string
  /** Bytes. */
  size: number
}

/** How a file is read. What is undefined is found by itself. */
export interface CsvReadOptions {
  /** A TextDecoder label, for example "utf-8" or "windows-1252". Of no meaning for a workbook. */
  encoding?: string
  delimiter?: ',' | ';' | '\t' | '|'
  /** Which filled row has the column names, counted from 0; -1 = none has. */
  headerRow?: number
  /** Sheet of a workbook by its name. */
  sheet?: string
}

/** What the first look at a file found. */
export interface CsvInspection {
  format: 'csv' | 'xlsx'
  /** '' for a workbook. */
  encoding: string
  delimiter: ',' | ';' | '\t' | '|'
  /** Sheets of a workbook by name; empty for a CSV. `sheet` is the one that is read, '' for a CSV. */
  sheets: string[]
  sheet: string
  /** The first filled rows of the file as they are, for choosing which has the column names. */
  head: string[][]
  /** Which of them has, -1 = none. */
  headerRow: number
  /** Header cells as in the file; as many empty ones as there are columns where no row has names. */
  header: string[]
  /** The first rows after the header, as text. */
  sample: string[][]
}

/** What a file that is no text seems to be, so that the message can say what to do. */
export type BinaryLook = 'spreadsheet' | 'image' | 'pdf' | 'archive' | 'unknown'

/** Why a file could not be read or written, for a message in plain words. */
export type CsvFileError =
  | { kind: 'not-found' }
  | { kind: 'not-a-file' }
  | { kind: 'empty' }
  | { kind: 'binary'; looksLike: BinaryLook }
  | { kind: 'no-access' }
  | { kind: 'changed-while-read' }
  | { kind: 'disk-full' }
  /** What was kept of the file for this import is not there any more. */
  | { kind: 'not-kept' }
  /** `detail` is a code (`ERR_…`, `EIO`, `row-too-long`, `encoding`, `process-ended`), never a path or content. */
  | { kind: 'unreadable'; detail: string }

/**
 * A batch of data rows with all edits applied, `firstRow` counting data rows from 0 (header, rows above it and blank rows
 * are none).
 */
export interface CsvRowBatch {
  type: 'rows'
  firstRow: number
  /** Of each row its number in the file, as a spreadsheet counts: from 1, with the header and blank rows. */
  numbers: Uint32Array
  rows: string[][]
  bytesRead: number
  /** What a person has decided about rows of this batch, by data row. */
  decisions: Record<number, RowDecision>
}

/** A batch on its way over a port. */
export type CsvPackedBatch = Omit<CsvRowBatch, 'rows'> & { packed: PackedRows }

/** What a person says of a row that may be a customer who is here already. */
export type RowDecision = 'same' | 'new' | 'leave'

/**
 * A change to the rows of a kept file, on the way from the file to the import; the file itself is never changed. `cell`:
 * one cell; `replace`: every cell of a column that says exactly `find` (outer blanks aside; '' = the blank ones);
 * `decide`: about one row, null = nothing any more. Of several for one cell, or one row, the later counts.
 */
export type RowEdit =
  | { type: 'cell'; row: number; column: number; text: string }
  | { type: 'replace'; column: number; find: string; text: string }
  | { type: 'decide'; row: number; decision: RowDecision | null }

/** A row that an import left out, and why in plain words. */
export interface RejectedRow {
  row: number
  reason: string
}

/** From the window to the CSV process, over the port of content that has no path; each chunk is answered by `ack`. */
export type CsvContentMessage = { type: 'chunk'; bytes: Uint8Array } | { type: 'end' } | { type: 'cancel' }

/** From the CSV process to the window, over the same port. */
export type CsvContentReply = { type: 'ack' } | { type: 'done' } | { type: 'failed'; error: CsvFileError }

/** From the CSV process to the window, over the port of one read. Each batch is answered by `ack`; a few may be on their way. */
export type CsvReadMessage =
  | CsvPackedBatch
  /** `rows`: data rows of the file; `blank`: rows in which nothing stands. */
  | { type: 'end'; rows: number; blank: number }
  | { type: 'failed'; error: CsvFileError }

/** From the window to the CSV process, over the port of one read. */
export type CsvReadReply = { type: 'ack' } | { type: 'cancel' }

/** From the window to the CSV process, over the port of one write. Each batch is answered by `ack`. */
export type CsvWriteMessage =
  /** Rows of texts as JSON: many small texts take several times as long to cross on their own. */
  | { type: 'rows'; rows: string }
  /** What was written so far is thrown away. */
  | { type: 'restart' }
  | { type: 'end' }
  | { type: 'cancel' }

/** From the CSV process to the window, over the port of one write. `done` comes after the rename. */
export type CsvWriteReply =
  { type: 'ack' } | { type: 'done'; bytes: number } | { type: 'failed'; error: CsvFileError }

/** How an export is written: for Excel (BOM, formulas defused) or for machines (plain UTF-8). */
export type CsvFlavour = 'excel' | 'machine'

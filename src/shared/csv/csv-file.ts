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
  /** A TextDecoder label, for example "utf-8" or "windows-1252". */
  encoding?: string
  delimiter?: ',' | ';' | '\t' | '|'
}

/** What the first look at a file found. */
export interface CsvInspection {
  encoding: string
  delimiter: ',' | ';' | '\t' | '|'
  /** Header cells as in the file. */
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
  /** `detail` is a code (`ERR_…`, `EIO`, `row-too-long`, `encoding`, `process-ended`), never a path or content. */
  | { kind: 'unreadable'; detail: string }

/** A batch of data rows, `firstRow` counting data rows from 0 (the header is not one). */
export interface CsvRowBatch {
  type: 'rows'
  firstRow: number
  rows: string[][]
  bytesRead: number
}

/** From the CSV process to the window, over the port of one read. Each batch waits for an `ack`. */
export type CsvReadMessage =
  CsvRowBatch | { type: 'end'; rows: number } | { type: 'failed'; error: CsvFileError }

/** From the window to the CSV process, over the port of one read. */
export type CsvReadReply = { type: 'ack' } | { type: 'cancel' }

/** From the window to the CSV process, over the port of one write. Each batch is answered by `ack`. */
export type CsvWriteMessage = { type: 'rows'; rows: string[][] } | { type: 'end' } | { type: 'cancel' }

/** From the CSV process to the window, over the port of one write. `done` comes after the rename. */
export type CsvWriteReply =
  { type: 'ack' } | { type: 'done'; bytes: number } | { type: 'failed'; error: CsvFileError }

/** How an export is written: for Excel (BOM, formulas defused) or for machines (plain UTF-8). */
export type CsvFlavour = 'excel' | 'machine'

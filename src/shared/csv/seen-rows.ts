import type { CsvFileError } from './csv-file.ts'

/**
 * What a pass over a file remembers of the rows seen so far lies with the CSV process, on the disk where it is much: the
 * window holds nothing that grows with the file. Everything goes over one port per pass, is answered in the order in
 * which it was asked, and consists of numbers of 32 bits; a hash of 64 bits is two of them, the high half first.
 */
export type SeenRowsRequest =
  /** Which row was the first to leave each of these hashes. Answered by `found`. */
  | { type: 'find'; hashes: Uint32Array }
  /** Rows to remember: of each its number, a mask of its own, how many hashes it leaves, and these. Not answered. */
  | { type: 'add'; rows: Uint32Array }
  /**
   * What the next rows of the file have to do with others, in their order: of each how many marks (the low halves of
   * hashes) and how many places (of values to map) there are, then the marks, then the places. Not answered.
   */
  | { type: 'relate'; rows: Uint32Array }
  /** The same of single rows that were looked at again, each with its number in front. Not answered. */
  | { type: 'replace'; rows: Uint32Array }
  /** What was told of these rows, in the form of `relate`. Answered by `relations`. */
  | { type: 'relations'; rows: Uint32Array }
  /** The rows that have one of these marks, in no order. Answered by `rows`. */
  | { type: 'rows-with'; marks: Uint32Array }

/** From the CSV process to the window. After `failed` nothing is answered any more. */
export type SeenRowsReply =
  /** For each hash 0, or where its row begins in `rows` (of the form of `add`), counted from 1. */
  | { type: 'found'; places: Uint32Array; rows: Uint32Array }
  | { type: 'relations'; rows: Uint32Array }
  | { type: 'rows'; rows: Uint32Array }
  | { type: 'failed'; error: CsvFileError }

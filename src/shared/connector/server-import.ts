import type { CsvFileError } from '../csv/csv-file.ts'
import type { Result } from '../result.ts'
import type { RemoteError } from './remote-error.ts'

/** A CSV file for a remote that imports customers by itself: its bytes as they are on disk, nothing of it read here. */
export interface ServerImportFile {
  /** Without its folder. */
  name: string
  content: Uint8Array<ArrayBuffer>
}

/** What the remote says is wrong with a row, in its own words. */
export interface ServerImportRowError {
  /** As the remote counts (the header is commonly row 1); 0 where it names none. */
  row: number
  /** The column at fault in the remote's words, '' where it names none. */
  field: string
  message: string
}

/** The errors of an answer: the first of them, and how many there are in all. */
export interface ServerImportErrors {
  list: ServerImportRowError[]
  total: number
}

/** What the remote would do with a file; nothing has been written. A count is null where the remote does not tell it. */
export interface ServerImportPreview {
  rows: number | null
  valid: number | null
  /** What it says about the file as a whole. */
  alerts: string[]
  errors: ServerImportErrors
  /** The first rows as the remote has understood them; each row has a cell for each column. */
  sample: { columns: string[]; rows: { row: number; cells: string[] }[] }
}

/** Why a file cannot be handed to a remote; `maxBytes` is the most it may have. */
export type ServerImportFileError = CsvFileError | { kind: 'too-large'; maxBytes: number }

/** Why nothing was done. `refused`: the remote turned the file down, in its own words ('' = it gave none). */
export type ServerImportFailure =
  | { kind: 'file'; error: ServerImportFileError }
  | { kind: 'refused'; status: number; reason: string }
  | { kind: 'failed'; error: RemoteError }

/**
 * What became of an import. `queued`: the remote goes on by itself and tells nothing more than `message` ('' = nothing).
 * `unknown`: it may have imported all, some or none. `not-sent`: it certainly has imported nothing.
 */
export type ServerImportOutcome =
  | {
      status: 'done'
      created: number | null
      updated: number | null
      failed: number | null
      alerts: string[]
      errors: ServerImportErrors
    }
  | { status: 'queued'; message: string }
  | { status: 'unknown'; error: RemoteError }
  | { status: 'not-sent'; failure: ServerImportFailure }

/**
 * The import of a remote that reads CSV files of customers by itself. Neither call is repeated here: after an `unknown`
 * a person looks first.
 */
export interface ServerImporter {
  /** Shows what `run` would do. */
  preview(
    file: ServerImportFile,
    signal: AbortSignal,
  ): Promise<Result<ServerImportPreview, ServerImportFailure>>
  run(file: ServerImportFile, signal: AbortSignal): Promise<ServerImportOutcome>
}

import type { ImportKind } from '#shared/domain/import-batch.ts'

/** What an import would write, for the room it needs. */
export interface ImportSize {
  readonly kind: ImportKind
  readonly created: number
  readonly updated: number
  /** Bytes of the file, and its data rows. */
  readonly fileSize: number
  readonly rows: number
}

/** Room on the disk on which the app keeps its data, in bytes. */
export interface ImportRoom {
  readonly needed: number
  readonly free: number
}

/**
 * What is written for a record besides its cells, at its highest while LevelDB has the old and the new files of a merge:
 * measured in the built app, 10,000 customers of 219 bytes each took 2.0 KB each at most and 1.6 KB in the end. A mapping
 * is a small document with three index entries.
 */
const RECORD_BYTES: Readonly<Record<ImportKind, number>> = { customers: 2_000, 'sku-mappings': 800 }
/** A changed record is written again, with what it was in the history and in the before-image of the import. */
const CHANGED_BYTES = 2_000
/** Cells stand in the document, in the indexes, in the search text of the list, and once more while files are merged. */
const TIMES_CELLS = 4
/** Bytes that must stay free: a disk that runs full endangers more than this import. */
const RESERVE = 64 * 1024 * 1024

/** About how many bytes must be free for an import. Its file is on the disk already, as a store of its rows. */
export function neededBytes({ kind, created, updated, fileSize, rows }: ImportSize): number {
  const cells = TIMES_CELLS * (fileSize / Math.max(1, rows))
  const each = RECORD_BYTES[kind] + cells
  return Math.ceil(RESERVE + created * each + updated * (each + CHANGED_BYTES))
}

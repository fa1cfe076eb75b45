import { join } from 'node:path'
import { z } from 'zod'

/** The files of a row store by their names in its folder. */
export interface StoreFiles {
  /** The rows, one after the other (row-encoding.ts). */
  rows: string
  /**
   * Where each row begins in it, and where the last one ends, each with the number of the row before in the file that was
   * staged (0 in front of the first): float64 and uint32, little-endian.
   */
  offsets: string
  /** What the store holds. Written last and whole: without it there is no store. */
  manifest: string
  /** Edits as JSON lines, in the order in which they were made. */
  edits: string
  /** Rows that an import left out, with why, as JSON lines. */
  rejected: string
  /** There where the store is kept over restarts. */
  kept: string
}

/** Paths of the files of the store in this folder. */
export function storeFilesIn(folder: string): StoreFiles {
  return {
    rows: join(folder, 'rows'),
    offsets: join(folder, 'offsets'),
    manifest: join(folder, 'manifest.json'),
    edits: join(folder, 'edits.jsonl'),
    rejected: join(folder, 'rejected.jsonl'),
    kept: join(folder, 'kept'),
  }
}

/** Bytes of one offset with its number. */
export const OFFSET_BYTES = 12

/** What a whole store holds. */
export const storeManifestSchema = z.object({
  version: z.literal(2),
  /** Data rows. */
  rows: z.number().int().min(0),
  /** Rows after the header in which nothing stands; they are not kept. */
  blank: z.number().int().min(0),
  /** Cells of the widest row. */
  columns: z.number().int().min(0),
  /** Bytes of the rows file. */
  bytes: z.number().int().min(0),
  /** Bytes of the file that was staged. */
  sourceBytes: z.number().int().min(0),
})

/** What a whole store holds. */
export type StoreManifest = z.infer<typeof storeManifestSchema>

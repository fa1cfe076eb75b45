import { v5, v7 } from 'uuid'
import type { ImportBatch } from '#shared/domain/import-batch.ts'

const IMPORT_ROW_NAMESPACE = '4f2c9f4e-6a3f-4f0f-9a55-6c1d9d5f1b03'

/** What of a batch the ids of its records are made of. */
export type BatchIdentity = Pick<ImportBatch, 'id' | 'createdAt'>

/** Id of the before-image of one record changed by a batch. */
export function importRowId(batchId: string, recordId: string): string {
  return v5(`${batchId}\u0000${recordId}`, IMPORT_ROW_NAMESPACE)
}

/**
 * The id of the customer that a data row creates: a UUID v7 of the time of the batch, random bits of its id, and the
 * row number, so that a batch that is repeated after a crash makes the same customers, in the order of the file.
 */
export function createdCustomerId(batch: BatchIdentity, row: number): string {
  const random = new Uint8Array(16)
  const seed = batch.id.replaceAll('-', '')
  for (let at = 0; at < 16; at += 1) random[at] = Number.parseInt(seed.slice(at * 2, at * 2 + 2), 16)
  // uuid takes the place of bytes 0-5 by the time; the counter of v7 sits in the bytes after it, the rest is random.
  return v7({ msecs: batch.createdAt, seq: row, random })
}

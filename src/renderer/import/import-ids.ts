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
  const random = bytesOf(batch.id)
  // uuid takes the place of bytes 0-5 by the time; the counter of v7 sits in the bytes after it, the rest is random.
  return v7({ msecs: batch.createdAt, seq: row, random })
}

/** Bytes of the id that was asked for last: a file has many rows. */
let last: { id: string; bytes: Uint8Array } = { id: '', bytes: new Uint8Array(16) }

function bytesOf(id: string): Uint8Array {
  if (last.id === id) return last.bytes
  const digits = id.replaceAll('-', '')
  const bytes = new Uint8Array(16)
  for (let at = 0; at < 16; at += 1) bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16)
  last = { id, bytes }
  return bytes
}

/** How the ids of all customers that a batch creates begin and end. */
export function createdIdPattern(batch: BatchIdentity): { start: string; end: string } {
  // The time stands in front, the random bits after the row number at the end; see createdCustomerId.
  const first = createdCustomerId(batch, 0)
  return { start: first.slice(0, 13), end: first.slice(-10) }
}

/** The data row of a batch that created this customer, null where it is none of its own. */
export function createdRowOf(batch: BatchIdentity, customerId: string): number | null {
  const digits = customerId.replaceAll('-', '')
  const byte = (at: number): number => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16)
  const row =
    (byte(6) & 0x0f) * 2 ** 28 +
    byte(7) * 2 ** 20 +
    (byte(8) & 0x3f) * 2 ** 14 +
    byte(9) * 2 ** 6 +
    (byte(10) >> 2)
  return createdCustomerId(batch, row) === customerId ? row : null
}

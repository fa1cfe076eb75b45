import { v7 } from 'uuid'
import type { ServerImportOutcome } from '#shared/connector/server-import.ts'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import { noImportCounts, type ImportBatch } from '#shared/domain/import-batch.ts'

/** A file that a remote is about to be given. */
interface RemoteFile {
  name: string
  /** Bytes. */
  size: number
  /** As the remote has counted them in its preview, 0 where it did not. */
  rows: number
  at: number
}

/** The line in the import history for a file that a remote imports by itself. */
export function remoteBatch({ name, size, rows, at }: RemoteFile): ImportBatch {
  return {
    id: v7(),
    kind: 'customers',
    fileName: name,
    fileSize: size,
    header: [],
    mapping: [],
    options: usualImportOptions(),
    customerId: '',
    state: 'done',
    reason: '',
    rowsTotal: rows,
    rowsDone: 0,
    counts: noImportCounts(),
    createdAt: at,
    finishedAt: at,
    undo: null,
    byRemote: 'unknown',
  }
}

/** What of that line changes with the answer of the remote. */
export function whatRemoteDid(
  outcome: ServerImportOutcome,
  rows: number,
  at: number,
): Pick<ImportBatch, 'byRemote' | 'counts' | 'rowsTotal' | 'rowsDone' | 'finishedAt'> {
  const counts = noImportCounts()
  if (outcome.status === 'done') {
    counts.created = outcome.created ?? 0
    counts.updated = outcome.updated ?? 0
    counts.invalid = outcome.failed ?? 0
  }
  const rowsDone = counts.created + counts.updated + counts.invalid
  return { byRemote: outcome.status, counts, rowsTotal: Math.max(rows, rowsDone), rowsDone, finishedAt: at }
}

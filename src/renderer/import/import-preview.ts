import type { CsvFileError } from '#shared/csv/csv-file.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { noRowCounts, ROW_KINDS, type ClassifiedRow, type RowCounts, type RowKind } from './classified-row.ts'
import type { ImportSubject } from './import-subject.ts'
import type { RowSource } from './row-source.ts'

/** What an import would do: counts of all rows, and the first rows of each kind. */
export interface ImportPreview {
  /** Data rows read so far. */
  rows: number
  /** Bytes of the file read so far. */
  bytes: number
  counts: RowCounts
  shown: Readonly<Record<RowKind, readonly ClassifiedRow[]>>
}

/** Why there is no whole preview. */
export type PreviewFailure = CsvFileError | { kind: 'cancelled' }

/** How many rows of each kind a preview shows. */
const SHOWN_ROWS = 200

/**
 * Reads a whole file and says what importing it would do, without writing anything. `onProgress` is told after every
 * batch. Stops as soon as `signal` is aborted.
 */
export async function previewImport(
  source: RowSource,
  subject: ImportSubject,
  signal: AbortSignal,
  onProgress: (preview: ImportPreview) => void,
): Promise<Result<ImportPreview, PreviewFailure>> {
  const counts = noRowCounts()
  const shown: Record<RowKind, readonly ClassifiedRow[]> = {
    new: [],
    update: [],
    unchanged: [],
    duplicate: [],
    invalid: [],
  }
  const present = { rows: 0, bytes: 0 }
  const snapshot = (): ImportPreview => ({ ...present, counts: { ...counts }, shown: { ...shown } })
  for (;;) {
    const item = await source.next()
    if (signal.aborted) {
      if (item.type === 'rows') source.cancel()
      return err({ kind: 'cancelled' })
    }
    if (item.type === 'failed') return err(item.error)
    if (item.type === 'end') return ok(snapshot())
    const classified = await subject.classify(item.firstRow, item.rows)
    for (const { kind } of classified) counts[kind] += 1
    for (const kind of ROW_KINDS) {
      // A list that is full keeps its identity, so that a table of it is not drawn again for every batch.
      const room = SHOWN_ROWS - shown[kind].length
      const more = room === 0 ? [] : classified.filter((row) => row.kind === kind).slice(0, room)
      if (more.length > 0) shown[kind] = [...shown[kind], ...more]
    }
    present.rows += item.rows.length
    present.bytes = item.bytesRead
    onProgress(snapshot())
  }
}

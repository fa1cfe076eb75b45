import type { CsvFileError } from '#shared/csv/csv-file.ts'
import { noImportCounts, type ImportBatch, type ImportCounts } from '#shared/domain/import-batch.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { importCountsOf, noRowCounts, type ClassifiedRow } from './classified-row.ts'
import type { ImportSubject } from './import-subject.ts'
import type { RowSource } from './row-source.ts'

/** How far an import is. */
export interface ImportProgress {
  rowsDone: number
  counts: ImportCounts
}

/** What running an import needs. */
export interface ImportRun {
  /** As stored; what it has done already is read again, to hold later rows against it, but not written. */
  batch: ImportBatch
  /** The rows from the first one. */
  source: RowSource
  subject: ImportSubject
  /** True where it may have been begun before: see `ImportSubject.write`. */
  resumed: boolean
  /** Asked between batches: `stop` leaves the rest for later, `cancel` for good. */
  wanted: () => 'go-on' | 'cancel' | 'stop'
  /** Stores how far it is; called after the records of a batch are written. */
  save: (progress: ImportProgress) => Promise<void>
  onProgress: (progress: ImportProgress) => void
}

/** How a run ended where nothing failed. */
export type ImportEnd = 'done' | 'cancelled' | 'stopped'

/**
 * Imports the rows of a file, one batch after the other, while the next one is read and classified. A crash at any
 * point leaves whole batches and at most one that is repeated, which changes nothing. Failures of the store throw.
 */
export async function runImport(run: ImportRun): Promise<Result<ImportEnd, CsvFileError>> {
  const { batch, source, subject } = run
  const progress: ImportProgress = { rowsDone: batch.rowsDone, counts: { ...batch.counts } }
  let writing: Promise<void> = Promise.resolve()
  // The batch that was under way when the app ended may have been written in part.
  let again = run.resumed

  const write = async (rows: readonly ClassifiedRow[], repeats: boolean): Promise<void> => {
    const counts = noRowCounts()
    for (const row of await subject.write(rows, repeats)) counts[row.kind] += 1
    progress.counts = addCounts(progress.counts, importCountsOf(counts))
    progress.rowsDone += rows.length
    const now = { rowsDone: progress.rowsDone, counts: { ...progress.counts } }
    await run.save(now)
    run.onProgress(now)
  }

  try {
    for (;;) {
      const item = await source.next()
      if (item.type !== 'rows') await writing
      if (item.type === 'failed') return err(item.error)
      if (item.type === 'end') return ok('done')
      const classified = await subject.classify(item.firstRow, item.rows)
      const open = classified.filter((row) => row.row >= batch.rowsDone)
      await writing
      const wanted = run.wanted()
      if (wanted !== 'go-on') {
        source.cancel()
        return ok(wanted === 'cancel' ? 'cancelled' : 'stopped')
      }
      if (open.length === 0) continue
      writing = write(open, again)
      // Its failure is met at the next `await writing`; until then it must not count as unhandled.
      writing.catch(() => undefined)
      again = false
    }
  } catch (error) {
    source.cancel()
    throw error
  }
}

function addCounts(a: ImportCounts, b: ImportCounts): ImportCounts {
  const sum = noImportCounts()
  for (const key of Object.keys(sum) as (keyof ImportCounts)[]) sum[key] = a[key] + b[key]
  return sum
}

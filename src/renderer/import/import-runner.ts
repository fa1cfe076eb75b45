import type { CsvFileError } from '#shared/csv/csv-file.ts'
import { noImportCounts, type ImportBatch, type ImportCounts } from '#shared/domain/import-batch.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { importCountsOf, noRowCounts, type ClassifiedRow, type RowKind } from './classified-row.ts'
import { FileRowNumbers } from './file-row-numbers.ts'
import { rowsOfBatch, type ImportSubject } from './import-subject.ts'
import { SeenRowsFailure } from './seen-rows.ts'
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
  /** Told the rows that are left out, before it is stored that they are dealt with. */
  reject: (rows: readonly ClassifiedRow[]) => Promise<Result<null, CsvFileError>>
  /** Stores how far it is; called after the records of a batch are written. */
  save: (progress: ImportProgress) => Promise<void>
  onProgress: (progress: ImportProgress) => void
}

/** What is not imported, so that a person can put it right and import it again. */
const LEFT_OUT: ReadonlySet<RowKind> = new Set(['possible', 'duplicate', 'skipped', 'left', 'invalid'])

/** How a run ended where nothing failed. */
export type ImportEnd = 'done' | 'cancelled' | 'stopped'

/**
 * Imports the rows of a file, one batch after the other, while the next one is read and classified. A crash at any
 * point leaves whole batches and at most one that is repeated, which changes nothing. Failures of the store throw.
 */
export async function runImport(run: ImportRun): Promise<Result<ImportEnd, CsvFileError>> {
  const { batch, source, subject } = run
  const progress: ImportProgress = { rowsDone: batch.rowsDone, counts: { ...batch.counts } }
  let writing: Promise<Result<null, CsvFileError>> = Promise.resolve(ok(null))
  const numbers = new FileRowNumbers()
  // The batch that was under way when the app ended may have been written in part.
  let again = run.resumed

  const write = async (
    rows: readonly ClassifiedRow[],
    repeats: boolean,
  ): Promise<Result<null, CsvFileError>> => {
    const counts = noRowCounts()
    const done = await subject.write(rows, repeats)
    for (const row of done) counts[row.kind] += 1
    const leftOut = done.filter(({ kind }) => LEFT_OUT.has(kind))
    const told = leftOut.length === 0 ? ok(null) : await run.reject(leftOut)
    if (!told.ok) return told
    progress.counts = addCounts(progress.counts, importCountsOf(counts))
    progress.rowsDone += rows.length
    const now = { rowsDone: progress.rowsDone, counts: { ...progress.counts } }
    await run.save(now)
    run.onProgress(now)
    return ok(null)
  }

  try {
    for (;;) {
      const item = await source.next()
      if (item.type !== 'rows') {
        const written = await writing
        if (!written.ok) return written
        return item.type === 'failed' ? err(item.error) : ok('done')
      }
      numbers.add(item.firstRow, item.numbers)
      const classified = await subject.classify(rowsOfBatch(item))
      for (const row of classified) row.sameAsNumber = numbers.of(row.sameAs)
      const open = classified.filter((row) => row.row >= batch.rowsDone)
      const written = await writing
      if (!written.ok) {
        source.cancel()
        return written
      }
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
    await writing.catch(() => undefined)
    if (error instanceof SeenRowsFailure) return err(error.error)
    throw error
  }
}

function addCounts(a: ImportCounts, b: ImportCounts): ImportCounts {
  const sum = noImportCounts()
  for (const key of Object.keys(sum) as (keyof ImportCounts)[]) sum[key] = a[key] + b[key]
  return sum
}

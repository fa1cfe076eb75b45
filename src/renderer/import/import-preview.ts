import type { CsvFileError, CsvRowBatch, RowDecision } from '#shared/csv/csv-file.ts'
import type { ValueToMap } from '#shared/csv/values-to-map.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { ClassifiedRow, RowCounts } from './classified-row.ts'
import { FileRowNumbers } from './file-row-numbers.ts'
import { rowsOfBatch, type ImportSubject, type OnRelated } from './import-subject.ts'
import { PreviewMemory } from './preview-memory.ts'
import { RowKinds } from './row-kinds.ts'
import type { RowSource } from './row-source.ts'
import { SeenRowsFailure, type SeenRowIndex, type SeenRows } from './seen-rows.ts'
import { createYield } from './yield-often.ts'

/** What an import would do, as far as the file was read. */
export interface ImportPreview {
  /** Data rows read so far. */
  rows: number
  /** Bytes of the file read so far. */
  bytes: number
  /** Rows in which nothing stands; 0 until the file was read to its end. They are in none of the counts. */
  blank: number
  counts: RowCounts
  /** What each row comes to. The same object grows while the file is read. */
  kinds: RowKinds
  /** What a person has decided about single rows; likewise. */
  decisions: ReadonlyMap<number, RowDecision>
  /** Values of countries, regions and yes-or-no columns that a person can map to right ones; empty until `whole`. */
  values: readonly ValueToMap[]
  /** Where each row stands in the file; likewise. */
  numbers: FileRowNumbers
  /** True once the file was read to its end. */
  whole: boolean
  /** What looking at single rows again takes. */
  memory: PreviewMemory
}

/** Why there is no whole preview. */
export type PreviewFailure = CsvFileError | { kind: 'cancelled' }

/** So often it is told how far a preview has come, in ms. */
const SHOWN_MS = 150

/** What a preview is made with. */
export interface PreviewRun {
  readonly source: RowSource
  /** Where the rows seen so far are remembered. It belongs to the preview from now on, and is closed without one. */
  readonly seen: SeenRows
  /** Makes what the rows are to become; it is to tell what rows have to do with each other. */
  readonly subjectWith: (related: OnRelated, seen: SeenRowIndex) => ImportSubject
  /** The target of each column. */
  readonly mapping: readonly string[]
  readonly signal: AbortSignal
  /** Told now and then how far it has come. */
  readonly onProgress: (preview: ImportPreview) => void
}

/**
 * Reads a whole file and says what importing it would do, without writing anything. Stops as soon as `signal` is
 * aborted.
 */
export async function previewImport(run: PreviewRun): Promise<Result<ImportPreview, PreviewFailure>> {
  let result: Result<ImportPreview, PreviewFailure>
  try {
    result = await look(run)
  } catch (error) {
    run.seen.close()
    if (!(error instanceof SeenRowsFailure)) throw error
    run.source.cancel()
    return err(run.signal.aborted ? { kind: 'cancelled' } : error.error)
  }
  if (!result.ok) run.seen.close()
  return result
}

async function look(run: PreviewRun): Promise<Result<ImportPreview, PreviewFailure>> {
  const { source, seen, mapping, signal, onProgress } = run
  const kinds = new RowKinds()
  const decisions = new Map<number, RowDecision>()
  const numbers = new FileRowNumbers()
  const memory = new PreviewMemory(mapping, seen)
  const subject = run.subjectWith((_row, hashes) => {
    memory.related(hashes)
  }, seen)
  const rest = createYield()
  const isTimeToTell = createPace()
  let [bytes, blank, whole] = [0, 0, false]
  const snapshot = (): ImportPreview => ({
    rows: kinds.length,
    bytes,
    blank,
    counts: kinds.counts,
    kinds,
    decisions,
    values: whole ? memory.values.list() : [],
    numbers,
    whole,
    memory,
  })
  const take = async ({ bytesRead }: CsvRowBatch, under: Promise<ClassifiedRow[]>): Promise<void> => {
    for (const classified of await under) {
      kinds.add(classified.kind, classified.sameAs, classified.warnings.length > 0)
      memory.add(classified)
      // What is close to a value that nobody understands takes its time.
      await rest()
    }
    memory.keep()
    bytes = bytesRead
    if (isTimeToTell()) onProgress(snapshot())
  }
  /** The batch before is still looked at while the next one is fetched and looked for. */
  let before: Promise<void> = Promise.resolve()
  try {
    for (;;) {
      const item = await source.next()
      if (signal.aborted) {
        if (item.type === 'rows') source.cancel()
        return err({ kind: 'cancelled' })
      }
      if (item.type === 'failed') return err(item.error)
      if (item.type === 'end') {
        await before
        blank = item.blank
        whole = true
        return ok(snapshot())
      }
      numbers.add(item.firstRow, item.numbers)
      for (const [row, decision] of Object.entries(item.decisions)) decisions.set(Number(row), decision)
      const under = subject.classify(rowsOfBatch(item))
      // Its failure is met where it is waited for; until then it must not count as unhandled.
      under.catch(() => undefined)
      await before
      before = take(item, under)
      before.catch(() => undefined)
    }
  } finally {
    await before.catch(() => undefined)
  }
}

/** Tells now and then that it is time to show how far it has come: a page has other things to do. */
function createPace(now: () => number = () => performance.now()): () => boolean {
  let last = -Infinity
  return () => {
    if (now() - last < SHOWN_MS) return false
    last = now()
    return true
  }
}

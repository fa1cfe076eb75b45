import { filter, firstValueFrom } from 'rxjs'
import type { CsvFileError } from '#shared/csv/csv-file.ts'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { ClassifiedRow } from './classified-row.ts'
import { planOf, type ImportContext } from './import-plan.ts'
import { runImport, type ImportEnd, type ImportProgress } from './import-runner.ts'
import { subjectOf } from './subject-of.ts'

/** What an import needs besides its batch. */
export interface ImportControl {
  /** True where it may have been begun before. */
  readonly resumed: boolean
  /** See ImportRounds. */
  readonly lookedAt: number
  readonly batchSize: number
  readonly wanted: () => 'go-on' | 'cancel' | 'stop'
  readonly onProgress: (progress: ImportProgress) => void
}

/** Longest reason that is kept. */
const LONGEST_REASON = 2000

/** Imports the rows of a staged file and keeps in its batch document how far it is. Failures of the store throw. */
export async function performImport(
  context: ImportContext,
  batch: ImportBatch,
  { resumed, lookedAt, batchSize, wanted, onProgress }: ImportControl,
): Promise<Result<ImportEnd, CsvFileError>> {
  const { gate, importBatches, now, reasonOf } = context
  await rosterReady(context.roster)
  if (resumed) await importBatches.patch(batch.id, { state: 'running', reason: '' })
  else {
    const kept = await gate.keep(batch.id)
    if (!kept.ok) return kept
    await importBatches.insert(batch)
  }
  const interrupt = async (error: CsvFileError): Promise<Result<ImportEnd, CsvFileError>> => {
    await importBatches.patch(batch.id, { state: 'interrupted', reason: error.kind })
    return err(error)
  }
  const source = await gate.read({ stageId: batch.id, fromRow: 0, batchSize })
  if (!source.ok) return interrupt(source.error)
  const seen = await gate.seenRows()
  const told = (row: ClassifiedRow): string => reasonOf(row, batch.header).slice(0, LONGEST_REASON)
  const pass = resumed ? 'resuming' : 'importing'
  const end = await runImport({
    batch,
    source: source.value,
    subject: subjectOf(context, planOf(batch), { pass, seen, related: null, lookedAt }),
    resumed,
    wanted,
    reject: (rows) => {
      const rejected = rows.map((row) => ({ row: row.row, reason: told(row) }))
      return gate.reject(batch.id, rejected)
    },
    save: (progress) => importBatches.patch(batch.id, progress),
    onProgress,
  }).finally(() => {
    seen.close()
  })
  if (!end.ok) return interrupt(end.error)
  if (end.value === 'stopped') await importBatches.patch(batch.id, { state: 'interrupted', reason: '' })
  else await importBatches.patch(batch.id, { state: end.value, finishedAt: now() })
  if (end.value === 'done') await discardUnlessLeftOut(context, batch.id)
  return ok(end.value)
}

/** The rows of a file are kept for the sake of those that were left out: where there are none they need not be. */
async function discardUnlessLeftOut({ gate, importBatches }: ImportContext, batchId: string): Promise<void> {
  const counts = (await importBatches.get(batchId))?.counts
  if (counts === undefined) return
  const { possible, duplicate, skipped, invalid } = counts
  if (possible + duplicate + skipped + invalid === 0) await gate.discard(batchId)
}

/** While the roster is still being built, it would not find everybody. */
export async function rosterReady({ status$ }: Pick<RosterClient, 'status$'>): Promise<void> {
  const settled$ = status$.pipe(filter(({ state }) => state === 'ready' || state === 'failed'))
  if ((await firstValueFrom(settled$)).state === 'failed') throw new Error('The list could not be read')
}

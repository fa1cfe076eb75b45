import type { ImportBatch, ImportUndo } from '#shared/domain/import-batch.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import type { UndoSlice, UndoStep, UndoSubject } from './undo-subject.ts'

/** What undoing an import would do. */
export interface ImportUndoPlan {
  /** Records that go for good: no remote has them. */
  remove: number
  /** Records whose deletion will be sent to the remote. */
  removeThere: number
  /** Records that get their values back. */
  restore: number
  /** Records that were changed since and are left as they are. */
  kept: number
  /** Local ids of their customers, the first 1,000. */
  keptIds: string[]
}

/** What undoing an import needs. */
export interface UndoRun {
  readonly batch: ImportBatch
  readonly importBatches: Pick<ImportBatchRepository, 'patch' | 'rowsOf'>
  readonly subject: UndoSubject
  readonly now: () => number
  /** Asked between slices: `stop` leaves the rest for later. */
  readonly wanted: () => 'go-on' | 'stop'
  readonly onProgress: (rowsDone: number, rowsTotal: number) => void
}

/** Rows that are taken back in one go. */
const SLICE_ROWS = 400
/** Rows that an import that was interrupted may have written beyond those it counted. */
const UNCOUNTED_ROWS = 1000
const KEPT_IDS = 1000

/** Goes through an import and says what undoing it would do; null where it was stopped by `wanted`. */
export async function planUndo(
  run: Pick<UndoRun, 'batch' | 'importBatches' | 'subject' | 'wanted' | 'onProgress'>,
): Promise<ImportUndoPlan | null> {
  const plan: ImportUndoPlan = { remove: 0, removeThere: 0, restore: 0, kept: 0, keptIds: [] }
  const total = rowsOf(run.batch)
  for (let from = 0; from < total; from += SLICE_ROWS) {
    if (run.wanted() === 'stop') return null
    run.onProgress(from, total)
    for (const { action, customerId } of await run.subject.look(await sliceFrom(run, from))) {
      if (action === 'remove') plan.remove += 1
      else if (action === 'remove-there') plan.removeThere += 1
      else if (action === 'restore') plan.restore += 1
      else {
        plan.kept += 1
        keep(plan.keptIds, customerId)
      }
    }
  }
  return plan
}

/**
 * Takes an import back, or goes on doing so, slice by slice. What a slice comes to is counted before it is done, so that
 * a slice that a crash has left half done is repeated without being counted twice. Failures of the store throw.
 */
export async function undoImport(run: UndoRun): Promise<ImportUndo> {
  const { batch, importBatches, subject, now, wanted, onProgress } = run
  const total = rowsOf(batch)
  let again = batch.undo !== null
  const undo: ImportUndo = {
    ...(batch.undo ?? { removed: 0, restored: 0, keptCount: 0, rowsDone: 0, at: 0 }),
    kept: [...(batch.undo?.kept ?? [])],
  }
  const save = (state: 'undoing' | 'undone'): Promise<void> =>
    importBatches.patch(batch.id, { state, undo: { ...undo, kept: [...undo.kept] } })
  while (undo.rowsDone < total) {
    if (wanted() === 'stop') return undo
    const slice = await sliceFrom(run, undo.rowsDone)
    const steps = await subject.look(slice)
    if (!again) {
      count(undo, steps, 1)
      await save('undoing')
    }
    const taken = await subject.take(slice, steps, again)
    if (!again) recount(undo, steps, taken)
    again = false
    undo.rowsDone = Math.min(slice.toRow, total)
    onProgress(undo.rowsDone, total)
  }
  undo.at = now()
  await save('undone')
  return undo
}

function rowsOf({ rowsTotal, rowsDone }: ImportBatch): number {
  return Math.min(rowsTotal, rowsDone + UNCOUNTED_ROWS)
}

async function sliceFrom(
  { batch, importBatches }: Pick<UndoRun, 'batch' | 'importBatches'>,
  fromRow: number,
): Promise<UndoSlice> {
  const toRow = Math.min(fromRow + SLICE_ROWS, rowsOf(batch))
  const images = await importBatches.rowsOf(batch.id, fromRow - 1, SLICE_ROWS)
  return { fromRow, toRow, images: images.filter(({ row }) => row < toRow) }
}

function count(undo: ImportUndo, steps: readonly UndoStep[], by: 1 | -1): void {
  for (const { action, customerId } of steps) {
    if (action === 'restore') undo.restored += by
    else if (action !== 'keep') undo.removed += by
    else {
      undo.keptCount += by
      if (by === 1) keep(undo.kept, customerId)
    }
  }
}

/** Some records may have been changed in the very moment in which they were to be taken back. */
function recount(undo: ImportUndo, looked: readonly UndoStep[], taken: readonly UndoStep[]): void {
  const changed = looked.filter((step, at) => step.action !== taken[at]?.action)
  if (changed.length === 0) return
  count(undo, changed, -1)
  count(
    undo,
    taken.filter((step, at) => step.action !== looked[at]?.action),
    1,
  )
}

function keep(ids: string[], id: string): void {
  if (ids.length < KEPT_IDS && !ids.includes(id)) ids.push(id)
}

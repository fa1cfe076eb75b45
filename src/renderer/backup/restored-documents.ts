import type { ImportBatch } from '#shared/domain/import-batch.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'

/** An import as it comes back: one that was under way then cannot be continued, since nothing was kept of its file. */
export function restoredImport(batch: ImportBatch): ImportBatch {
  if (batch.state === 'done' || batch.state === 'cancelled' || batch.state === 'undone') return batch
  return { ...batch, state: 'cancelled', reason: 'not-kept', finishedAt: batch.finishedAt || batch.createdAt }
}

/** A command as it comes back: one that waited then may have been given since, so a person says whether it was. */
export function restoredAction(action: QueuedAction): QueuedAction {
  if (action.state === 'done' || action.state === 'refused') return action
  return { ...action, state: 'unknown' }
}

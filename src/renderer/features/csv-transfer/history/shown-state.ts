import type { ImportBatch } from '#shared/domain/import-batch.ts'
import type { RunningImport } from '#renderer/import/import-jobs.ts'

/** The state of an import as people are told it. */
export type ShownState = ImportBatch['state'] | 'undoStopped'

/** One that is stored as under way and is not is what a failing store leaves behind: it can be continued. */
export function shownState(batch: ImportBatch, running: RunningImport | null): ShownState {
  if (running?.batchId === batch.id) return batch.state
  if (batch.state === 'running') return 'interrupted'
  return batch.state === 'undoing' ? 'undoStopped' : batch.state
}

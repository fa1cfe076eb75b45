import type { ImportBatch } from '#shared/domain/import-batch.ts'

/** True where an import has done something that can be taken back. */
export function canUndo({
  state,
  counts,
  byRemote,
}: Pick<ImportBatch, 'state' | 'counts' | 'byRemote'>): boolean {
  if (byRemote !== '') return false
  if (state === 'undoing') return true
  return (state === 'done' || state === 'cancelled') && counts.created + counts.updated > 0
}

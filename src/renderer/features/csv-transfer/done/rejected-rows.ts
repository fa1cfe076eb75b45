import type { ImportBatch } from '#shared/domain/import-batch.ts'

/**
 * How many rows of an import were left out: all of them stand in the file of rows left out, each with its reason. A remote
 * that imports by itself leaves no such file.
 */
export function rejectedRows({ counts, byRemote }: Pick<ImportBatch, 'counts' | 'byRemote'>): number {
  if (byRemote !== '') return 0
  return counts.invalid + counts.possible + counts.duplicate + counts.skipped
}

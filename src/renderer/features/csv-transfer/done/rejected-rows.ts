import type { ImportBatch } from '#shared/domain/import-batch.ts'

/** How many rows of an import were left out: all of them stand in the file of rows left out, each with its reason. */
export function rejectedRows({ counts }: Pick<ImportBatch, 'counts'>): number {
  return counts.invalid + counts.possible + counts.duplicate + counts.skipped
}

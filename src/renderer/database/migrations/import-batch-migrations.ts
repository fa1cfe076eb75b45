import type { MigrationStrategies } from 'rxdb'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import { noImportCounts, type ImportBatch, type ImportCounts } from '#shared/domain/import-batch.ts'

/** An import as version 1 stored it: remotes that imported by themselves left no trace. */
export type ImportBatchV1 = Omit<ImportBatch, 'byRemote'>

/** An import as version 0 stored it. It read the person's own file again, under a token that main kept. */
export interface ImportBatchV0 extends Omit<ImportBatchV1, 'options' | 'undo' | 'counts' | 'state'> {
  fileToken: string
  read: object
  counts: Omit<ImportCounts, 'possible' | 'skipped'>
  state: 'running' | 'done' | 'cancelled' | 'interrupted'
}

/**
 * Imports, from version to version. Version 1 keeps the rows of the file by itself, has options, and can be undone; one
 * that was interrupted before cannot be continued, since nothing was kept of its file. Version 2 knows imports that a remote
 * did by itself.
 */
export const importBatchMigrations: MigrationStrategies = {
  1: (old: ImportBatchV0): ImportBatchV1 => {
    const gone: readonly string[] = ['fileToken', 'read'] satisfies (keyof ImportBatchV0)[]
    const kept = Object.fromEntries(Object.entries(old).filter(([field]) => !gone.includes(field)))
    const isOver = old.state === 'done' || old.state === 'cancelled'
    const ended = {
      state: 'cancelled',
      reason: 'not-kept',
      finishedAt: old.finishedAt || old.createdAt,
    } as const
    return {
      ...(kept as Omit<ImportBatchV0, 'fileToken' | 'read'>),
      ...(isOver ? {} : ended),
      options: usualImportOptions(),
      counts: { ...noImportCounts(), ...old.counts },
      undo: null,
    }
  },
  2: (old: ImportBatchV1): ImportBatch => ({ ...old, byRemote: '' }),
}

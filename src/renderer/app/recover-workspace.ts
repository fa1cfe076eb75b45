import type { StartProblem } from '#renderer/workspace/start-problem.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { deleteDatabases } from '#renderer/backup/delete-databases.ts'
import type { Backups } from '#renderer/backup/backups.ts'
import { BackupReadFailure } from '#renderer/backup/backup-source.ts'
import type { PendingRecovery } from '#renderer/backup/pending-recovery.ts'
import { ALL_OF_THEM, NONE_OF_THEM } from '#renderer/backup/restore-choices.ts'
import { restore } from '#renderer/backup/restore.ts'
import type { RestoreParts } from '#renderer/backup/restore-parts.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'

/**
 * Makes room for a store that begins empty, as a person has asked: the files as they are are kept aside first. Where that
 * cannot be done nothing is touched.
 */
export async function clearForRecovery(
  api: AppApi,
  info: WorkspaceInfo,
  databaseName: string,
): Promise<Result<null, StartProblem>> {
  const kept = await api.call('recovery:set-aside', null)
  // Files that are not there need not be kept.
  if (!kept.ok && kept.error.kind !== 'not-found') {
    const kind = kept.error.kind === 'disk-full' ? 'disk-full' : 'failed'
    return err({ kind, detail: `set aside: ${kept.error.kind}` })
  }
  await deleteDatabases(indexedDB, databaseName)
  await api.call('recovery:note', { workspaceId: info.id, customers: 0 })
  return ok(null)
}

/**
 * Fills the empty store from the backup that a person chose; before sync begins, so that nothing else fills it.
 * `progress`: told how many of its customers are in.
 */
export async function restoreForRecovery(
  parts: RestoreParts,
  backups: Backups,
  { backupId, fresh }: PendingRecovery,
  progress: (customers: number, of: number) => void,
): Promise<Result<null, StartProblem>> {
  if (backupId === null) return ok(null)
  const checked = await backups.check(backupId, fresh)
  if (!checked.ok) return err({ kind: 'restore', detail: checked.error.kind })
  const of = checked.value.counts['customers'] ?? 0
  try {
    progress(0, of)
    await restore(parts, backups.batches(backupId), {
      keptAt: checked.value.createdAt,
      choices: { missing: ALL_OF_THEM, changed: ALL_OF_THEM, added: NONE_OF_THEM },
      added: new Set(),
      progress: (customers) => progress(customers, of),
    })
    return ok(null)
  } catch (error) {
    if (error instanceof BackupReadFailure) return err({ kind: 'restore', detail: error.error.kind })
    throw error
  }
}

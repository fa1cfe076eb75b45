import { useCallback, useEffect, useState } from 'react'
import { v7 as uuidV7 } from 'uuid'
import { firstValueFrom } from 'rxjs'
import type { BackupError, CheckedBackup } from '#shared/backup/backup-messages.ts'
import { BackupReadFailure } from '#renderer/backup/backup-source.ts'
import { previewRestore, type RestorePreview } from '#renderer/backup/preview-restore.ts'
import type { RestoreChoices } from '#renderer/backup/restore-choices.ts'
import { restore, type RestoreResult } from '#renderer/backup/restore.ts'
import type { RestoreParts } from '#renderer/backup/restore-parts.ts'
import type { OpenWorkspace } from '#renderer/workspace/open-workspace.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** How far a restore is. */
export type RestoreState =
  | { kind: 'reading'; customers: number }
  | { kind: 'refused'; error: BackupError }
  | { kind: 'preview'; backup: CheckedBackup; preview: RestorePreview }
  /** The backup of how it is now could not be written, so nothing was done. */
  | { kind: 'not-backed-up'; error: BackupError }
  | { kind: 'running'; customers: number }
  /** `before`: the backup that leads back. `at`: when it was done, in ms since the epoch. */
  | { kind: 'done'; result: RestoreResult; before: string; at: number }

/**
 * Reads a backup, shows what it would change, and restores it where a person says so. `restoredAt` as with previewRestore.
 */
export function useRestore(
  backupId: string,
  restoredAt: number | null,
): {
  state: RestoreState
  /** `preview`: what the person has seen and chosen from. */
  run: (choices: RestoreChoices, preview: RestorePreview) => void
} {
  const workspace = useWorkspace()
  const [state, setState] = useState<RestoreState>({ kind: 'reading', customers: 0 })
  const raise = useThrow()
  useEffect(() => {
    let left = false
    const show = (next: RestoreState): void => {
      if (!left) setState(next)
    }
    look(workspace, backupId, restoredAt, show).catch(raise)
    return () => {
      left = true
    }
    // Once for a backup: what changes here meanwhile is compared again when it is written.
  }, [backupId, restoredAt, raise, workspace])
  const run = useCallback(
    (choices: RestoreChoices, { added }: RestorePreview) => {
      carryOut(workspace, backupId, { choices, added }, setState).catch(raise)
    },
    [backupId, raise, workspace],
  )
  return { state, run }
}

async function look(
  workspace: OpenWorkspace,
  backupId: string,
  restoredAt: number | null,
  show: (state: RestoreState) => void,
): Promise<void> {
  const { backups } = workspace
  const checked = await backups.check(backupId)
  if (!checked.ok) {
    show({ kind: 'refused', error: checked.error })
    return
  }
  try {
    const preview = await previewRestore(partsOf(workspace), backups.batches(backupId), {
      keptAt: checked.value.createdAt,
      restoredAt,
      progress: (customers) => show({ kind: 'reading', customers }),
    })
    show({ kind: 'preview', backup: checked.value, preview })
  } catch (error) {
    if (!(error instanceof BackupReadFailure)) throw error
    show({ kind: 'refused', error: error.error })
  }
}

async function carryOut(
  workspace: OpenWorkspace,
  backupId: string,
  chosen: { choices: RestoreChoices; added: ReadonlySet<string> },
  show: (state: RestoreState) => void,
): Promise<void> {
  const { backups, roster } = workspace
  show({ kind: 'running', customers: 0 })
  const checked = await backups.check(backupId)
  if (!checked.ok) {
    show({ kind: 'refused', error: checked.error })
    return
  }
  const { total } = await firstValueFrom(roster.counts$)
  const before = await backups.write('before-restore', { customers: total })
  if (before?.ok !== true) {
    show({ kind: 'not-backed-up', error: before?.error ?? { kind: 'failed', detail: '' } })
    return
  }
  try {
    const result = await restore(partsOf(workspace), backups.batches(backupId), {
      ...chosen,
      keptAt: checked.value.createdAt,
      progress: (customers) => show({ kind: 'running', customers }),
    })
    show({ kind: 'done', result, before: before.value.id, at: Date.now() })
  } catch (error) {
    if (!(error instanceof BackupReadFailure)) throw error
    show({ kind: 'refused', error: error.error })
  }
}

function partsOf(workspace: OpenWorkspace): RestoreParts {
  return { ...workspace, capabilities: workspace.tracked, now: () => Date.now(), newId: () => uuidV7() }
}

import { useCallback, useEffect, useState } from 'react'
import type { BackupInfo } from '#shared/backup/backup-messages.ts'
import type { Backups } from '#renderer/backup/backups.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import type { BackupsState } from '#renderer/backup/backups.ts'

/**
 * The backups on this computer, listed anew whenever one was written; null while they are first listed. `toFill`: with the
 * one that the workspace is still to be filled from.
 */
export function useBackups(
  backups: Backups,
  toFill = false,
): { state: BackupsState; list: readonly BackupInfo[] | null } {
  const state = useObservable(backups.state$, backups.state$.value)
  const [list, setList] = useState<readonly BackupInfo[] | null>(null)
  const raise = useThrow()
  const read = useCallback(() => {
    backups.list(toFill).then(setList, raise)
  }, [backups, raise, toFill])
  useEffect(() => {
    if (!state.writing) read()
  }, [read, state.writing])
  return { state, list }
}

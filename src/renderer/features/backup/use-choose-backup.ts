import { useCallback } from 'react'
import type { BackupError, BackupInfo } from '#shared/backup/backup-messages.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** Asks for a backup file and opens it, or tells why it cannot be; nothing where the person chose none. */
export function useChooseBackup(): (
  open: (backup: BackupInfo) => void,
  refuse: (problem: BackupError) => void,
) => void {
  const { backups } = useWorkspace()
  const raise = useThrow()
  return useCallback(
    (open, refuse) => {
      backups
        .choose()
        .then((chosen) => {
          if (chosen === null) return
          if (chosen.ok) open(chosen.value)
          else refuse(chosen.error)
        })
        .catch(raise)
    },
    [backups, raise],
  )
}

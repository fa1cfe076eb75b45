import { BACKUP_EXTENSION, type BackupKind } from '#shared/backup/backup-format.ts'

/** Name of a new backup; it sorts by time. */
export function backupFileName(kind: BackupKind, createdAt: number): string {
  return `${timeInName(createdAt)}Z.${kind}.${BACKUP_EXTENSION}`
}

/** Name proposed for a copy that a person keeps: whose it is and when it was made, by the clock of this computer. */
export function copyFileName(workspaceName: string, createdAt: number): string {
  const hereMs = createdAt - new Date(createdAt).getTimezoneOffset() * 60_000
  const minute = timeInName(hereMs).slice(0, -3).replace('T', ' ')
  return `${workspaceName} ${minute}.${BACKUP_EXTENSION}`
}

/** A time of UTC down to the second, with no sign that a system forbids in the name of a file. */
function timeInName(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')
}

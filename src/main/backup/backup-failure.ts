import type { BackupError } from '#shared/backup/backup-messages.ts'
import { diskCodeOf, diskTroubleOf } from '#main/files/disk-trouble.ts'

/** Thrown inside the backup code where a file cannot be written or used; the edges turn it into its `error`. */
export class BackupFailure extends Error {
  readonly error: BackupError

  constructor(error: BackupError) {
    super(error.kind)
    this.error = error
  }
}

/** Whatever went wrong with a file as a value; only codes are kept, since messages hold paths. */
export function backupErrorOf(error: unknown): BackupError {
  if (error instanceof BackupFailure) return error.error
  const trouble = diskTroubleOf(error)
  if (trouble === null) return { kind: 'failed', detail: diskCodeOf(error) }
  return { kind: trouble === 'is-folder' ? 'not-a-backup' : trouble }
}

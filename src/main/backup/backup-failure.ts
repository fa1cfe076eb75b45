import type { BackupError } from '#shared/backup/backup-messages.ts'

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
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'not-found' }
    case 'EACCES':
    case 'EPERM':
    case 'EBUSY':
    case 'EROFS':
      return { kind: 'no-access' }
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return { kind: 'disk-full' }
    case 'EISDIR':
      return { kind: 'not-a-backup' }
    default:
      return { kind: 'failed', detail: code === '' ? 'unknown' : code }
  }
}

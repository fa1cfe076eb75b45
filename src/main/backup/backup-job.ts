import type {
  BackupError,
  BackupReadMessage,
  BackupReadReply,
  BackupWriteMessage,
  BackupWriteReply,
} from '#shared/backup/backup-messages.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import type { Result } from '#shared/result.ts'
import type { ErasedPeople } from './erased-people.ts'
import { checkBackup, readBackup, type ReadBackup } from './read-backup.ts'
import { writeBackup, type WriteBackupJob, type WrittenBackup } from './write-backup.ts'

/** What main has a backup process do; each process does one job. */
export type BackupJob =
  | ({ type: 'write' } & WriteBackupJob)
  /** Read from end to end. */
  | { type: 'check'; path: string }
  /** Given to the window, batch by batch, without people erased since. */
  | { type: 'read'; path: string; erased: ErasedPeople }

/** What a job came to; null for one that answers over its port alone. */
export type BackupJobResult = Result<WrittenBackup | ReadBackup | null, BackupError>

/** The port of a job. */
export type BackupJobPort = RowPort<
  BackupWriteMessage | BackupReadMessage,
  BackupWriteReply | BackupReadReply
>

/** Does one job. The window opened the port for this kind of job, so only the messages of this kind come over it. */
export async function runBackupJob(job: BackupJob, port: BackupJobPort | null): Promise<BackupJobResult> {
  if (job.type === 'check') return checkBackup(job.path)
  if (port === null) throw new Error('A job without its port')
  if (job.type === 'write') return writeBackup(port as RowPort<BackupWriteMessage, BackupWriteReply>, job)
  await readBackup(port as RowPort<BackupReadMessage, BackupReadReply>, job.path, job.erased)
  return { ok: true, value: null }
}

import type { BackupHeader } from '#shared/backup/backup-format.ts'
import type { BackupError, BackupWriteMessage, BackupWriteReply } from '#shared/backup/backup-messages.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { OutputPath } from '#main/files/unfinished-files.ts'
import { messageQueue } from '#main/csv/message-queue.ts'
import { BackupFailure, backupErrorOf } from './backup-failure.ts'
import { BackupOutput } from './backup-output.ts'

/** Where a backup goes and what its first line says. */
export interface WriteBackupJob extends OutputPath {
  header: BackupHeader
}

/** What was written. */
export interface WrittenBackup {
  /** Bytes. */
  size: number
  counts: Record<string, number>
}

/** Writes what comes over a port into a backup. A cancel, a closed port or a failure leaves no file behind. */
export async function writeBackup(
  port: RowPort<BackupWriteMessage, BackupWriteReply>,
  job: WriteBackupJob,
): Promise<Result<WrittenBackup, BackupError>> {
  const messages = messageQueue<BackupWriteMessage>(port)
  let output: BackupOutput | null = null
  try {
    output = await BackupOutput.create(job, job.header)
    for (;;) {
      const message = await messages.next()
      if (message.type === 'end') return ok(await output.finish())
      if (message.type === 'cancel') throw new BackupFailure({ kind: 'failed', detail: 'broken off' })
      if (message.type === 'failed') throw new BackupFailure({ kind: 'failed', detail: message.detail })
      await output.add(message.collection, message.documents, message.line)
      port.send({ type: 'ack' })
    }
  } catch (error) {
    return err(backupErrorOf(error))
  } finally {
    await output?.dispose().catch(() => undefined)
    port.close()
  }
}

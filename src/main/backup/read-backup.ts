import type { BackupError, BackupReadMessage, BackupReadReply } from '#shared/backup/backup-messages.ts'
import type { BackupHeader } from '#shared/backup/backup-format.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { messageQueue } from '#main/csv/message-queue.ts'
import { backupErrorOf } from './backup-failure.ts'
import { LeaveOut, type ErasedPeople } from './erased-people.ts'
import { BackupReader } from './backup-reader.ts'

/** What a file holds. */
export interface ReadBackup {
  header: BackupHeader
  /** Documents by collection. */
  counts: Record<string, number>
}

/** Reads a file from end to end: it is whole, or the answer says what is wrong with it. */
export async function checkBackup(path: string): Promise<Result<ReadBackup, BackupError>> {
  try {
    const reader = await BackupReader.open(path)
    try {
      await reader.readThrough()
      return ok({ header: reader.header, counts: reader.counts })
    } finally {
      await reader.close()
    }
  } catch (error) {
    return err(backupErrorOf(error))
  }
}

/** Gives the batches of a file over a port, each when it is asked for, without people erased since it was made. */
export async function readBackup(
  port: RowPort<BackupReadMessage, BackupReadReply>,
  path: string,
  erased: ErasedPeople,
): Promise<void> {
  const messages = messageQueue<BackupReadMessage>(port)
  try {
    const reader = await BackupReader.open(path)
    try {
      const batches = reader.batches()
      const leaveOut = new LeaveOut(erased, reader.header.createdAt)
      while ((await messages.next()).type === 'next') {
        const next = await batches.next()
        if (next.done === true) {
          port.send({ type: 'end' })
          break
        }
        const { batch, customers } = leaveOut.from(next.value)
        port.send({ type: 'batch', batch: { ...batch, leftOut: customers } })
      }
    } finally {
      await reader.close()
    }
  } catch (error) {
    port.send({ type: 'failed', error: backupErrorOf(error) })
  } finally {
    port.close()
  }
}

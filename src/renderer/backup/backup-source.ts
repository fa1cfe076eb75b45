import type {
  BackupError,
  BackupReadMessage,
  BackupReadReply,
  RestoredBatch,
} from '#shared/backup/backup-messages.ts'
import { portArrivals } from '#shared/csv/port-arrivals.ts'
import type { RowPort } from '#shared/csv/row-port.ts'

/** Thrown while the batches of a backup are read; the edges turn it into its `error`. */
export class BackupReadFailure extends Error {
  readonly error: BackupError

  constructor(error: BackupError) {
    super(error.kind)
    this.error = error
  }
}

/** The batches of a backup from the port over which main gives them; throws a BackupReadFailure. */
export async function* backupBatches(
  port: RowPort<BackupReadReply, BackupReadMessage>,
): AsyncGenerator<RestoredBatch, void> {
  const replies = portArrivals<BackupReadReply>(port, {
    type: 'failed',
    error: { kind: 'failed', detail: 'process-ended' },
  })
  try {
    for (;;) {
      port.send({ type: 'next' })
      const reply = await replies.next()
      if (reply.type === 'end') return
      if (reply.type === 'failed') throw new BackupReadFailure(reply.error)
      yield reply.batch
    }
  } finally {
    port.send({ type: 'cancel' })
    port.close()
  }
}

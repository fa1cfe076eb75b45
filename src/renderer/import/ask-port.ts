import type { CsvFileError } from '#shared/csv/csv-file.ts'
import { portArrivals } from '#shared/csv/port-arrivals.ts'
import type { RowPort } from '#shared/csv/row-port.ts'

interface Failed {
  type: 'failed'
  error: CsvFileError
}

/** Asks over a port, each message once the one before is answered; a port that closes has failed. */
export function askPort<Reply extends { type: string }, Message>(
  port: RowPort<Reply | Failed, Message>,
): (message: Message) => Promise<Reply | Failed> {
  const closed: Failed = { type: 'failed', error: { kind: 'unreadable', detail: 'process-ended' } }
  const replies = portArrivals<Reply | Failed>(port, closed)
  return (message) => {
    port.send(message)
    return replies.next()
  }
}

import type { CsvFileError } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'

interface Failed {
  type: 'failed'
  error: CsvFileError
}

/** Asks over a port, each message once the one before is answered; a port that closes has failed. */
export function askPort<Reply extends { type: string }, Message>(
  port: RowPort<Reply | Failed, Message>,
): (message: Message) => Promise<Reply | Failed> {
  const arrived: (Reply | Failed)[] = []
  let take: ((reply: Reply | Failed) => void) | null = null
  const arrive = (reply: Reply | Failed): void => {
    if (take === null) arrived.push(reply)
    else {
      take(reply)
      take = null
    }
  }
  port.listen(arrive, () => {
    arrive({ type: 'failed', error: { kind: 'unreadable', detail: 'process-ended' } })
  })
  return async (message) => {
    port.send(message)
    return arrived.shift() ?? (await new Promise<Reply | Failed>((resolve) => (take = resolve)))
  }
}

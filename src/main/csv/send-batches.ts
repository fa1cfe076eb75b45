import type { CsvPackedBatch, CsvReadMessage, CsvReadReply } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { csvFileErrorOf } from './file-error.ts'

/** Rows on their way to the window; at the end, how many there were. */
export type RowBatches = AsyncGenerator<Omit<CsvPackedBatch, 'type'>, { rows: number; blank: number }>

/** Batches that may be on their way without an acknowledgement: the way there and back takes its time. */
const ON_THEIR_WAY = 4

/**
 * Sends rows over a port batch by batch, only a few ahead of what was acknowledged; the next one is made meanwhile. Ends
 * after `end` or `failed`, or quietly where the other side cancels or goes away, or `signal` says so; `batches` is then
 * told to return.
 */
export async function sendBatches(
  port: RowPort<CsvReadReply, CsvReadMessage>,
  batches: RowBatches,
  signal?: AbortSignal,
): Promise<void> {
  const replies = replyQueue(port, signal)
  const none = { rows: 0, blank: 0 }
  try {
    let upcoming = batches.next()
    for (;;) {
      const batch = await upcoming
      if (batch.done === true) {
        port.send({ type: 'end', ...batch.value })
        return
      }
      port.send({ type: 'rows', ...batch.value })
      upcoming = batches.next()
      // Looked at in the next turn; without this a cancel in between would leave its failure unhandled.
      upcoming.catch(() => undefined)
      if ((await replies.next()) === 'stop') return
    }
  } catch (error) {
    port.send({ type: 'failed', error: csvFileErrorOf(error) })
  } finally {
    await batches.return(none)
  }
}

/** The other side's replies, in order; a closed port is a stop. */
function replyQueue(
  port: RowPort<CsvReadReply, CsvReadMessage>,
  signal: AbortSignal | undefined,
): { next(): Promise<'ack' | 'stop'> } {
  let acknowledged = ON_THEIR_WAY - 1
  let stopped = signal?.aborted ?? false
  let wake: (() => void) | null = null
  const notify = (): void => {
    wake?.()
    wake = null
  }
  const stop = (): void => {
    stopped = true
    notify()
  }
  signal?.addEventListener('abort', stop)
  port.listen((reply) => {
    if (reply.type === 'cancel') stop()
    acknowledged += 1
    notify()
  }, stop)
  return {
    async next() {
      while (acknowledged === 0 && !stopped) await new Promise<void>((resolve) => (wake = resolve))
      if (stopped) return 'stop'
      acknowledged -= 1
      return 'ack'
    },
  }
}

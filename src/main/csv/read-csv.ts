import type { CsvReadMessage, CsvReadReply } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { readRows, type CsvSource } from './csv-rows.ts'
import { csvFileErrorOf } from './file-error.ts'

/** A read: which file, from which data row (the header is none), how many rows to a batch. */
export interface CsvReadJob extends CsvSource {
  fromRow: number
  batchSize: number
}

/**
 * Sends the data rows of a file over a port, batch by batch, each after the one before was acknowledged; the next one
 * is read meanwhile. Ends after `end` or `failed`, or quietly where the other side cancels or goes away.
 */
export async function readCsv(port: RowPort<CsvReadReply, CsvReadMessage>, job: CsvReadJob): Promise<void> {
  const replies = replyQueue(port)
  const batches = batchesOf(job)
  try {
    let upcoming = batches.next()
    let end = job.fromRow
    for (;;) {
      const batch = await upcoming
      if (batch.done === true) {
        end = batch.value
        break
      }
      port.send({ type: 'rows', ...batch.value })
      upcoming = batches.next()
      // Looked at in the next turn; without this a cancel in between would leave its failure unhandled.
      upcoming.catch(() => undefined)
      if ((await replies.next()) === 'stop') return
    }
    port.send({ type: 'end', rows: end })
  } catch (error) {
    port.send({ type: 'failed', error: csvFileErrorOf(error) })
  } finally {
    await batches.return(0)
  }
}

interface Batch {
  firstRow: number
  rows: string[][]
  bytesRead: number
}

/** Data rows from `fromRow` in batches; returns how many data rows the file has. */
async function* batchesOf(job: CsvReadJob): AsyncGenerator<Batch, number> {
  // The header comes first and is counted as row -1.
  let next = -1
  let rows: string[][] = []
  let bytes = 0
  for await (const read of readRows(job, () => undefined)) {
    bytes = read.bytesRead
    for (const row of read.rows) {
      if (next >= job.fromRow) rows.push(row)
      next += 1
      if (rows.length === job.batchSize) {
        yield { firstRow: next - rows.length, rows, bytesRead: bytes }
        rows = []
      }
    }
  }
  if (rows.length > 0) yield { firstRow: next - rows.length, rows, bytesRead: bytes }
  return Math.max(next, 0)
}

/** The other side's replies, in order; a closed port is a stop. */
function replyQueue(port: RowPort<CsvReadReply, CsvReadMessage>): { next(): Promise<'ack' | 'stop'> } {
  let acknowledged = 0
  let stopped = false
  let wake: (() => void) | null = null
  const notify = (): void => {
    wake?.()
    wake = null
  }
  port.listen(
    (reply) => {
      if (reply.type === 'ack') acknowledged += 1
      else stopped = true
      notify()
    },
    () => {
      stopped = true
      notify()
    },
  )
  return {
    async next() {
      while (acknowledged === 0 && !stopped) await new Promise<void>((resolve) => (wake = resolve))
      if (stopped) return 'stop'
      acknowledged -= 1
      return 'ack'
    },
  }
}

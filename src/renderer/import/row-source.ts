import type { CsvReadMessage, CsvReadReply, CsvRowBatch } from '#shared/csv/csv-file.ts'
import { unpackRows } from '#shared/csv/packed-rows.ts'
import { portArrivals } from '#shared/csv/port-arrivals.ts'
import type { RowPort } from '#shared/csv/row-port.ts'

/** What reading on gives: rows, the end with the numbers of rows in the file, or why it cannot go on. */
type RowSourceItem = CsvRowBatch | Exclude<CsvReadMessage, { type: 'rows' }>

/** The data rows of a file, batch by batch. Main reads only as fast as they are taken. */
export interface RowSource {
  /** The next batch. After `end` or `failed` it must not be called again; one call at a time. */
  next(): Promise<RowSourceItem>
  /** Stops reading; `next` is not called any more. */
  cancel(): void
}

/** Reads from a port that main opened for one read. A port that closes early is a failure. */
export function openRowSource(port: RowPort<CsvReadMessage, CsvReadReply>): RowSource {
  // A byte-order mark at the start of a batch is text of a cell.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const messages = portArrivals<CsvReadMessage>(port, {
    type: 'failed',
    error: { kind: 'unreadable', detail: 'process-ended' },
  })
  let owesAck = false
  return {
    async next() {
      if (owesAck) port.send({ type: 'ack' })
      const item = await messages.next()
      owesAck = item.type === 'rows'
      if (item.type === 'rows') {
        const { packed, ...batch } = item
        return { ...batch, rows: unpackRows(decoder.decode(packed.bytes), packed.numbers) }
      }
      port.close()
      return item
    },
    cancel() {
      port.send({ type: 'cancel' })
      port.close()
    },
  }
}

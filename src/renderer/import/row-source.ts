import type { CsvFileError, CsvReadMessage, CsvReadReply, CsvRowBatch } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'

/** What reading on gives: rows, the end with the number of data rows in the file, or why it cannot go on. */
type RowSourceItem = CsvRowBatch | { type: 'end'; rows: number } | { type: 'failed'; error: CsvFileError }

/** The data rows of a file, batch by batch. Main reads only as fast as they are taken. */
export interface RowSource {
  /** The next batch. After `end` or `failed` it must not be called again; one call at a time. */
  next(): Promise<RowSourceItem>
  /** Stops reading; `next` is not called any more. */
  cancel(): void
}

/** Reads from a port that main opened for one read. A port that closes early is a failure. */
export function openRowSource(port: RowPort<CsvReadMessage, CsvReadReply>): RowSource {
  const arrived: RowSourceItem[] = []
  let take: ((item: RowSourceItem) => void) | null = null
  let owesAck = false
  const arrive = (item: RowSourceItem): void => {
    if (take === null) arrived.push(item)
    else {
      take(item)
      take = null
    }
  }
  port.listen(arrive, () => {
    arrive({ type: 'failed', error: { kind: 'unreadable', detail: 'process-ended' } })
  })
  return {
    async next() {
      if (owesAck) port.send({ type: 'ack' })
      const item = arrived.shift() ?? (await new Promise<RowSourceItem>((resolve) => (take = resolve)))
      owesAck = item.type === 'rows'
      if (item.type !== 'rows') port.close()
      return item
    },
    cancel() {
      port.send({ type: 'cancel' })
      port.close()
    },
  }
}

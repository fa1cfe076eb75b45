import type { CsvFileError, CsvReadMessage, CsvReadReply, CsvRowBatch } from '#shared/csv/csv-file.ts'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import { readCsv, type CsvReadJob } from './read-csv.ts'

/** All that a read sent: every batch acknowledged as it came, unless `onBatch` says `cancel`. */
export interface CollectedRead {
  batches: CsvRowBatch[]
  rows: string[][]
  /** Data rows as told at the end; null where it did not come to the end. */
  end: number | null
  error: CsvFileError | null
}

/** Reads a file the way the window does. */
export async function collectRows(
  path: string,
  job: Partial<CsvReadJob> = {},
  onBatch: (batch: CsvRowBatch) => CsvReadReply | Promise<CsvReadReply> = () => ({ type: 'ack' }),
): Promise<CollectedRead> {
  const [process, window] = portPair<CsvReadReply, CsvReadMessage>()
  const found: CollectedRead = { batches: [], rows: [], end: null, error: null }
  const ended = new Promise<void>((resolve) => {
    window.listen((message) => {
      void receive(message).then((more) => (more ? undefined : resolve()))
    }, resolve)
  })
  const receive = async (message: CsvReadMessage): Promise<boolean> => {
    if (message.type === 'end') found.end = message.rows
    else if (message.type === 'failed') found.error = message.error
    else {
      found.batches.push(message)
      found.rows.push(...message.rows)
      window.send(await onBatch(message))
      return true
    }
    return false
  }
  await readCsv(process, { path, expected: null, options: {}, fromRow: 0, batchSize: 500, ...job })
  process.close()
  await ended
  return found
}

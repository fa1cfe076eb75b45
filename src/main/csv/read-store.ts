import type { CsvReadMessage, CsvReadReply } from '#shared/csv/csv-file.ts'
import type { PackedRows } from '#shared/csv/packed-rows.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import type { RowEdits } from './row-edits.ts'
import { packRows, rowsIn } from './row-packer.ts'
import { RowStore } from './row-store.ts'
import { sendBatches, type RowBatches } from './send-batches.ts'

/** A read of a staged file: from which folder, from which data row, how many rows to a batch. */
export interface ReadJob {
  folder: string
  fromRow: number
  batchSize: number
}

/** Sends the rows of a store over a port as they stand with all edits. `bytesRead` is the share of the file staged. */
export async function readStore(
  port: RowPort<CsvReadReply, CsvReadMessage>,
  job: ReadJob,
  editsOf: () => Promise<RowEdits>,
): Promise<void> {
  await sendBatches(port, storedBatches(job, editsOf))
}

async function* storedBatches(job: ReadJob, editsOf: () => Promise<RowEdits>): RowBatches {
  const store = await RowStore.open(job.folder)
  try {
    const { manifest } = store
    const edits = await editsOf()
    for (let row = job.fromRow; row < manifest.rows;) {
      const { count, numbersInFile, ...packed } = await store.read(row, job.batchSize)
      const share = manifest.bytes === 0 ? 1 : (await store.offsetOf(row + count)) / manifest.bytes
      yield {
        firstRow: row,
        numbers: numbersInFile,
        packed: edits.changesCells ? withEdits(packed, row, edits) : packed,
        bytesRead: Math.round(manifest.sourceBytes * share),
        decisions: edits.decisionsOf(row, count),
      }
      row += count
    }
    return { rows: manifest.rows, blank: manifest.blank }
  } finally {
    await store.close()
  }
}

function withEdits(packed: PackedRows, firstRow: number, edits: RowEdits): PackedRows {
  return packRows(rowsIn(packed).map((cells, index) => edits.apply(firstRow + index, cells)))
}

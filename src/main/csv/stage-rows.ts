import { mkdir, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CsvPackedBatch, CsvReadMessage, CsvReadReply } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { readDataRows } from './data-rows.ts'
import { CsvFailure } from './file-error.ts'
import { RowPacker } from './row-packer.ts'
import { RowStoreWriter } from './row-store-writer.ts'
import { sendBatches, type RowBatches } from './send-batches.ts'
import { stampOfFile } from './source-file.ts'
import type { TableSource } from './table.ts'

/** A staging: which file, into which folder, how many rows to a batch. */
export interface StageJob extends TableSource {
  folder: string
  batchSize: number
}

/** `begun` gets the store as soon as there is something of it to read; `signal` ends the staging from outside. */
export interface StageWatch {
  signal: AbortSignal
  begun: (store: RowStoreWriter) => void
}

/**
 * Reads a file from its start into a row store and sends its data rows meanwhile. The store is whole before `end` is
 * sent; a cancel, a port that closes or a failure leave none behind.
 */
export async function stageRows(
  port: RowPort<CsvReadReply, CsvReadMessage>,
  job: StageJob,
  { signal, begun }: StageWatch,
): Promise<void> {
  await sendBatches(port, stagedBatches(job, begun), signal)
}

/** Bytes that must stay free: a disk that runs full endangers more than this import. */
const RESERVE = 64 * 1024 * 1024

/** Throws CsvFailure `disk-full` where a store of about that size would fill the disk. */
async function checkFreeSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < bytes + RESERVE) throw new CsvFailure({ kind: 'disk-full' })
}

async function* stagedBatches(job: StageJob, begun: StageWatch['begun']): RowBatches {
  const { size } = await stampOfFile(job.path)
  await mkdir(dirname(job.folder), { recursive: true, mode: 0o700 })
  await checkFreeSpace(dirname(job.folder), size)
  const store = await RowStoreWriter.create(job.folder)
  begun(store)
  let isWhole = false
  try {
    const packer = new RowPacker()
    let firstRow = 0
    let blank = 0
    const numbers: number[] = []
    const take = (bytesRead: number): Omit<CsvPackedBatch, 'type'> => {
      const batch = { firstRow, numbers: Uint32Array.from(numbers), bytesRead, decisions: {} }
      numbers.length = 0
      firstRow += packer.rows
      return { ...batch, packed: packer.take() }
    }
    for await (const read of readDataRows(job)) {
      blank = read.blank
      for (let at = 0; at < read.rows.length;) {
        const from = at
        at = await store.add(read, from, packer, job.batchSize)
        for (let added = from; added < at; added += 1) numbers.push(read.numbers[added] ?? 0)
        if (at < read.rows.length || packer.rows === job.batchSize) yield take(read.bytesRead)
      }
    }
    if (packer.rows > 0) yield take(size)
    const rows = firstRow
    await store.finish({ blank, sourceBytes: size })
    isWhole = true
    return { rows, blank }
  } finally {
    if (!isWhole) await store.abandon()
  }
}

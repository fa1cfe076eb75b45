import { unescapeCell } from '#shared/csv/csv-escape.ts'
import type { OutputPath } from '#main/files/unfinished-files.ts'
import { CsvOutput } from './csv-output.ts'
import { RejectedRows } from './rejected-rows.ts'
import type { StoredRow } from './row-store.ts'
import type { StagedStores } from './staged-stores.ts'

/** Which store's rejected rows go into which file, under which names of columns. */
export interface SaveRejectedJob extends OutputPath {
  folder: string
  header: string[]
  /** Name of the column for the number of each row in the file it came from. */
  numberHeader: string
  reasonHeader: string
}

const ROWS_AT_ONCE = 500

/**
 * Writes the rows that an import left out, as they stand with all edits, each with its number in the file it came from
 * and its reason in last columns of their own, so that the file can be put right and imported again. Returns how many there are. Throws CsvFailure, or what the
 * disk throws; there is no file then, or still the older one.
 */
export async function saveRejected(job: SaveRejectedJob, stores: StagedStores): Promise<number> {
  await stores.rows(job.folder, [])
  const rejected = await RejectedRows.load(job.folder)
  let columns = job.header.length
  for await (const batch of batchesOf(job, rejected, stores))
    for (const { cells } of batch) columns = Math.max(columns, cells.length)
  const output = await CsvOutput.create(job, 'excel')
  try {
    await output.add([[...filledUp(job.header, columns), job.numberHeader, job.reasonHeader]])
    for await (const batch of batchesOf(job, rejected, stores))
      // A cell that came defused from a spreadsheet is not defused twice: it is read again as it was read before.
      await output.add(
        batch.map(({ cells, number, reason }) => [
          ...filledUp(cells.map(unescapeCell), columns),
          String(number),
          reason,
        ]),
      )
    await output.finish()
    return rejected.count
  } finally {
    await output.dispose()
  }
}

async function* batchesOf(
  { folder }: SaveRejectedJob,
  rejected: RejectedRows,
  stores: StagedStores,
): AsyncGenerator<(StoredRow & { reason: string })[], void> {
  for (let from = 0; from < rejected.count; from += ROWS_AT_ONCE) {
    const batch = rejected.slice(from, ROWS_AT_ONCE)
    const rows = await stores.numberedRows(
      folder,
      batch.map(({ row }) => row),
    )
    yield batch.map(({ reason }, index) => ({ ...(rows[index] ?? { cells: [], number: 0 }), reason }))
  }
}

function filledUp(cells: readonly string[], columns: number): string[] {
  return [...cells, ...Array.from({ length: columns - cells.length }, () => '')]
}

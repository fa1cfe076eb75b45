import { randomBytes } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, basename, join } from 'node:path'
import Papa from 'papaparse'
import { escapeForExcel, escapeForMachine } from '#shared/csv/csv-escape.ts'
import type { CsvFlavour, CsvWriteMessage, CsvWriteReply } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { csvFileErrorOf } from './file-error.ts'

/** Where an export goes and for whom. */
export interface CsvWriteJob {
  path: string
  flavour: CsvFlavour
}

/**
 * Writes rows that come over a port into a file: first into a temporary one beside it, which takes its name only when
 * all rows are on the disk, so that an older export is never lost to a half one. Cells for Excel are quoted and
 * formulas in them defused; lines end in `\r\n`. A cancel, a closed port or a failure leaves no file behind.
 */
export async function writeCsv(
  port: RowPort<CsvWriteMessage, CsvWriteReply>,
  job: CsvWriteJob,
): Promise<void> {
  const temporary = join(dirname(job.path), `.${basename(job.path)}.${randomBytes(6).toString('hex')}.tmp`)
  const messages = messageQueue(port)
  let handle: FileHandle | null = null
  try {
    handle = await open(temporary, 'wx')
    let bytes = 0
    const append = async (file: FileHandle, text: string): Promise<void> => {
      const data = Buffer.from(text, 'utf8')
      for (let done = 0; done < data.length;) done += (await file.write(data, done)).bytesWritten
      bytes += data.length
    }
    if (job.flavour === 'excel') await append(handle, '\uFEFF')
    for (;;) {
      const message = await messages.next()
      if (message.type === 'cancel') return
      if (message.type === 'end') break
      await append(handle, csvText(message.rows, job.flavour))
      port.send({ type: 'ack' })
    }
    await handle.sync()
    await handle.close()
    handle = null
    await rename(temporary, job.path)
    port.send({ type: 'done', bytes })
  } catch (error) {
    port.send({ type: 'failed', error: csvFileErrorOf(error) })
  } finally {
    await handle?.close()
    // After the rename there is nothing left under this name.
    await rm(temporary, { force: true })
  }
}

/** Rows as lines of a CSV file. */
export function csvText(rows: readonly (readonly string[])[], flavour: CsvFlavour): string {
  if (rows.length === 0) return ''
  const escape = flavour === 'excel' ? escapeForExcel : escapeForMachine
  const cells = rows.map((row) => row.map(escape))
  return `${Papa.unparse(cells, { newline: '\r\n', quotes: flavour === 'excel' })}\r\n`
}

/** Messages in order; a closed port is a cancel. */
function messageQueue(port: RowPort<CsvWriteMessage, CsvWriteReply>): { next(): Promise<CsvWriteMessage> } {
  const waiting: CsvWriteMessage[] = []
  let wake: (() => void) | null = null
  const add = (message: CsvWriteMessage): void => {
    waiting.push(message)
    wake?.()
    wake = null
  }
  port.listen(add, () => {
    add({ type: 'cancel' })
  })
  return {
    async next() {
      while (waiting[0] === undefined) await new Promise<void>((resolve) => (wake = resolve))
      return waiting.shift() ?? { type: 'cancel' }
    },
  }
}

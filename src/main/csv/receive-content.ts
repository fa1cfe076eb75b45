import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CsvContentMessage, CsvContentReply } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { OutputFile } from '#main/files/output-file.ts'
import { csvFileErrorOf } from './file-error.ts'
import { messageQueue } from './message-queue.ts'

/** Where content without a path goes. */
export interface ReceiveJob {
  path: string
}

/**
 * Writes the bytes of a file that has no path into one of the data folder, which is there only when all of it came. A
 * cancel, a closed port or a failure leave nothing behind.
 */
export async function receiveContent(
  port: RowPort<CsvContentMessage, CsvContentReply>,
  job: ReceiveJob,
): Promise<void> {
  const temporary = `${job.path}.${randomBytes(6).toString('hex')}.tmp`
  const messages = messageQueue<CsvContentMessage>(port)
  let file: OutputFile | null = null
  try {
    await mkdir(dirname(job.path), { recursive: true, mode: 0o700 })
    file = await OutputFile.create({ path: job.path, temporary })
    for (;;) {
      const message = await messages.next()
      if (message.type === 'cancel') return
      if (message.type === 'end') break
      await file.add(message.bytes)
      port.send({ type: 'ack' })
    }
    await file.finish()
    port.send({ type: 'done' })
  } catch (error) {
    port.send({ type: 'failed', error: csvFileErrorOf(error) })
  } finally {
    await file?.dispose()
  }
}

import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CsvContentMessage, CsvContentReply } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
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
  let handle: FileHandle | null = null
  let isBegun = false
  try {
    await mkdir(dirname(job.path), { recursive: true, mode: 0o700 })
    handle = await open(temporary, 'wx', 0o600)
    isBegun = true
    for (;;) {
      const message = await messages.next()
      if (message.type === 'cancel') return
      if (message.type === 'end') break
      await handle.appendFile(message.bytes)
      port.send({ type: 'ack' })
    }
    await handle.close()
    handle = null
    await rename(temporary, job.path)
    port.send({ type: 'done' })
  } catch (error) {
    port.send({ type: 'failed', error: csvFileErrorOf(error) })
  } finally {
    await handle?.close()
    // After the rename there is nothing left under this name.
    if (isBegun) await rm(temporary, { force: true })
  }
}

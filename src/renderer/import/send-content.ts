import type { CsvContentMessage, CsvContentReply, CsvFileError } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { askPort } from './ask-port.ts'

/** Bytes sent at a time. Each chunk waits for the one before to be taken, so that memory stays flat. */
const CHUNK = 1 << 20

/** Sends content over a port that main opened for it; resolves when main has all of it. */
export async function sendContent(
  port: RowPort<CsvContentReply, CsvContentMessage>,
  content: Blob,
): Promise<Result<null, CsvFileError>> {
  const ask = askPort(port)
  const give = (reply: CsvContentReply): Result<null, CsvFileError> => {
    port.close()
    return reply.type === 'failed' ? err(reply.error) : ok(null)
  }
  for (let start = 0; start < content.size; start += CHUNK) {
    const buffer = await readChunk(content.slice(start, start + CHUNK))
    if (buffer === null) {
      port.send({ type: 'cancel' })
      return give({ type: 'failed', error: { kind: 'changed-while-read' } })
    }
    const reply = await ask({ type: 'chunk', bytes: new Uint8Array(buffer) })
    if (reply.type !== 'ack') return give(reply)
  }
  return give(await ask({ type: 'end' }))
}

/** A file that was moved or changed since it was dropped cannot be read any more. */
async function readChunk(chunk: Blob): Promise<ArrayBuffer | null> {
  try {
    return await chunk.arrayBuffer()
  } catch {
    return null
  }
}

import type { CsvFileError, CsvWriteMessage, CsvWriteReply } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { askPort } from './ask-port.ts'

/** A file that rows are written into. It takes its name only with `finish`. */
export interface RowSink {
  /** Writes rows; resolves once they are in the file, so that memory stays flat. */
  write(rows: string[][]): Promise<Result<null, CsvFileError>>
  /** Throws away what was written so far. */
  restart(): Promise<Result<null, CsvFileError>>
  /** All rows are written: the file takes its name. Answers its size in bytes. */
  finish(): Promise<Result<number, CsvFileError>>
  /** Gives up; no file is left. */
  cancel(): void
}

/** Writes to a port that main opened for one write. */
export function openRowSink(port: RowPort<CsvWriteReply, CsvWriteMessage>): RowSink {
  const askOnce = askPort(port)
  const ask = async (message: CsvWriteMessage): Promise<CsvWriteReply> => {
    const reply = await askOnce(message)
    if (reply.type !== 'ack') port.close()
    return reply
  }
  return {
    async write(rows) {
      const reply = await ask({ type: 'rows', rows: JSON.stringify(rows) })
      return reply.type === 'failed' ? err(reply.error) : ok(null)
    },
    async restart() {
      const reply = await ask({ type: 'restart' })
      return reply.type === 'failed' ? err(reply.error) : ok(null)
    },
    async finish() {
      const reply = await ask({ type: 'end' })
      if (reply.type === 'failed') return err(reply.error)
      return ok(reply.type === 'done' ? reply.bytes : 0)
    },
    cancel() {
      port.send({ type: 'cancel' })
      port.close()
    },
  }
}

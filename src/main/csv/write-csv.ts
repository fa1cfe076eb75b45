import type { CsvFlavour, CsvWriteMessage, CsvWriteReply } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import type { OutputPath } from '#main/files/unfinished-files.ts'
import { CsvOutput } from './csv-output.ts'
import { csvFileErrorOf } from './file-error.ts'
import { messageQueue } from './message-queue.ts'

/** Where an export goes and for whom. */
export interface CsvWriteJob extends OutputPath {
  flavour: CsvFlavour
}

/** Writes rows that come over a port into a file. A cancel, a closed port or a failure leaves no file behind. */
export async function writeCsv(
  port: RowPort<CsvWriteMessage, CsvWriteReply>,
  job: CsvWriteJob,
): Promise<void> {
  const messages = messageQueue<CsvWriteMessage>(port)
  let output: CsvOutput | null = null
  try {
    output = await CsvOutput.create(job, job.flavour)
    for (;;) {
      const message = await messages.next()
      if (message.type === 'cancel') return
      if (message.type === 'end') break
      if (message.type === 'rows') await output.add(JSON.parse(message.rows) as string[][])
      else {
        await output.dispose()
        output = await CsvOutput.create(job, job.flavour)
      }
      port.send({ type: 'ack' })
    }
    port.send({ type: 'done', bytes: await output.finish() })
  } catch (error) {
    port.send({ type: 'failed', error: csvFileErrorOf(error) })
  } finally {
    await output?.dispose()
  }
}

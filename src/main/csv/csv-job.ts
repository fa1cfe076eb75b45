import type {
  CsvFileError,
  CsvInspection,
  CsvReadMessage,
  CsvReadReply,
  CsvWriteMessage,
  CsvWriteReply,
} from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import type { Result } from '#shared/result.ts'
import type { CsvSource } from './csv-rows.ts'
import { inspectCsv } from './inspect-csv.ts'
import { readCsv, type CsvReadJob } from './read-csv.ts'
import { writeCsv, type CsvWriteJob } from './write-csv.ts'

/** What main asks of the CSV process. A read and a write come with a port to the window. */
export type CsvJob =
  | { type: 'inspect'; requestId: number; source: CsvSource }
  | { type: 'read'; job: CsvReadJob }
  | { type: 'write'; job: CsvWriteJob }

/** What the CSV process answers main: only inspections, everything else goes over the ports. */
export interface CsvJobReply {
  type: 'inspected'
  requestId: number
  result: Result<CsvInspection, CsvFileError>
}

/** A port of a job: rows one way, acknowledgements the other. */
export type CsvJobPort = RowPort<CsvReadReply | CsvWriteMessage, CsvReadMessage | CsvWriteReply>

/** Does one job to its end and closes its port. Several may run at once. */
export async function runCsvJob(
  job: CsvJob,
  port: CsvJobPort | null,
  reply: (reply: CsvJobReply) => void,
): Promise<void> {
  if (job.type === 'inspect') {
    reply({ type: 'inspected', requestId: job.requestId, result: await inspectCsv(job.source) })
    return
  }
  if (port === null) throw new Error('A job without its port')
  // The window opened the port for this kind of job, so only the messages of this kind come over it.
  if (job.type === 'read') await readCsv(port as RowPort<CsvReadReply, CsvReadMessage>, job.job)
  else await writeCsv(port as RowPort<CsvWriteMessage, CsvWriteReply>, job.job)
  port.close()
}

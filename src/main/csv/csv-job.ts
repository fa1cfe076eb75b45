import type {
  CsvContentMessage,
  CsvContentReply,
  CsvFileError,
  CsvInspection,
  CsvReadMessage,
  CsvReadReply,
  CsvWriteMessage,
  CsvWriteReply,
  RejectedRow,
} from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import type { SeenRowsReply, SeenRowsRequest } from '#shared/csv/seen-rows.ts'
import type { PersonTraits } from '#shared/person/person-traits.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { EditStep } from './edit-log.ts'
import { csvFileErrorOf } from './file-error.ts'
import { inspectCsv } from './inspect-csv.ts'
import type { ReadJob } from './read-store.ts'
import { receiveContent, type ReceiveJob } from './receive-content.ts'
import { saveRejected, type SaveRejectedJob } from './save-rejected.ts'
import { serveSeenRows } from './seen-rows/serve-seen-rows.ts'
import type { StageJob } from './stage-rows.ts'
import type { StagedStores } from './staged-stores.ts'
import type { TableSource } from './table.ts'
import { writeCsv, type CsvWriteJob } from './write-csv.ts'

/** What main asks of the CSV process and gets answered: inputs and outputs. `folder` names a row store. */
export interface CsvRequests {
  inspect: { input: TableSource; output: CsvInspection }
  rows: { input: { folder: string; rows: number[] }; output: string[][] }
  edit: { input: { folder: string; step: EditStep }; output: { edits: number } }
  reject: { input: { folder: string; rows: RejectedRow[] }; output: null }
  'save-rejected': { input: SaveRejectedJob; output: { rows: number } }
  'find-person': { input: { folder: string; traits: PersonTraits }; output: number[] }
  'erase-person': { input: { folder: string; rows: number[]; traits: PersonTraits }; output: null }
  keep: { input: { folder: string }; output: null }
  discard: { input: { folder: string }; output: null }
}

/** Name of a request. */
export type CsvRequestName = keyof CsvRequests

/** What comes with a port to the window, over which everything else goes. */
export type CsvTransfer =
  | { type: 'stage'; job: StageJob }
  | { type: 'read'; job: ReadJob }
  | { type: 'seen-rows'; job: { folder: string } }
  | { type: 'receive'; job: ReceiveJob }
  | { type: 'write'; job: CsvWriteJob }

/** What main sends to the CSV process; each job is answered under its number, a transfer when it is over. */
export type CsvJob =
  | (CsvTransfer & { requestId: number })
  | {
      [Name in CsvRequestName]: {
        type: 'request'
        requestId: number
        name: Name
        input: CsvRequests[Name]['input']
      }
    }[CsvRequestName]

/** What the CSV process answers to a job. */
export interface CsvJobReply {
  requestId: number
  result: Result<CsvRequests[CsvRequestName]['output'], CsvFileError>
}

/** A port of a job: rows or bytes one way, acknowledgements the other. */
export type CsvJobPort = RowPort<
  CsvReadReply | SeenRowsRequest | CsvWriteMessage | CsvContentMessage,
  CsvReadMessage | SeenRowsReply | CsvWriteReply | CsvContentReply
>

/** Does one job to its end and closes its port. Several may run at once. */
export async function runCsvJob(
  job: CsvJob,
  port: CsvJobPort | null,
  reply: (reply: CsvJobReply) => void,
  stores: StagedStores,
): Promise<void> {
  if (job.type === 'request') {
    reply({ requestId: job.requestId, result: await answer(job, stores) })
    return
  }
  if (port === null) throw new Error('A job without its port')
  try {
    await transfer(job, port, stores)
  } finally {
    port.close()
  }
  reply({ requestId: job.requestId, result: ok(null) })
}

/** The window opened the port for this kind of job, so only the messages of this kind come over it. */
async function transfer(transfer: CsvTransfer, port: CsvJobPort, stores: StagedStores): Promise<void> {
  switch (transfer.type) {
    case 'stage':
      return stores.stage(port as RowPort<CsvReadReply, CsvReadMessage>, transfer.job)
    case 'read':
      return stores.read(port as RowPort<CsvReadReply, CsvReadMessage>, transfer.job)
    case 'seen-rows':
      return serveSeenRows(port as RowPort<SeenRowsRequest, SeenRowsReply>, transfer.job.folder)
    case 'receive':
      return receiveContent(port as RowPort<CsvContentMessage, CsvContentReply>, transfer.job)
    case 'write':
      return writeCsv(port as RowPort<CsvWriteMessage, CsvWriteReply>, transfer.job)
  }
}

async function answer(
  request: Extract<CsvJob, { type: 'request' }>,
  stores: StagedStores,
): Promise<CsvJobReply['result']> {
  try {
    switch (request.name) {
      case 'inspect':
        return ok(await inspectCsv(request.input))
      case 'rows':
        return ok(await stores.rows(request.input.folder, request.input.rows))
      case 'edit':
        return ok({ edits: await stores.edit(request.input.folder, request.input.step) })
      case 'reject':
        await stores.reject(request.input.folder, request.input.rows)
        return ok(null)
      case 'save-rejected':
        return ok({ rows: await saveRejected(request.input, stores) })
      case 'find-person':
        return ok(await stores.findPerson(request.input.folder, request.input.traits))
      case 'erase-person':
        await stores.erasePerson(request.input.folder, request.input.rows, request.input.traits)
        return ok(null)
      case 'keep':
        await stores.keep(request.input.folder)
        return ok(null)
      case 'discard':
        await stores.discard(request.input.folder)
        return ok(null)
    }
  } catch (error) {
    return err(csvFileErrorOf(error))
  }
}

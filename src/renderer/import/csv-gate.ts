import type {
  CsvFileError,
  CsvFileHandle,
  CsvFlavour,
  CsvContentMessage,
  CsvContentReply,
  CsvInspection,
  CsvReadMessage,
  CsvReadOptions,
  CsvReadReply,
  CsvWriteMessage,
  CsvWriteReply,
  RejectedRow,
  RowEdit,
} from '#shared/csv/csv-file.ts'
import type { SeenRowsReply, SeenRowsRequest } from '#shared/csv/seen-rows.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { AppCallError, type AppApi } from '#renderer/bridge/app-api.ts'
import { rowPortOf } from './message-port.ts'
import { openRowSink, type RowSink } from './row-sink.ts'
import { openRowSource, type RowSource } from './row-source.ts'
import { openSeenRows, type SeenRows } from './seen-rows.ts'
import { sendContent } from './send-content.ts'

/** A file that is to be read into a store of its own, named `stageId`. */
export interface CsvStageRequest {
  token: string
  options: CsvReadOptions
  stageId: string
  batchSize: number
}

/** What of a kept file is to be read. */
export interface CsvReadRequest {
  stageId: string
  fromRow: number
  batchSize: number
}

/** Names of the columns of a file of rows left out: those of the file they came from, and the two added to them. */
export interface RejectedColumns {
  header: readonly string[]
  /** For the number of the row in the file it came from. */
  numberHeader: string
  reasonHeader: string
}

/** Files as import and export see them: main reads, keeps and writes them, and asks the person which. */
export interface CsvGate {
  /** The native dialog; null where the person gave up. */
  choose(): Promise<Result<CsvFileHandle, CsvFileError> | null>
  inspect(token: string, options: CsvReadOptions): Promise<Result<CsvInspection, CsvFileError>>
  /** A file without a path, or pasted text. */
  receive(name: string, content: Blob): Promise<Result<CsvFileHandle, CsvFileError>>
  /** Reads a file into its store; the source has its data rows meanwhile. From then on the file is not needed. */
  stage(request: CsvStageRequest): Promise<Result<RowSource, CsvFileError>>
  /** Reads a kept file, its edits applied. */
  read(request: CsvReadRequest): Promise<Result<RowSource, CsvFileError>>
  /** Remembers rows of one pass over a file outside the window; to be closed. */
  seenRows(): Promise<SeenRows>
  /** Single data rows of a kept file, in the order asked, edits applied; at most 1,000. */
  rows(stageId: string, rows: readonly number[]): Promise<Result<string[][], CsvFileError>>
  /** Adds an edit, or takes the last one away; answers how many there are. */
  edit(stageId: string, edit: RowEdit | { type: 'undo' }): Promise<Result<{ edits: number }, CsvFileError>>
  /** Remembers rows that an import left out; one that is told again counts once. At most 10,000 at a time. */
  reject(stageId: string, rows: readonly RejectedRow[]): Promise<Result<null, CsvFileError>>
  /** Asks where to save the rows left out, with columns for where they stood and for the reason; null where the person gave up. */
  saveRejected(
    stageId: string,
    suggestedName: string,
    columns: RejectedColumns,
  ): Promise<Result<{ name: string; rows: number }, CsvFileError> | null>
  /** Asks where to save; null where the person gave up. */
  write(suggestedName: string, flavour: CsvFlavour): Promise<{ name: string; sink: RowSink } | null>
  /** Bytes that are free where the app keeps its data. */
  freeBytes(): Promise<number>
  /** Has main keep the rows of a file over restarts. */
  keep(stageId: string): Promise<Result<null, CsvFileError>>
  /** The rows of a file are not needed any more. */
  discard(stageId: string): Promise<void>
}

/** The call has no failure of its own: what it failed of is in the detail. */
const KEEP_FAILURES = ['not-kept', 'disk-full', 'no-access'] as const

/** The gate over the bridge to main. */
export function csvGate(api: Pick<AppApi, 'call' | 'port'>, newId: () => string): CsvGate {
  return {
    choose: () => api.call('csv:choose-import', null),
    inspect: (token, options) => api.call('csv:inspect', { token, options }),
    async receive(name, content) {
      const callId = newId()
      const port = api.port(callId)
      const { token } = await api.call('csv:receive', { name, callId })
      const sent = await sendContent(rowPortOf<CsvContentReply, CsvContentMessage>(await port), content)
      return sent.ok ? ok({ token, name, size: content.size }) : err(sent.error)
    },
    async stage(request) {
      const callId = newId()
      const port = api.port(callId)
      const started = await api.call('csv:stage', { ...request, callId })
      if (!started.ok) return err(started.error)
      return ok(openRowSource(rowPortOf<CsvReadMessage, CsvReadReply>(await port)))
    },
    async read(request) {
      const callId = newId()
      const port = api.port(callId)
      const started = await api.call('csv:read', { ...request, callId })
      if (!started.ok) return err(started.error)
      return ok(openRowSource(rowPortOf<CsvReadMessage, CsvReadReply>(await port)))
    },
    async seenRows() {
      const callId = newId()
      const port = api.port(callId)
      await api.call('csv:seen-rows', { callId })
      return openSeenRows(rowPortOf<SeenRowsReply, SeenRowsRequest>(await port))
    },
    rows: (stageId, rows) => api.call('csv:rows', { stageId, rows: [...rows] }),
    edit: (stageId, edit) => api.call('csv:edit', { stageId, edit }),
    reject: (stageId, rows) => api.call('csv:reject', { stageId, rows: [...rows] }),
    saveRejected: (stageId, suggestedName, { header, ...added }) =>
      api.call('csv:save-rejected', { stageId, suggestedName, header: [...header], ...added }),
    async write(suggestedName, flavour) {
      const callId = newId()
      const port = api.port(callId)
      const started = await api.call('csv:write', { suggestedName, flavour, callId })
      if (started === null) return null
      return { name: started.name, sink: openRowSink(rowPortOf<CsvWriteReply, CsvWriteMessage>(await port)) }
    },
    freeBytes: async () => (await api.call('recovery:free-space', null)).bytes,
    async keep(stageId) {
      try {
        return ok(await api.call('csv:keep', { stageId }))
      } catch (error) {
        const known =
          error instanceof AppCallError
            ? KEEP_FAILURES.find((kind) => kind === error.error.detail)
            : undefined
        if (known === undefined) throw error
        return err({ kind: known })
      }
    },
    discard: async (stageId) => {
      await api.call('csv:discard', { stageId })
    },
  }
}

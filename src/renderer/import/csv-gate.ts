import type {
  CsvFileError,
  CsvFileHandle,
  CsvFlavour,
  CsvInspection,
  CsvReadMessage,
  CsvReadOptions,
  CsvReadReply,
  CsvWriteMessage,
  CsvWriteReply,
} from '#shared/csv/csv-file.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { rowPortOf } from './message-port.ts'
import { openRowSink, type RowSink } from './row-sink.ts'
import { openRowSource, type RowSource } from './row-source.ts'

/** What of a file is to be read. */
interface CsvReadRequest {
  token: string
  options: CsvReadOptions
  fromRow: number
  batchSize: number
}

/** Files as import and export see them: main reads and writes them, and asks the person which. */
export interface CsvGate {
  /** The native dialog; null where the person gave up. */
  choose(): Promise<Result<CsvFileHandle, CsvFileError> | null>
  inspect(token: string, options: CsvReadOptions): Promise<Result<CsvInspection, CsvFileError>>
  read(request: CsvReadRequest): Promise<Result<RowSource, CsvFileError>>
  /** Asks where to save; null where the person gave up. */
  write(suggestedName: string, flavour: CsvFlavour): Promise<{ name: string; sink: RowSink } | null>
  /** Has main remember the file over restarts, until it is released. */
  keep(token: string): Promise<void>
  release(token: string): Promise<void>
}

/** The gate over the bridge to main. */
export function csvGate(api: Pick<AppApi, 'call' | 'port'>, newId: () => string): CsvGate {
  return {
    choose: () => api.call('csv:choose-import', null),
    inspect: (token, options) => api.call('csv:inspect', { token, options }),
    async read(request) {
      const callId = newId()
      const port = api.port(callId)
      const started = await api.call('csv:read', { ...request, callId })
      if (!started.ok) return err(started.error)
      return ok(openRowSource(rowPortOf<CsvReadMessage, CsvReadReply>(await port)))
    },
    async write(suggestedName, flavour) {
      const callId = newId()
      const port = api.port(callId)
      const started = await api.call('csv:write', { suggestedName, flavour, callId })
      if (started === null) return null
      return { name: started.name, sink: openRowSink(rowPortOf<CsvWriteReply, CsvWriteMessage>(await port)) }
    },
    keep: async (token) => {
      await api.call('csv:keep', { token })
    },
    release: async (token) => {
      await api.call('csv:release', { token })
    },
  }
}

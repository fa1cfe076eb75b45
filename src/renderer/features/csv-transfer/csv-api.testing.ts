import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { IpcContract } from '#shared/ipc/contract.ts'
import { csvHandlersOf } from '#main/csv/csv-channels.ts'
import { CsvFiles } from '#main/csv/csv-files.ts'
import { runCsvJob } from '#main/csv/csv-job.ts'
import { CsvProcessClient } from '#main/csv/csv-process-client.ts'
import { ImportFolders } from '#main/csv/import-folders.ts'
import { StagedStores } from '#main/csv/staged-stores.ts'
import { notNoting } from '#main/files/output-at.testing.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { rowPortOf } from '#renderer/import/message-port.ts'

/** The CSV side of main within a test: real files, real handlers, real channels. */
export interface CsvApi {
  readonly api: Partial<AppApi>
  /** Folder of the files that can be dropped and of exports. */
  readonly folder: string
  /** What the native dialog answers next; null = the person gives up. */
  chosen: string | null
  exportTo: string | null
  /** Bytes that are free on the disk. */
  freeBytes: number
}

/** Bridges to the CSV code of main without a main process. */
export function csvApi(): CsvApi {
  const folder = mkdtempSync(join(tmpdir(), 'csv-api-'))
  const stores = new StagedStores()
  const ports = new Map<string, (port: MessagePort) => void>()
  const client = new CsvProcessClient<MessagePort>(
    (receive) => ({
      send: (job, port) => {
        void runCsvJob(job, port === null ? null : rowPortOf(port), receive, stores)
      },
    }),
    () => {
      const { port1, port2 } = new MessageChannel()
      return { forProcess: port1, forWindow: port2 }
    },
    (callId, port) => ports.get(callId)?.(port),
  )
  const made: CsvApi = { api: {}, folder, chosen: null, exportTo: null, freeBytes: 1e12 }
  const { handlers, open } = csvHandlersOf(
    new CsvFiles(),
    new ImportFolders(join(folder, 'imports')),
    client,
    {
      chooseImport: () => Promise.resolve(made.chosen),
      chooseExport: () => Promise.resolve(made.exportTo),
    },
    notNoting,
  )
  Object.assign(made.api, {
    call: (channel: keyof IpcContract, input: never) => {
      // Files opened with the app are main's own matter; here there are none.
      if (channel === 'csv:take-opened') return Promise.resolve([])
      if (channel === 'recovery:free-space') return Promise.resolve({ bytes: made.freeBytes })
      const handler = (handlers as Partial<Record<keyof IpcContract, (input: never) => unknown>>)[channel]
      if (handler === undefined) return Promise.reject(new Error(`Unexpected call ${channel}`))
      return Promise.resolve(handler(input))
    },
    port: (callId: string) => new Promise<MessagePort>((resolve) => ports.set(callId, resolve)),
    openDropped: (file: File) => open(join(folder, basename(file.name))),
  })
  return made
}

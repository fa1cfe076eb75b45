import { basename } from 'node:path'
import type { CsvFileError, CsvFileHandle } from '#shared/csv/csv-file.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import type { CsvFiles } from './csv-files.ts'
import type { CsvProcessClient } from './csv-process-client.ts'
import { csvFileErrorOf } from './file-error.ts'
import { stampOfFile } from './source-file.ts'

type CsvChannel = Exclude<Extract<keyof IpcHandlers, `csv:${string}`>, 'csv:take-opened'>

/** The CSV part of main. */
export interface CsvHandlers {
  handlers: Pick<IpcHandlers, CsvChannel>
  /** Makes a file known that the app was started with. */
  open: (path: string) => Promise<Result<CsvFileHandle, CsvFileError>>
}

/** Native dialogs for files; a path they give never leaves main. Null where the person gave up. */
export interface FileDialogs {
  chooseImport(): Promise<string | null>
  chooseExport(suggestedName: string): Promise<string | null>
}

/** The handlers over their parts. */
export function csvHandlersOf(
  files: CsvFiles,
  csvProcess: Pick<CsvProcessClient, 'inspect' | 'read' | 'write'>,
  dialogs: FileDialogs,
): CsvHandlers {
  return {
    open: (path) => files.add(path),
    handlers: {
      'csv:choose-import': async () => {
        const path = await dialogs.chooseImport()
        return path === null ? null : files.add(path)
      },
      'csv:open-dropped': ({ path }) => files.add(path),
      'csv:inspect': ({ token, options }) => {
        const known = files.find(token)
        if (known === undefined) return err({ kind: 'not-found' })
        const { path, ...expected } = known
        return csvProcess.inspect({ path, expected, options })
      },
      'csv:read': async ({ token, options, fromRow, batchSize, callId }) => {
        const known = files.find(token)
        if (known === undefined) return err({ kind: 'not-found' })
        const { path, ...expected } = known
        try {
          // What is plain at once is answered at once; the rest comes over the port.
          const now = await stampOfFile(path)
          if (now.size !== expected.size || now.mtimeMs !== expected.mtimeMs) {
            return err({ kind: 'changed-while-read' })
          }
        } catch (error) {
          return err(csvFileErrorOf(error))
        }
        csvProcess.read(callId, { path, expected, options, fromRow, batchSize })
        return ok(null)
      },
      'csv:keep': async ({ token }) => {
        await files.keep(token)
        return null
      },
      'csv:release': async ({ token }) => {
        await files.release(token)
        return null
      },
      'csv:write': async ({ suggestedName, flavour, callId }) => {
        const path = await dialogs.chooseExport(suggestedName)
        if (path === null) return null
        csvProcess.write(callId, { path, flavour })
        return { name: basename(path) }
      },
    },
  }
}

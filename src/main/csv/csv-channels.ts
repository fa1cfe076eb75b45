import { basename } from 'node:path'
import type { CsvFileError, CsvFileHandle } from '#shared/csv/csv-file.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { UnfinishedFiles } from '#main/files/unfinished-files.ts'
import { CallRefusal, type IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import type { CsvFiles } from './csv-files.ts'
import type { CsvProcessClient } from './csv-process-client.ts'
import { csvFileErrorOf } from './file-error.ts'
import type { ImportFolders } from './import-folders.ts'
import { readWholeFile } from './read-whole-file.ts'
import { checkStamp } from './source-file.ts'

type CsvChannel = Exclude<Extract<keyof IpcHandlers, `csv:${string}`>, 'csv:take-opened'>

/** The CSV part of main. */
export interface CsvHandlers {
  handlers: Pick<IpcHandlers, CsvChannel>
  /** Makes a file known that the app was started with. */
  open: (path: string) => Promise<Result<CsvFileHandle, CsvFileError>>
  /** The bytes of a file that the window has chosen, for a remote that imports it by itself. */
  readWhole: (token: string, maxBytes: number) => ReturnType<typeof readWholeFile>
}

/** Native dialogs for files; a path they give never leaves main. Null where the person gave up. */
export interface FileDialogs {
  chooseImport(): Promise<string | null>
  chooseExport(suggestedName: string): Promise<string | null>
}

/** The handlers over their parts. */
export function csvHandlersOf(
  files: CsvFiles,
  folders: ImportFolders,
  csvProcess: Pick<CsvProcessClient, 'request' | 'transfer'>,
  dialogs: FileDialogs,
  unfinished: Pick<UnfinishedFiles, 'outputFor' | 'done'>,
): CsvHandlers {
  const folder = ({ stageId }: { stageId: string }): string => folders.store(stageId)
  /** Received content by the store it was staged into: it is needed until an import of that store begins. */
  const received = new Map<string, string>()
  return {
    open: (path) => files.add(path),
    readWhole: (token, maxBytes) => readWholeFile(files.find(token), maxBytes),
    handlers: {
      'csv:choose-import': async () => {
        const path = await dialogs.chooseImport()
        return path === null ? null : files.add(path)
      },
      'csv:open-dropped': ({ path }) => files.add(path),
      'csv:receive': ({ callId }) => {
        const path = folders.newReceived()
        void csvProcess.transfer(callId, { type: 'receive', job: { path } })
        return { token: files.expect(path) }
      },
      'csv:inspect': ({ token, options }) => {
        const file = files.find(token)
        if (file === undefined) return err({ kind: 'not-found' })
        return csvProcess.request('inspect', { ...file, options })
      },
      'csv:stage': async ({ token, options, stageId, batchSize, callId }) => {
        const file = files.find(token)
        if (file === undefined) return err({ kind: 'not-found' })
        try {
          // What is plain at once is answered at once; the rest comes over the port.
          await checkStamp(file.path, file.expected)
        } catch (error) {
          return err(csvFileErrorOf(error))
        }
        const job = { ...file, options, batchSize, folder: folders.store(stageId) }
        if (file.expected === null) received.set(stageId, file.path)
        void csvProcess.transfer(callId, { type: 'stage', job })
        return ok(null)
      },
      'csv:read': ({ fromRow, batchSize, callId, ...store }) => {
        void csvProcess.transfer(callId, { type: 'read', job: { folder: folder(store), fromRow, batchSize } })
        return ok(null)
      },
      'csv:seen-rows': ({ callId }) => {
        void csvProcess.transfer(callId, { type: 'seen-rows', job: { folder: folders.newSeenRows() } })
        return null
      },
      'csv:rows': ({ rows, ...store }) => csvProcess.request('rows', { folder: folder(store), rows }),
      'csv:edit': ({ edit, ...store }) => csvProcess.request('edit', { folder: folder(store), step: edit }),
      'csv:reject': ({ rows, ...store }) => csvProcess.request('reject', { folder: folder(store), rows }),
      'csv:save-rejected': async ({ suggestedName, header, numberHeader, reasonHeader, ...store }) => {
        const path = await dialogs.chooseExport(suggestedName)
        if (path === null) return null
        const output = await unfinished.outputFor(path)
        const job = { folder: folder(store), ...output, header, numberHeader, reasonHeader }
        const saved = await csvProcess.request('save-rejected', job)
        if (!saved.ok) return saved
        await unfinished.done(output)
        return ok({ name: basename(path), ...saved.value })
      },
      'csv:find-person': async ({ stageIds, traits }) => {
        const found: { stageId: string; rows: number[] }[] = []
        for (const stageId of new Set([...stageIds, ...(await folders.unkept())])) {
          const rows = await csvProcess.request('find-person', { folder: folders.store(stageId), traits })
          if (!rows.ok) return rows
          if (rows.value.length > 0) found.push({ stageId, rows: rows.value })
        }
        return ok(found)
      },
      'csv:erase-person': async ({ stageId, rows, traits }) => {
        // What was received is bytes in an encoding that nobody has settled: it can only go as a whole.
        await folders.removeReceived()
        return csvProcess.request('erase-person', { folder: folders.store(stageId), rows, traits })
      },
      'csv:keep': async (store) => {
        await answered(csvProcess.request('keep', { folder: folder(store) }))
        await folders.remove([received.get(store.stageId) ?? []].flat())
        received.delete(store.stageId)
        return null
      },
      'csv:discard': (store) => answered(csvProcess.request('discard', { folder: folder(store) })),
      'csv:write': async ({ suggestedName, flavour, callId }) => {
        const path = await dialogs.chooseExport(suggestedName)
        if (path === null) return null
        const output = await unfinished.outputFor(path)
        const over = csvProcess.transfer(callId, { type: 'write', job: { ...output, flavour } })
        // What a process that died has left is removed at the next start.
        void over.then((ended) => (ended.ok ? unfinished.done(output) : undefined))
        return { name: basename(path) }
      },
    },
  }
}

/** These calls have no failure of their own; one is answered as a failed call. */
async function answered(request: Promise<Result<null, CsvFileError>>): Promise<null> {
  const result = await request
  if (!result.ok) throw new CallRefusal('failed', result.error.kind)
  return null
}

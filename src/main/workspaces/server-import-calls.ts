import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import type {
  ServerImporter,
  ServerImportFailure,
  ServerImportFile,
  ServerImportFileError,
  ServerImportOutcome,
  ServerImportPreview,
} from '#shared/connector/server-import.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { CallRefusal } from '#main/ipc/ipc-handlers.ts'

/** Reads the file under a token whole; the path stays in main. */
export type ReadImportFile = (
  token: string,
  maxBytes: number,
) => Promise<Result<ServerImportFile, ServerImportFileError>>

/** A file under a token, and the connector it is for; null in a workspace without connection or credentials. */
export interface ServerImportCall {
  connector: RemoteConnector | null
  token: string
  read: ReadImportFile
}

/** What the remote itself would do with the file. */
export async function previewServerImport(
  call: ServerImportCall,
  signal: AbortSignal,
): Promise<Result<ServerImportPreview, ServerImportFailure>> {
  const ready = await readyImport(call)
  return ready.ok ? ready.value.importer.preview(ready.value.file, signal) : ready
}

/** Has the remote import the file, once. */
export async function runServerImport(
  call: ServerImportCall,
  signal: AbortSignal,
): Promise<ServerImportOutcome> {
  const ready = await readyImport(call)
  if (!ready.ok) return { status: 'not-sent', failure: ready.error }
  return ready.value.importer.run(ready.value.file, signal)
}

async function readyImport({
  connector,
  token,
  read,
}: ServerImportCall): Promise<
  Result<{ importer: ServerImporter; file: ServerImportFile }, ServerImportFailure>
> {
  if (connector === null) return err({ kind: 'failed', error: { kind: 'not-configured' } })
  const { serverImport: importer, capabilities } = connector
  if (importer === undefined || capabilities.serverImport === undefined) {
    throw new CallRefusal('not-found', 'server-import')
  }
  const file = await read(token, capabilities.serverImport.maxBytes)
  if (!file.ok) return err({ kind: 'file', error: file.error })
  return ok({ importer, file: file.value })
}

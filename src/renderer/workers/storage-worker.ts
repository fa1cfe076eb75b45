import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { indexedDbRosterFile } from '#renderer/roster/roster-file.ts'
import { renewLog } from './renew-log.ts'
import { sendBackup } from './send-backup.ts'
import { StorageHost } from './storage-host.ts'
import { tidyStore } from './tidy-store.ts'
import type { StorageWorkerMessage, StorageWorkerReady } from './storage-worker-messages.ts'

/** The part of a worker's global scope that is used here; the window's types know no workers. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<StorageWorkerMessage>) => void) | null
  postMessage(message: StorageWorkerReady): void
}

const scope = self as unknown as WorkerScope

const host = new StorageHost({
  // Strict: an acknowledged edit survives a power cut (docs/data.md, section 7).
  storage: getRxStorageDexie({ chromeTransactionDurability: 'strict' }),
  rosterFile: (databaseName) => indexedDbRosterFile(databaseName, indexedDB),
  savePolicy: { quietMs: 5_000, rows: 1_000 },
  renew: () => renewLog(indexedDB),
})

scope.onmessage = (event) => {
  const [port] = event.ports
  if (port === undefined) return
  const { data } = event
  if (data.type === 'storage') host.serveStorage(port)
  else if (data.type === 'roster') host.serveRoster(data.databaseName, port)
  else if (data.type === 'tidy') {
    tidyStore(indexedDB)
      // Without room, for example: the engine tidies up by itself later.
      .catch(() => undefined)
      .finally(() => port.postMessage(null))
  } else void sendBackup({ factory: indexedDB, keyRange: IDBKeyRange, ...data }, port)
}

scope.postMessage({ type: 'ready' })

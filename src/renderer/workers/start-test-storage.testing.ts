import type { RxStorage } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import type { RosterFile } from '#renderer/roster/roster-file.ts'
import type { SnapshotMeta } from '#renderer/roster/roster-snapshot.ts'
import { sendBackup, type BackupSource } from './send-backup.ts'
import { connectStorage, type StartedStorage } from './started-storage.ts'
import { StorageHost } from './storage-host.ts'

/** A roster file in memory. */
export class MemoryRosterFile implements RosterFile {
  meta: SnapshotMeta | null = null
  chunks: ArrayBuffer[] = []

  readMeta(): Promise<SnapshotMeta | null> {
    return Promise.resolve(this.meta)
  }
  readChunk(at: number): Promise<ArrayBuffer | null> {
    return Promise.resolve(this.chunks[at] ?? null)
  }
  write(meta: SnapshotMeta, chunks: readonly ArrayBuffer[]): Promise<void> {
    this.meta = meta
    this.chunks = [...chunks]
    return Promise.resolve()
  }
  remove(): Promise<void> {
    this.meta = null
    this.chunks = []
    return Promise.resolve()
  }
}

/**
 * What startStorage gives, in this thread: real channels, real rosters, RxDB's memory storage unless told otherwise.
 * Its data lives as long as the process, by database name.
 */
export function startTestStorage(
  options: {
    storage?: RxStorage<unknown, unknown>
    rosterFile?: (databaseName: string) => RosterFile
    /** The IndexedDB of the storage, for tests of backups. */
    backups?: Pick<BackupSource, 'factory' | 'keyRange'>
  } = {},
): StartedStorage {
  const files = new Map<string, RosterFile>()
  const host = new StorageHost({
    storage: options.storage ?? getRxStorageMemory(),
    rosterFile:
      options.rosterFile ??
      ((name) => {
        const file = files.get(name) ?? new MemoryRosterFile()
        files.set(name, file)
        return file
      }),
    savePolicy: { quietMs: 5_000, rows: 1_000 },
    renew: () => Promise.resolve(),
  })
  return connectStorage(
    (message, port) => {
      if (message.type === 'storage') host.serveStorage(port)
      else if (message.type === 'roster') host.serveRoster(message.databaseName, port)
      else if (message.type === 'tidy') port.postMessage(null)
      else if (options.backups !== undefined) void sendBackup({ ...options.backups, ...message }, port)
      else throw new Error('Nothing to back up from: the test brings no IndexedDB')
    },
    () => undefined,
  )
}

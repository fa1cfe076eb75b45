import type { SnapshotMeta } from './roster-snapshot.ts'

/** Where a roster is saved between two starts. Losing it costs a rebuild, never data. */
export interface RosterFile {
  /** What is saved, null where there is nothing or it cannot be read. */
  readMeta(): Promise<SnapshotMeta | null>
  /** One chunk, null where it is missing. */
  readChunk(at: number): Promise<ArrayBuffer | null>
  /** Replaces everything in one step. */
  write(meta: SnapshotMeta, chunks: readonly ArrayBuffer[]): Promise<void>
  /** Deletes everything. */
  remove(): Promise<void>
}

const STORE = 'parts'
const META = 'meta'

/** The roster of one database in an IndexedDB database of its own, beside the collections. */
export function indexedDbRosterFile(databaseName: string, factory: IDBFactory): RosterFile {
  const name = `roster-${databaseName}`
  let opened: Promise<IDBDatabase> | null = null

  const close = async (): Promise<void> => {
    const closing = opened
    opened = null
    ;(await closing)?.close()
  }
  const inStore = async <T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T> | null,
  ): Promise<T | null> => {
    opened ??= openDatabase(factory, name, () => {
      opened = null
    })
    try {
      const transaction = (await opened).transaction(STORE, mode, { durability: 'relaxed' })
      return await runTransaction(transaction, work(transaction.objectStore(STORE)))
    } catch (error) {
      // The connection may be what is broken: the next call opens a new one.
      await close().catch(() => undefined)
      throw error
    }
  }

  return {
    readMeta: async () =>
      (await inStore<SnapshotMeta | undefined>('readonly', (store) => store.get(META))) ?? null,
    readChunk: async (at) => {
      const chunk = await inStore<unknown>('readonly', (store) => store.get(at))
      return chunk instanceof ArrayBuffer ? chunk : null
    },
    write: async (meta, chunks) => {
      await inStore('readwrite', (store) => {
        store.clear()
        chunks.forEach((chunk, at) => store.put(chunk, at))
        store.put(meta, META)
        return null
      })
    },
    remove: async () => {
      await close()
      await deleteDatabase(factory, name)
    },
  }
}

function runTransaction<T>(transaction: IDBTransaction, request: IDBRequest<T> | null): Promise<T | null> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve(request === null ? null : request.result)
    }
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('The roster could not be saved or read'))
    }
  })
}

/** Closes, and says so, when somebody else wants to delete it: an open one would keep it for ever. */
function openDatabase(factory: IDBFactory, name: string, closed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE)
    }
    request.onsuccess = () => {
      const database = request.result
      database.onversionchange = () => {
        database.close()
        closed()
      }
      resolve(database)
    }
    request.onerror = () => {
      reject(request.error ?? new Error('The roster could not be opened'))
    }
  })
}

function deleteDatabase(factory: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(name)
    request.onsuccess = () => {
      resolve()
    }
    request.onerror = () => {
      reject(request.error ?? new Error('The roster could not be deleted'))
    }
  })
}

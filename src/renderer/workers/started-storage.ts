import type { RxStorage } from 'rxdb'
import { getRxStorageRemote, type MessageFromRemote } from 'rxdb/plugins/storage-remote'
import { connectRoster, type RosterClient } from '#renderer/roster/roster-client.ts'
import { portMessages } from './port-messages.ts'
import type { StorageWorkerMessage } from './storage-worker-messages.ts'

/** The storage of the window, and the rosters beside it. */
export interface StartedStorage {
  readonly storage: RxStorage<unknown, unknown>
  /** The roster of a database; close it when the database is closed. */
  openRoster(databaseName: string): RosterClient
  /** Sends everything a database holds over a port; `partial` = as far as it can be read. */
  sendBackup(databaseName: string, port: MessagePort, partial: boolean): void
  /** Has the engine let go of values that were replaced or removed (tidy-store.ts); resolves also where it could not. */
  tidy(): Promise<void>
  /** Ends the worker. Close the databases first. */
  close(): void
}

/** Sends a message with a port to whoever hosts the storage. */
export type PostToHost = (message: StorageWorkerMessage, port: MessagePort) => void

/** The window's side of a storage host: one channel for the storage, one for each roster. */
export function connectStorage(post: PostToHost, close: () => void): StartedStorage {
  const connect = (message: StorageWorkerMessage): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    post(message, port2)
    return port1
  }
  const storage = getRxStorageRemote({
    // RxDB keeps channels by this name for the life of the page; a second start needs its own.
    identifier: `storage-${crypto.randomUUID()}`,
    mode: 'one',
    messageChannelCreator: () => {
      const port = connect({ type: 'storage' })
      const messages$ = portMessages<MessageFromRemote>(port)
      port.start()
      return Promise.resolve({
        send: (message) => {
          port.postMessage(message)
        },
        messages$,
        close: () => {
          port.close()
          return Promise.resolve()
        },
      })
    },
  })
  return {
    storage,
    openRoster: (databaseName) => connectRoster(connect({ type: 'roster', databaseName })),
    sendBackup: (databaseName, port, partial) => {
      post({ type: 'backup', databaseName, partial }, port)
    },
    tidy: () =>
      new Promise((resolve) => {
        const port = connect({ type: 'tidy' })
        port.onmessage = () => {
          port.close()
          resolve()
        }
      }),
    close,
  }
}

/** From the window to the storage worker; each comes with the port to serve. */
export type StorageWorkerMessage =
  | { type: 'storage' }
  | { type: 'roster'; databaseName: string }
  /** Send everything the database holds over the port, which leads to the process that writes backups. */
  | { type: 'backup'; databaseName: string; partial: boolean }
  /** Have the engine let go of what was replaced or removed; answered by one message. */
  | { type: 'tidy' }

/** From the storage worker, once, when it has loaded. */
export interface StorageWorkerReady {
  type: 'ready'
}

/** From the window to the storage worker; each comes with the port to serve. */
export type StorageWorkerMessage = { type: 'storage' } | { type: 'roster'; databaseName: string }

/** From the storage worker, once, when it has loaded. */
export interface StorageWorkerReady {
  type: 'ready'
}

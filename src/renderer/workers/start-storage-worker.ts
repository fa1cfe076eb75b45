import { err, ok, type Result } from '#shared/result.ts'

/** Why the storage worker did not start; `detail` is for the log and holds no data. */
export interface StorageStartError {
  readonly kind: 'start-timeout' | 'failed'
  readonly detail: string
}

/** A worker that fails to load never answers: after this long, in ms, the recovery screen takes over. */
const START_TIMEOUT = 15_000

/** Starts the storage worker and waits until it has loaded. Apart from all else, so that it begins before the app is read. */
export function startStorageWorker(timeoutMs = START_TIMEOUT): Promise<Result<Worker, StorageStartError>> {
  const worker = new Worker(new URL('./storage-worker.ts', import.meta.url), {
    type: 'module',
    name: 'storage',
  })
  return new Promise((resolve) => {
    const fail = (error: StorageStartError): void => {
      clearTimeout(timer)
      worker.terminate()
      resolve(err(error))
    }
    const timer = setTimeout(() => {
      fail({ kind: 'start-timeout', detail: `no answer in ${String(timeoutMs)} ms` })
    }, timeoutMs)
    worker.onerror = (event) => {
      fail({ kind: 'failed', detail: event.message })
    }
    // The worker's only message: it has loaded.
    worker.onmessage = () => {
      clearTimeout(timer)
      worker.onmessage = null
      worker.onerror = null
      resolve(ok(worker))
    }
  })
}

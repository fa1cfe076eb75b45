import { err, ok, type Result } from '#shared/result.ts'
import { connectStorage, type StartedStorage } from './started-storage.ts'

/** Why the storage worker did not start; `detail` is for the log and holds no data. */
export interface StorageStartError {
  readonly kind: 'start-timeout' | 'failed'
  readonly detail: string
}

/** A worker that fails to load never answers: after this long, in ms, the recovery screen takes over. */
const START_TIMEOUT = 15_000

/** How the storage worker is started. */
export interface StartStorageOptions {
  readonly timeoutMs?: number
  /** Told when the started worker breaks: what is asked of it then may never be answered. */
  readonly onBroken: (error: Error) => void
}

/** Starts the storage worker. One for the whole window: two Dexies on the same databases would block each other. */
export function startStorage(
  options: StartStorageOptions,
): Promise<Result<StartedStorage, StorageStartError>> {
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
    const timeoutMs = options.timeoutMs ?? START_TIMEOUT
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
      worker.onerror = (event) => {
        options.onBroken(new Error(`storage worker: ${event.message}`))
      }
      resolve(
        ok(
          connectStorage(
            (message, port) => {
              worker.postMessage(message, [port])
            },
            () => {
              worker.terminate()
            },
          ),
        ),
      )
    }
  })
}

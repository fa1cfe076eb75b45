import { ok, type Result } from '#shared/result.ts'
import type { StorageStartError } from './start-storage-worker.ts'
import { connectStorage, type StartedStorage } from './started-storage.ts'

/** What the window's storage is made of. */
export interface StorageParts {
  /** The storage worker, on its way. One for the whole window: two Dexies on the same databases would block each other. */
  readonly worker: Promise<Result<Worker, StorageStartError>>
  /** Told when the started worker breaks: what is asked of it then may never be answered. */
  readonly onBroken: (error: Error) => void
}

/** The storage behind a worker, once it has loaded. */
export async function startStorage(parts: StorageParts): Promise<Result<StartedStorage, StorageStartError>> {
  const started = await parts.worker
  if (!started.ok) return started
  const worker = started.value
  worker.onerror = (event) => {
    parts.onBroken(new Error(`storage worker: ${event.message}`))
  }
  return ok(
    connectStorage(
      (message, port) => {
        worker.postMessage(message, [port])
      },
      () => {
        worker.terminate()
      },
    ),
  )
}

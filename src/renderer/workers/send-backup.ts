import type { BackupBatch } from '#shared/backup/backup-format.ts'
import type { BackupWriteMessage } from '#shared/backup/backup-messages.ts'
import { readStored, storedCollections } from './stored-collections.ts'

/** Documents in one line of a backup: enough to compress well, few enough to let the store answer others in between. */
const BATCH = 200

/** Where the documents of a backup come from. */
export interface BackupSource {
  readonly factory: IDBFactory
  readonly keyRange: typeof IDBKeyRange
  readonly databaseName: string
  /** True where what can be read is wanted, although the rest cannot. */
  readonly partial: boolean
}

/**
 * Sends everything a workspace holds over a port, straight from the storage worker to the process that writes it, so that
 * the window has no part in it. Each batch waits until the one before is taken.
 */
export async function sendBackup(source: BackupSource, port: MessagePort): Promise<void> {
  const asker = new Asker(port)
  try {
    const collections = await storedCollections(source.factory, source.databaseName)
    for (const stored of collections) {
      try {
        for await (const documents of readStored(source.factory, source.keyRange, stored, BATCH)) {
          const { collection, version } = stored
          const batch: BackupBatch = { collection, version, documents }
          const line = JSON.stringify(batch)
          if (!(await asker.ask({ type: 'batch', collection, documents: documents.length, line }))) return
        }
      } catch (error) {
        if (!source.partial) throw error
      }
    }
    port.postMessage({ type: 'end' } satisfies BackupWriteMessage)
  } catch (error) {
    // The name of an error alone: its text may hold documents.
    const detail = error instanceof Error ? error.name : 'unknown'
    port.postMessage({ type: 'failed', detail } satisfies BackupWriteMessage)
  }
}

/** Waits for the answer to each message, which is always to go on; false where the other side is gone. */
class Asker {
  readonly #port: MessagePort
  #answer: ((goOn: boolean) => void) | null = null
  #isClosed = false

  constructor(port: MessagePort) {
    this.#port = port
    port.addEventListener('message', () => {
      this.#settle(true)
    })
    port.addEventListener('close', () => {
      this.#isClosed = true
      this.#settle(false)
    })
    port.start()
  }

  ask(message: BackupWriteMessage): Promise<boolean> {
    if (this.#isClosed) return Promise.resolve(false)
    return new Promise((resolve) => {
      this.#answer = resolve
      this.#port.postMessage(message)
    })
  }

  #settle(goOn: boolean): void {
    const answer = this.#answer
    this.#answer = null
    answer?.(goOn)
  }
}

import { committed, openOrMake } from './indexed-db.ts'

/** Name of a database that is there for a moment only. */
const SCRATCH = 'renew-log'
/** Below the size from which Chromium keeps a value in a file of its own, past the log. */
const RECORD_BYTES = 32 * 1024
/** More than LevelDB writes into one log, so that it begins the next and deletes the one before. */
const RECORDS = 400
const AT_ONCE = 50

/**
 * Has LevelDB, in which Chromium keeps IndexedDB, begin a new log. A write that failed for want of room leaves half a
 * record at the end of the log, Chromium goes on writing after it, and at the next start takes the whole store for
 * damaged and deletes it (electron/electron#41877): the log must be gone before that. Rejects while there is no room.
 */
export async function renewLog(factory: IDBFactory): Promise<void> {
  const database = await openOrMake(factory, SCRATCH)
  try {
    const filling = new Uint8Array(RECORD_BYTES)
    for (let from = 0; from < RECORDS; from += AT_ONCE) {
      const transaction = database.transaction(SCRATCH, 'readwrite', { durability: 'strict' })
      for (let at = from; at < from + AT_ONCE; at += 1) transaction.objectStore(SCRATCH).put(filling, at)
      await committed(transaction)
    }
  } finally {
    database.close()
    factory.deleteDatabase(SCRATCH)
  }
}

import { committed, openOrMake, settled } from './indexed-db.ts'

/** Databases of one entry, which lie among all the others. */
const ANCHORS = ['tidy-store-1', 'tidy-store-2', 'tidy-store-3', 'tidy-store-4'] as const
/** Merging goes on after a deletion was answered; longer than it takes, in ms. */
const SETTLE_MS = 500
/** Parts of index keys that tell of a person; all others are ids, numbers and times. */
const TELLING = ['sortName', 'emailKey', 'postcode']
/** Table in which RxDB on Dexie keeps documents. */
const DOCUMENTS = 'docs'

/**
 * Has Chromium let go of what was replaced or removed, which it otherwise keeps in its files for days. Two things stay of
 * a document that is gone. The entries of its indexes, which a cursor that may write takes away where it meets them. And
 * its bytes in LevelDB, until they are merged with the newer entry: deleting a database has LevelDB write out what it has
 * in memory, and merge the files that reach over that database's place, down to the lowest in which it has entries. Which
 * one is the lowest is looked up before the writing out, so the file that was written by a deletion is merged by the next
 * one. Several databases are therefore deleted and made anew in turn, each when the merging before it is over; two are
 * needed, and the others make up for a merging that took longer, and for files that somebody still read. A file that
 * reaches over none of them, as there are in larger stores, is merged when LevelDB finds it time (docs/data.md, section 10).
 */
export async function tidyStore(factory: IDBFactory): Promise<void> {
  for (const { name = '' } of await factory.databases()) {
    if (/^rxdb-dexie-.+--\d+--customers$/.test(name)) await sweepIndexes(factory, name)
  }
  for (const name of ANCHORS) await touch(factory, name)
  for (const name of ANCHORS) {
    await settled(factory.deleteDatabase(name))
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    await touch(factory, name)
  }
}

/** Counting goes over every entry, in the browser process; nothing of them comes here. */
async function sweepIndexes(factory: IDBFactory, name: string): Promise<void> {
  const database = await openOrMake(factory, name)
  database.onversionchange = () => {
    database.close()
  }
  try {
    if (!database.objectStoreNames.contains(DOCUMENTS)) return
    const names = [...database.transaction(DOCUMENTS).objectStore(DOCUMENTS).indexNames]
    for (const index of names.filter((each) => TELLING.some((part) => each.includes(part)))) {
      const store = database.transaction(DOCUMENTS, 'readwrite').objectStore(DOCUMENTS)
      await settled(store.index(index).count())
    }
  } finally {
    database.close()
  }
}

/**
 * Writes into an anchor, which is made where it is not there. It is waited for until that has reached LevelDB: a request
 * is answered before, and a file that is written out without the anchor in it does not reach over its place.
 */
async function touch(factory: IDBFactory, name: string): Promise<void> {
  const database = await openOrMake(factory, name)
  const transaction = database.transaction(name, 'readwrite')
  transaction.objectStore(name).put(0, 0)
  await committed(transaction)
  database.close()
}

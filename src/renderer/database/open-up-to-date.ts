import { COLLECTION_NAMES, COLLECTIONS, type CollectionName } from './collections.ts'
import { openDatabase, type AppDatabase, type OpenDatabaseOptions } from './open-database.ts'

/** How a database is opened that an earlier version of the app may have written. */
export interface OpenUpToDateOptions extends Omit<OpenDatabaseOptions, 'collections' | 'onMigration'> {
  /** Told how many percent are done, of the collection that is furthest behind. */
  readonly onMigration: (percent: number) => void
  /** Remembers on this computer which versions wrote last; what it was told shortly before a crash it has forgotten. */
  readonly memory?: Pick<Storage, 'getItem' | 'setItem'>
  /** Lists the databases of RxDB on Dexie, one for each version of a collection. */
  readonly factory?: Pick<IDBFactory, 'databases'>
}

/**
 * Opens the database of a workspace with all data in the form of this version, or fails with a DatabaseError. Collections
 * open on first use, which would bring their documents over in the middle of somebody's work: so all of them are opened at
 * once where an earlier version wrote last.
 */
export async function openUpToDate(options: OpenUpToDateOptions): Promise<AppDatabase> {
  const { name, storage, memory = localStorage, factory = indexedDB, beforeMigration } = options
  const opened = { name, storage, ...(beforeMigration === undefined ? {} : { beforeMigration }) }
  const key = `schemas of ${name}`
  const versions = COLLECTION_NAMES.map(
    (collection) => `${collection} ${String(COLLECTIONS[collection].schema.version)}`,
  ).join(', ')
  if (memory.getItem(key) === versions) return openDatabase(opened)
  if (!(await hasOlder(factory, name))) {
    memory.setItem(key, versions)
    return openDatabase(opened)
  }
  const done = new Map<CollectionName, number>()
  const database = await openDatabase({
    ...opened,
    collections: COLLECTION_NAMES,
    onMigration: (collection, percent) => {
      done.set(collection, percent)
      options.onMigration(Math.min(...done.values()))
    },
  })
  memory.setItem(key, versions)
  return database
}

/** True where a collection lies there in the form of an earlier version; its database stays, emptied, once it was brought over. */
async function hasOlder(factory: Pick<IDBFactory, 'databases'>, name: string): Promise<boolean> {
  const names = new Set((await factory.databases()).map((database) => database.name))
  return COLLECTION_NAMES.some((collection) =>
    Array.from({ length: COLLECTIONS[collection].schema.version }).some((_, version) =>
      names.has(`rxdb-dexie-${name}--${String(version)}--${collection}`),
    ),
  )
}

import { addRxPlugin, createRxDatabase, type RxCollection, type RxStorage } from 'rxdb'
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema'
import {
  COLLECTION_NAMES,
  COLLECTIONS,
  type CollectionDefinition,
  type CollectionDocuments,
  type CollectionName,
} from './collections.ts'
import { DatabaseError, toDatabaseError } from './database-error.ts'
import { DocumentStore } from './document-store.ts'
import { openCollection } from './open-collection.ts'

/** The open database of one workspace. */
export interface AppDatabase {
  readonly name: string
  /** A collection; it opens on first use. */
  store<N extends CollectionName>(name: N): DocumentStore<CollectionDocuments[N]>
  /** Opens every collection, so that none has to be made when there is no room for it. */
  openAll(): Promise<void>
  /** Waits for what is under way, then closes. The stores fail with kind `closed` after it. */
  close(): Promise<void>
  /** Closes and deletes everything. */
  remove(): Promise<void>
}

/** Where a database is opened. */
export interface OpenDatabaseOptions {
  /** Name of the workspace's database; one open database for a name at a time. */
  readonly name: string
  readonly storage: RxStorage<unknown, unknown>
  /** Collections to open at once, because they are needed for the first screen; the others open on first use. */
  readonly collections?: readonly CollectionName[]
  /** Told while documents of an older version are brought up to date. */
  readonly onMigration?: (collection: CollectionName, percent: number) => void
  /** Waited for, once, before the first documents are brought up to date; where it rejects they stay as they are. */
  readonly beforeMigration?: () => Promise<void>
}

addRxPlugin(RxDBMigrationSchemaPlugin)

/** Opens a database, or fails with a DatabaseError. Nothing is ever deleted because it could not be opened. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<AppDatabase> {
  try {
    const database = await createRxDatabase<Record<string, never>, unknown, unknown>({
      name: options.name,
      storage: options.storage,
      multiInstance: false,
      eventReduce: true,
    })
    const opened = new Map<CollectionName, Promise<RxCollection<unknown>>>()
    let closed = false
    let prepared: Promise<void> | null = null

    const open = (name: CollectionName): Promise<RxCollection<unknown>> => {
      if (closed) return Promise.reject(new DatabaseError('closed', name))
      const before = opened.get(name)
      if (before !== undefined) return before
      // Each name has its own definition; the store it ends up in is typed by the name again.
      const definition = COLLECTIONS[name] as unknown as CollectionDefinition<unknown>
      const opening = openCollection(
        database,
        name,
        definition,
        (percent) => options.onMigration?.(name, percent),
        () => (prepared ??= options.beforeMigration?.() ?? Promise.resolve()),
      )
      opened.set(name, opening)
      // One that failed may succeed when it is asked for again.
      opening.catch(() => opened.delete(name))
      return opening
    }

    const settle = async (): Promise<void> => {
      closed = true
      await Promise.allSettled(opened.values())
    }
    try {
      await Promise.all((options.collections ?? ['customers']).map(open))
    } catch (error) {
      // Left open, its name would be taken when somebody tries again.
      await settle()
      await database.close()
      throw error
    }
    return {
      name: options.name,
      store: <N extends CollectionName>(name: N) =>
        new DocumentStore<CollectionDocuments[N]>(
          name,
          () => open(name) as Promise<RxCollection<CollectionDocuments[N]>>,
          COLLECTIONS[name],
        ),
      openAll: async () => {
        for (const name of COLLECTION_NAMES) if (!closed) await open(name)
      },
      close: async () => {
        await settle()
        await database.close()
      },
      remove: async () => {
        await settle()
        await database.remove()
      },
    }
  } catch (error) {
    throw toDatabaseError(error, 'openDatabase')
  }
}

import type { RxCollection, RxDatabase } from 'rxdb'
import type { CollectionDefinition } from './collections.ts'

/**
 * Opens a collection of an open database and brings documents of older schema versions up to date first, `report`
 * telling how many percent are done; `beforeMigration` is waited for ahead of that. By hand and not by RxDB's `autoMigrate`, since it may take long and can fail.
 */
export async function openCollection<T>(
  database: RxDatabase<Record<string, never>, unknown, unknown>,
  name: string,
  definition: CollectionDefinition<T>,
  report: (percent: number) => void,
  beforeMigration: () => Promise<void> = () => Promise.resolve(),
): Promise<RxCollection<T>> {
  const { schema, migrationStrategies } = definition
  const added = await database.addCollections({ [name]: { schema, migrationStrategies, autoMigrate: false } })
  const collection = added[name] as RxCollection<T>
  if (!(await collection.migrationNeeded())) return collection
  await beforeMigration()
  const progress = collection.getMigrationState().$.subscribe((status) => {
    report(status.count.percent)
  })
  try {
    await collection.migratePromise(500)
  } finally {
    progress.unsubscribe()
  }
  return collection
}

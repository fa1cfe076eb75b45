import type { BackupBatch } from '#shared/backup/backup-format.ts'
import { COLLECTIONS, type CollectionDocuments, type CollectionName } from '#renderer/database/collections.ts'

/** Version of the schema of each collection, for the header of a backup. */
export function schemaVersions(): Record<string, number> {
  return Object.fromEntries(Object.entries(COLLECTIONS).map(([name, { schema }]) => [name, schema.version]))
}

/** True where a backup holds documents that this version of the app does not know yet. */
export function isNewer(schemas: Readonly<Record<string, number>>): boolean {
  const own = schemaVersions()
  return Object.entries(schemas).some(([name, version]) => version > (own[name] ?? -1))
}

/** True for a collection that this version of the app has. */
export function isCollection(name: string): name is CollectionName {
  return name in COLLECTIONS
}

/**
 * The documents of a batch as this version of the app stores them: brought up to date by the same steps as documents in
 * the store, without the fields that the store keeps for its indexes. A document that lacks what it must have is left out.
 */
export async function documentsOf<N extends CollectionName>(
  name: N,
  batch: BackupBatch,
): Promise<CollectionDocuments[N][]> {
  const { schema, migrationStrategies, indexFields } = COLLECTIONS[name]
  const added = new Set<string>(indexFields?.names ?? [])
  const required = (schema.required ?? []) as readonly string[]
  const documents: CollectionDocuments[N][] = []
  for (const stored of batch.documents) {
    let document: Record<string, unknown> | null = stored
    for (let version = batch.version + 1; version <= schema.version && document !== null; version += 1) {
      const migrate = migrationStrategies[version]
      if (migrate === undefined) throw new Error(`No way from version ${String(version - 1)} of ${name}`)
      // No strategy of ours asks for the collection.
      document = (await migrate(document, undefined as never)) as Record<string, unknown> | null
    }
    if (document === null) continue
    const own = Object.fromEntries(Object.entries(document).filter(([field]) => !added.has(field)))
    const isWhole = required.every((field) => added.has(field) || own[field] !== undefined)
    // The file was written from documents of this collection, and its checksum says that it still is what was written.
    if (isWhole) documents.push(own as unknown as CollectionDocuments[N])
  }
  return documents
}

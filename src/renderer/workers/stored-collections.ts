import { fromDexieToStorage } from 'rxdb/plugins/storage-dexie'
import type { Json } from '#shared/json.ts'
import { openExisting, settled } from './indexed-db.ts'

/** One IndexedDB database of RxDB on Dexie: a collection at one version of its schema. */
export interface StoredCollection {
  readonly database: string
  readonly collection: string
  readonly version: number
}

/** A document without what the store itself adds. */
export type StoredDocument = { [field: string]: Json }

/** Table in which RxDB on Dexie keeps documents. */
const DOCUMENTS = 'docs'
/** What the store adds to every document. */
const OWN_FIELDS = ['_deleted', '_attachments', '_meta', '_rev']
/** RxDB's own collection. */
const INTERNAL = '_rxdb_internal'

/**
 * The collections of a workspace's database as they lie in IndexedDB, past RxDB: of every version there is, so that they
 * can be read before a migration, and where RxDB cannot open them.
 */
export async function storedCollections(
  factory: IDBFactory,
  databaseName: string,
): Promise<StoredCollection[]> {
  const prefix = `rxdb-dexie-${databaseName}--`
  const found: StoredCollection[] = []
  for (const { name = '' } of await factory.databases()) {
    if (!name.startsWith(prefix)) continue
    const [, version, collection] = /^(\d+)--(.+)$/.exec(name.slice(prefix.length)) ?? []
    if (version === undefined || collection === undefined || collection === INTERNAL) continue
    found.push({ database: name, collection, version: Number(version) })
  }
  // Customers first, then their SKU mappings: whoever reads a backup holds the rest against them.
  return found.sort((a, b) => rank(a) - rank(b) || (a.database < b.database ? -1 : 1))
}

/** The documents of a collection in batches, in the order of their ids; removed ones are left out. */
export async function* readStored(
  factory: IDBFactory,
  keyRange: typeof IDBKeyRange,
  { database }: StoredCollection,
  limit: number,
): AsyncGenerator<StoredDocument[], void> {
  const connection = await openExisting(factory, database)
  // Whoever wants to change or delete it goes first.
  connection.onversionchange = () => {
    connection.close()
  }
  try {
    for (let after = ''; ;) {
      const store = connection.transaction(DOCUMENTS, 'readonly').objectStore(DOCUMENTS)
      const reading = store.getAll(keyRange.lowerBound(after, true), limit) as IDBRequest<{ id: string }[]>
      const stored = await settled(reading)
      const last = stored.at(-1)
      if (last === undefined) return
      const documents = stored.flatMap(plain)
      if (documents.length > 0) yield documents
      if (stored.length < limit) return
      after = last.id
    }
  } finally {
    connection.close()
  }
}

function rank({ collection }: StoredCollection): number {
  const first = ['customers', 'skuMappings'].indexOf(collection)
  return first < 0 ? 2 : first
}

function plain(stored: { id: string }): StoredDocument[] {
  const document = fromDexieToStorage(['_deleted'], stored) as unknown as StoredDocument
  if (document['_deleted'] === true) return []
  return [Object.fromEntries(Object.entries(document).filter(([field]) => !OWN_FIELDS.includes(field)))]
}

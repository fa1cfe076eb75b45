import type { PreparedQuery, RxDocumentData, RxStorageInstance } from 'rxdb'
import { dexieReader, type DexieReader } from './dexie-tables.ts'

/**
 * Makes reading a collection in the order of its ids, stretch by stretch, a read of its primary keys: RxDB gives every
 * index `_deleted` in front, so that none serves this, and goes through all documents for each stretch. All other
 * queries pass by unchanged.
 */
export function answerIdRangesByKey<T>(instance: RxStorageInstance<T, unknown, unknown>): void {
  const query = instance.query.bind(instance)
  instance.query = async (prepared: PreparedQuery<T>) => {
    const after = idAfter(prepared, instance.schema.primaryKey)
    const reader = after === null ? null : await dexieReader(instance)
    if (after === null || reader === null) return query(prepared)
    return { documents: await presentAfter(reader, after) }
  }
}

interface Stretch {
  readonly key: string
  readonly id: string
  readonly limit: number
}

/** Where a query asks for the first documents after an id and for nothing else. */
function idAfter<T>({ query }: PreparedQuery<T>, primaryKey: unknown): Stretch | null {
  const { limit, skip, sort } = query
  const selector: Record<string, unknown> = query.selector
  const isByKey = sort.length === 1 && Object.keys(sort[0] ?? {})[0] === primaryKey
  if (!isByKey || limit === undefined || skip !== 0 || typeof primaryKey !== 'string') return null
  if (Object.keys(selector).some((field) => field !== primaryKey && field !== '_deleted')) return null
  const condition = selector[primaryKey]
  if (typeof condition !== 'object' || condition === null || Object.keys(condition).length !== 1) return null
  return '$gt' in condition && typeof condition.$gt === 'string'
    ? { key: primaryKey, id: condition.$gt, limit }
    : null
}

async function presentAfter<T>(
  reader: DexieReader<T>,
  { key, id, limit }: Stretch,
): Promise<RxDocumentData<T>[]> {
  const present: RxDocumentData<T>[] = []
  let after = id
  for (;;) {
    const some = await reader.readAfter(after, limit)
    present.push(...some.filter((document) => !document._deleted))
    const last: Record<string, unknown> | undefined = some.at(-1)
    if (last === undefined || some.length < limit || present.length >= limit) return present.slice(0, limit)
    after = String(last[key])
  }
}

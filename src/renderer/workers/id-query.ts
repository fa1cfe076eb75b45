import type { PreparedQuery, RxStorageInstance } from 'rxdb'
import { dexieReader } from './dexie-tables.ts'

/**
 * Makes reading a collection from one id to another a read of its primary keys: RxDB gives every index `_deleted` in
 * front, so that none serves this, and goes through all documents. All other queries pass by unchanged.
 */
export function answerIdRangesByKey<T>(instance: RxStorageInstance<T, unknown, unknown>): void {
  const query = instance.query.bind(instance)
  instance.query = async (prepared: PreparedQuery<T>) => {
    const wanted = idRange(prepared, instance.schema.primaryKey)
    const reader = wanted === null ? null : await dexieReader(instance)
    if (wanted === null || reader === null) return query(prepared)
    const documents = await reader.readBetween(wanted.first, wanted.last)
    return { documents: documents.filter((document) => !document._deleted) }
  }
}

/** Where a query asks for all documents from one id to another, in the order of ids, and for nothing else. */
function idRange<T>(
  { query }: PreparedQuery<T>,
  primaryKey: unknown,
): { first: string; last: string } | null {
  const { limit, skip, sort } = query
  const selector: Record<string, unknown> = query.selector
  const isByKey = sort.length === 1 && Object.keys(sort[0] ?? {})[0] === primaryKey
  if (!isByKey || limit !== undefined || skip !== 0 || typeof primaryKey !== 'string') return null
  if (Object.keys(selector).some((field) => field !== primaryKey && field !== '_deleted')) return null
  const condition = selector[primaryKey]
  if (typeof condition !== 'object' || condition === null || Object.keys(condition).length !== 2) return null
  if (!('$gte' in condition) || !('$lte' in condition)) return null
  const { $gte: first, $lte: last } = condition
  return typeof first === 'string' && typeof last === 'string' ? { first, last } : null
}

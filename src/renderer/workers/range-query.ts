import type { PreparedQuery, RxStorageInstance } from 'rxdb'
import { dexieReader } from './dexie-tables.ts'

/**
 * Makes a query that a range of one index answers whole, in its order, a single read: RxDB's cursor takes one document
 * at a time, which for the first rows of a list is several times as slow. All other queries pass by unchanged.
 */
export function answerRangesAtOnce<T>(instance: RxStorageInstance<T, unknown, unknown>): void {
  const query = instance.query.bind(instance)
  instance.query = async (prepared: PreparedQuery<T>) => {
    const { selectorSatisfiedByIndex, sortSatisfiedByIndex } = prepared.queryPlan
    const { limit, skip } = prepared.query
    if (!selectorSatisfiedByIndex || !sortSatisfiedByIndex || limit === undefined || skip !== 0) {
      return query(prepared)
    }
    const reader = await dexieReader(instance)
    return reader === null
      ? query(prepared)
      : { documents: await reader.readRange(prepared.queryPlan, limit) }
  }
}

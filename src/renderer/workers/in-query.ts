import {
  isMaybeReadonlyArray,
  type FilledMangoQuery,
  type PreparedQuery,
  type RxDocumentData,
  type RxStorageInstance,
} from 'rxdb'
import { dexieReader } from './dexie-tables.ts'

/**
 * Makes `{field: {$in: [...]}}` on an indexed text field a handful of index lookups: RxDB's query planner knows no
 * `$in`, and would hold every document against it. All other queries pass by unchanged.
 */
export function answerInQueriesByIndex<T>(instance: RxStorageInstance<T, unknown, unknown>): void {
  const query = instance.query.bind(instance)
  instance.query = async (prepared: PreparedQuery<T>) => {
    const wanted = indexedIn(prepared.query, instance.schema.indexes ?? [])
    const reader = wanted === null ? null : await dexieReader(instance)
    if (wanted === null || reader === null) return query(prepared)
    const documents: RxDocumentData<T>[] = await reader.findIn(wanted.index, wanted.values)
    return { documents }
  }
}

/** The index and values of a query that asks for nothing else than some values of one indexed field. */
function indexedIn<T>(
  query: FilledMangoQuery<T>,
  indexes: readonly (string | readonly string[])[],
): { index: readonly string[]; values: readonly string[] } | null {
  const selector: Record<string, unknown> = query.selector
  const fields = Object.keys(selector).filter((field) => field !== '_deleted')
  const field = fields[0]
  if (fields.length !== 1 || field === undefined || query.skip !== 0 || query.limit !== undefined) return null
  const condition = selector[field]
  if (typeof condition !== 'object' || condition === null || Object.keys(condition).length !== 1) return null
  if (!('$in' in condition) || !isTexts(condition.$in)) return null
  const index = indexes.find(
    (candidate) => isMaybeReadonlyArray(candidate) && candidate[0] === '_deleted' && candidate[1] === field,
  )
  return Array.isArray(index) ? { index, values: condition.$in } : null
}

function isTexts(values: unknown): values is readonly string[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'string')
}

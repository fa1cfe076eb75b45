import type { RxDocumentData, RxQueryPlan, RxStorageInstance } from 'rxdb'
import {
  fromDexieToStorage,
  getKeyRangeByQueryPlan,
  RxStorageInstanceDexie,
} from 'rxdb/plugins/storage-dexie'

/** RxDB on Dexie stores what is in an index with booleans as texts. */
const NOT_DELETED = '0'
/** Above every text in an index key. */
const TOP = '\uffff'

/**
 * Reads a collection straight from its Dexie table, where going through RxDB's query costs several times as much
 * because its cursor takes one document at a time (docs/decisions/0002). Null where the storage is not Dexie.
 */
export async function dexieReader<T>(
  instance: RxStorageInstance<T, unknown, unknown>,
): Promise<DexieReader<T> | null> {
  if (!(instance instanceof RxStorageInstanceDexie)) return null
  const { dexieDb, dexieTable, booleanIndexes } = await instance.internals
  const decode = (stored: unknown): RxDocumentData<T> =>
    fromDexieToStorage<RxDocumentData<T>>(booleanIndexes, stored)

  return {
    readAfter: async (id, limit) => {
      const stored = await dexieTable.where(':id').above(id).limit(limit).toArray()
      return stored.map(decode)
    },
    readBetween: async (first, last) => {
      const stored = await dexieTable.where(':id').between(first, last, true, true).toArray()
      return stored.map(decode)
    },
    changedAfter: async (writtenAt, id, limit) => {
      const stored = await dexieTable.where('[_meta.lwt+id]').above([writtenAt, id]).limit(limit).toArray()
      return stored.map(decode)
    },
    count: () => dexieTable.count(),
    readRange: async (plan, limit) => {
      const { IDBKeyRange: keyRange } = dexieDb._options
      let range: IDBKeyRange
      try {
        range = getKeyRangeByQueryPlan(booleanIndexes, plan, keyRange) as IDBKeyRange
      } catch (error) {
        // A range that ends before it begins.
        if (error instanceof Error && error.name === 'DataError') return []
        throw error
      }
      const stored = await dexieTable
        .where(`[${plan.index.join('+')}]`)
        .between(range.lower, range.upper, !range.lowerOpen, !range.upperOpen)
        .limit(limit)
        .toArray()
      return stored.map(decode)
    },
    findIn: async (index, values) => {
      const name = `[${index.join('+')}]`
      const rest = index.slice(2)
      const found = await dexieDb.transaction('r', dexieTable, () =>
        Promise.all(
          values.map((value) =>
            dexieTable
              .where(name)
              .between(
                [NOT_DELETED, value, ...rest.map(() => '')],
                [NOT_DELETED, value, ...rest.map(() => TOP)],
              )
              .toArray(),
          ),
        ),
      )
      return found.flat().map(decode)
    },
  }
}

/** What dexieReader gives. */
export interface DexieReader<T> {
  /** Documents in the order of their ids, removed ones included, `id` '' = from the first. */
  readAfter(id: string, limit: number): Promise<RxDocumentData<T>[]>
  /** Documents from one id to another, both included, in the order of their ids, removed ones included. */
  readBetween(first: string, last: string): Promise<RxDocumentData<T>[]>
  /** Documents in the order in which they were written, removed ones included. */
  changedAfter(writtenAt: number, id: string, limit: number): Promise<RxDocumentData<T>[]>
  /** How many documents there are, removed ones included. */
  count(): Promise<number>
  /** The first documents of a range of an index, as RxDB's planner found it. */
  readRange(plan: RxQueryPlan, limit: number): Promise<RxDocumentData<T>[]>
  /** Documents by values of the second field of an index (the first is RxDB's `_deleted`, the last the id). */
  findIn(index: readonly string[], values: readonly string[]): Promise<RxDocumentData<T>[]>
}

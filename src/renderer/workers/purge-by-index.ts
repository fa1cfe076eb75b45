import type { RxStorageInstance } from 'rxdb'
import { RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie'

/** How RxDB on Dexie stores that a document was removed. */
const DELETED = '1'
/** Above every id. */
const TOP = '\uffff'
const AT_ONCE = 1_000

/** What a removed document still has. */
interface Removed {
  readonly id: string
  readonly _meta: { readonly lwt: number }
}

/**
 * Has a clean-up take all removed documents by their index, whenever they were removed: RxDB's own reads every document
 * of the collection at once, which at a hundred thousand is what the worker cannot hold. Other storages are left alone.
 */
export function purgeByIndex<T>(instance: RxStorageInstance<T, unknown, unknown>): void {
  if (!(instance instanceof RxStorageInstanceDexie)) return
  instance.cleanup = async (minimumAge) => {
    const { dexieTable } = await instance.internals
    const until = Date.now() - minimumAge
    for (let after = ''; ;) {
      const removed = (await dexieTable
        .where('[_deleted+id]')
        .between([DELETED, after], [DELETED, TOP], false)
        .limit(AT_ONCE)
        .toArray()) as Removed[]
      await dexieTable.bulkDelete(removed.filter(({ _meta }) => _meta.lwt <= until).map(({ id }) => id))
      const last = removed.at(-1)
      if (last === undefined || removed.length < AT_ONCE) return true
      after = last.id
    }
  }
}

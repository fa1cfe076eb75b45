import type { RxStorageInstance } from 'rxdb'
import { RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie'

/** How RxDB on Dexie stores that a document was removed. */
const DELETED = '1'
/** Above every id. */
const TOP = '\uffff'
const AT_ONCE = 1_000

/**
 * Has a clean-up take all removed documents by their index, whenever they were removed: RxDB's own reads every document
 * of the collection at once, which at a hundred thousand is what the worker cannot hold. Other storages are left alone.
 */
export function purgeByIndex<T>(instance: RxStorageInstance<T, unknown, unknown>): void {
  if (!(instance instanceof RxStorageInstanceDexie)) return
  instance.cleanup = async () => {
    const { dexieTable } = await instance.internals
    for (;;) {
      const ids = await dexieTable
        .where('[_deleted+id]')
        .between([DELETED, ''], [DELETED, TOP])
        .limit(AT_ONCE)
        .primaryKeys()
      await dexieTable.bulkDelete(ids)
      if (ids.length < AT_ONCE) return true
    }
  }
}

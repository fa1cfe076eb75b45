import type { RxStorageInstance } from 'rxdb'
import { RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie'

/**
 * Has an instance open its database again where Chromium has closed it. It does so where the disk fails or is full, and
 * Dexie tries only once: without this nothing could be read or saved until the app is started anew, although there is
 * room again. `reopened` is waited for before the first call goes on, and again where it rejected. Other storages than
 * Dexie are left alone.
 */
export function reopenWhenClosed<T>(
  instance: RxStorageInstance<T, unknown, unknown>,
  reopened: () => Promise<void>,
): void {
  if (!(instance instanceof RxStorageInstanceDexie)) return
  const bulkWrite = instance.bulkWrite.bind(instance)
  const findDocumentsById = instance.findDocumentsById.bind(instance)
  const query = instance.query.bind(instance)
  let isWhole = true
  const ready = async (): Promise<void> => {
    const { dexieDb } = await instance.internals
    if (dexieDb.isOpen() && isWhole) return
    isWhole = false
    if (!dexieDb.isOpen() && instance.closed === undefined) await dexieDb.open()
    await reopened()
    isWhole = true
  }
  instance.internals.then(
    ({ dexieDb }) => {
      // Only where it was not asked for.
      dexieDb.on('close', () => {
        isWhole = false
      })
    },
    // One that did not open in the first place tells so at every call.
    () => undefined,
  )
  instance.bulkWrite = async (...call) => {
    await ready()
    return bulkWrite(...call)
  }
  instance.findDocumentsById = async (...call) => {
    await ready()
    return findDocumentsById(...call)
  }
  instance.query = async (...call) => {
    await ready()
    return query(...call)
  }
}

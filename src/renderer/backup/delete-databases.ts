/**
 * Deletes the IndexedDB databases of one workspace, its roster's too, and no others. Rejects where one of them is still
 * open somewhere.
 */
export async function deleteDatabases(factory: IDBFactory, databaseName: string): Promise<void> {
  const all = await factory.databases()
  const own = all.flatMap(({ name = '' }) =>
    name.startsWith(`rxdb-dexie-${databaseName}--`) || name === `roster-${databaseName}` ? [name] : [],
  )
  for (const name of own) await deleteDatabase(factory, name)
}

function deleteDatabase(factory: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(name)
    request.onsuccess = () => {
      resolve()
    }
    request.onerror = () => {
      reject(request.error ?? new Error('not deleted'))
    }
    request.onblocked = () => {
      reject(new Error('still open'))
    }
  })
}

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { expect, it } from 'vitest'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { openDatabase } from '#renderer/database/open-database.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { startTestStorage } from './start-test-storage.testing.ts'

it('reads stretches in the order of ids, whole ones even where some were removed', async () => {
  const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange })
  const started = startTestStorage({ storage })
  const database = await openDatabase({ name: 'id-query', storage: started.storage })
  const customers = new CustomerRepository(database, { capabilities: null, now: () => 5, newId: () => 'x' })
  await customers.insertMany(Array.from({ length: 60 }, (_, number) => sampleCustomer(number)))
  const ids = Array.from({ length: 60 }, (_, number) => sampleCustomer(number).id).sort()
  const gone = new Set(ids.slice(5, 25))
  await customers.modifyMany([...gone], () => 'remove')
  const left = ids.filter((id) => !gone.has(id))

  const read: string[] = []
  for (;;) {
    const some = await customers.byId(read.at(-1) ?? '', 9)
    read.push(...some.map(({ id }) => id))
    if (some.length < 9) break
  }
  expect(read).toEqual(left)
  expect(await customers.byId(left.at(-1) ?? '', 9)).toEqual([])
  await database.close()
})

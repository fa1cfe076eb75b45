import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { expect, it } from 'vitest'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { openDatabase } from '#renderer/database/open-database.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { startTestStorage } from './start-test-storage.testing.ts'

it('reads from one id to another in the order of ids, without what was removed', async () => {
  const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange })
  const started = startTestStorage({ storage })
  const database = await openDatabase({ name: 'id-query', storage: started.storage })
  const customers = new CustomerRepository(database, { capabilities: null, now: () => 5, newId: () => 'x' })
  await customers.insertMany(Array.from({ length: 60 }, (_, number) => sampleCustomer(number)))
  const ids = Array.from({ length: 60 }, (_, number) => sampleCustomer(number).id).sort()
  const gone = new Set(ids.slice(5, 25))
  await customers.modifyMany([...gone], () => 'remove')

  const read = await customers.between(ids[3] ?? '', ids[40] ?? '')
  expect(read.map(({ id }) => id)).toEqual(ids.slice(3, 41).filter((id) => !gone.has(id)))
  expect(await customers.between(ids[5] ?? '', ids[24] ?? '')).toEqual([])
  await database.close()
})

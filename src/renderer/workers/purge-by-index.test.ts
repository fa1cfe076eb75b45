import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { expect, it } from 'vitest'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { openDatabase } from '#renderer/database/open-database.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { startTestStorage } from './start-test-storage.testing.ts'

async function storedDocuments(factory: IDBFactory): Promise<number> {
  const names = (await factory.databases()).map(({ name }) => name ?? '')
  const request = factory.open(names.find((name) => name.endsWith('--customers')) ?? '')
  const database = await new Promise<IDBDatabase>((done, fail) => {
    request.onsuccess = () => {
      done(request.result)
    }
    request.onerror = () => {
      fail(new Error('open'))
    }
  })
  const counting = database.transaction('docs').objectStore('docs').count()
  const count = await new Promise<number>((done) => {
    counting.onsuccess = () => {
      done(counting.result)
    }
  })
  database.close()
  return count
}

it('forgets what was removed long enough ago, and nothing else', async () => {
  const factory = new IDBFactory()
  const started = startTestStorage({ storage: getRxStorageDexie({ indexedDB: factory, IDBKeyRange }) })
  const database = await openDatabase({ name: 'purge', storage: started.storage })
  const customers = new CustomerRepository(database, { capabilities: null, now: () => 5, newId: () => 'x' })
  const all = [sampleCustomer(1), sampleCustomer(2), sampleCustomer(3)]
  await customers.insertMany(all)
  await customers.modify(sampleCustomer(2).id, () => 'remove')
  await database.store('customers').purge(3_600_000)
  expect(await storedDocuments(factory)).toBe(3)
  // As if an hour had passed.
  await database.store('customers').purge(-3_600_000)
  expect(await storedDocuments(factory)).toBe(2)
  expect((await customers.findByIds(all.map(({ id }) => id))).size).toBe(2)
  await database.close()
})

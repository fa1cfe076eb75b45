import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { expect, it } from 'vitest'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { openDatabase } from '#renderer/database/open-database.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { startTestStorage } from './start-test-storage.testing.ts'

it('reads ranges of an index in order, from where it is told, and never what was removed', async () => {
  const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange })
  const started = startTestStorage({ storage })
  const database = await openDatabase({ name: 'range-query', storage: started.storage })
  const customers = new CustomerRepository(database, { capabilities: null, now: () => 5, newId: () => 'x' })
  const all = Array.from({ length: 150 }, (_, number) =>
    sampleCustomer(number, { remoteId: `r${String(number).padStart(3, '0')}` }),
  )
  await customers.insertMany(all)
  await customers.modify(sampleCustomer(101).id, () => 'remove')
  await customers.setArchived([sampleCustomer(3).id], true)

  const linked = await customers.linkedAfter('r099', 5)
  expect(linked.map(({ remoteId }) => remoteId)).toEqual(['r100', 'r102', 'r103', 'r104', 'r105'])
  expect(await customers.linkedAfter('r149', 5)).toEqual([])

  const gone = new Set([sampleCustomer(3).id, sampleCustomer(101).id])
  const stored = await customers.findByIds(all.map(({ id }) => id))
  const byName = [...stored.values()]
    .filter(({ id }) => !gone.has(id))
    .sort((a, b) => (a.sortName < b.sortName ? -1 : 1))
  expect((await customers.firstPage(60)).map(({ id }) => id)).toEqual(byName.slice(0, 60).map(({ id }) => id))
  await database.close()
})

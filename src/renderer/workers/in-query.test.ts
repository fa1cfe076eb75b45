import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { describe, expect, it } from 'vitest'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { openDatabase } from '#renderer/database/open-database.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { startTestStorage } from './start-test-storage.testing.ts'

describe('looking up many keys at once on Dexie', () => {
  it('finds by every value and never what was removed', async () => {
    const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange })
    const started = startTestStorage({ storage })
    const database = await openDatabase({ name: 'in-query', storage: started.storage })
    const customers = new CustomerRepository(database, { capabilities: null, now: () => 5, newId: () => 'x' })
    await customers.insertMany(
      Array.from({ length: 300 }, (_, number) => sampleCustomer(number, { remoteId: `r${String(number)}` })),
    )
    await customers.modify(sampleCustomer(7).id, () => 'remove')
    await customers.modify(sampleCustomer(8).id, (customer) => ({ ...customer, remoteId: 'r9' }))
    const wanted = ['r1', 'r7', 'r8', 'r299', 'r30', 'missing', "r'; --", '']
    expect([...(await customers.findByRemoteIds(wanted)).keys()].sort()).toEqual(['r1', 'r299', 'r30'])
    const emails = [sampleCustomer(3).email, sampleCustomer(7).email]
    expect((await customers.findByEmail(emails)).map((customer) => customer.id)).toEqual([
      sampleCustomer(3).id,
    ])
    await database.close()
  })
})

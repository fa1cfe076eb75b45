import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { expect, it } from 'vitest'
import type { BackupBatch } from '#shared/backup/backup-format.ts'
import type { BackupWriteMessage } from '#shared/backup/backup-messages.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { openDatabase } from '#renderer/database/open-database.ts'
import { documentsOf } from '#renderer/backup/bring-up-to-date.ts'
import { startTestStorage } from './start-test-storage.testing.ts'

/** All that comes over a port until the end, each batch acknowledged. */
async function received(port: MessagePort): Promise<BackupWriteMessage[]> {
  const messages: BackupWriteMessage[] = []
  await new Promise<void>((done) => {
    port.onmessage = (event: MessageEvent<BackupWriteMessage>) => {
      messages.push(event.data)
      if (event.data.type === 'batch') port.postMessage({ type: 'ack' })
      else done()
    }
  })
  return messages
}

it('sends every document that is there, customers first, as it was stored', async () => {
  const factory = new IDBFactory()
  const storage = getRxStorageDexie({ indexedDB: factory, IDBKeyRange })
  const started = startTestStorage({ storage, backups: { factory, keyRange: IDBKeyRange } })
  const database = await openDatabase({ name: 'w', storage: started.storage })
  const other = await openDatabase({ name: 'w-2', storage: started.storage })
  const customers = Array.from({ length: 450 }, (_, at) => ({
    ...sampleCustomer(at, { id: `c${String(at).padStart(4, '0')}` }),
    extra: { '|odd': 'kept', nested: { list: [1, null, 'é'] } },
  }))
  await database.store('customers').insertMany(customers)
  await database.store('customers').writeMany(['c0007'], () => 'remove')
  await database.store('syncState').insertMany([{ id: 'value/x', order: 0, value: { a: 1 } }])
  await other.store('customers').insertMany([sampleCustomer(1, { id: 'elsewhere' })])

  const { port1, port2 } = new MessageChannel()
  started.sendBackup('w', port2, false)
  const messages = await received(port1)
  expect(messages.at(-1)).toEqual({ type: 'end' })
  const batches = messages.flatMap((message) =>
    message.type === 'batch' ? [JSON.parse(message.line) as BackupBatch] : [],
  )
  expect(batches.map(({ collection }) => collection)).toEqual([
    'customers',
    'customers',
    'customers',
    'syncState',
  ])
  const sent = (await Promise.all(batches.slice(0, 3).map((batch) => documentsOf('customers', batch)))).flat()
  expect(sent).toEqual(customers.filter(({ id }) => id !== 'c0007'))
  await database.close()
  await other.close()
})

it('tells a store that cannot be read, and sends the rest of it where that is wanted', async () => {
  const factory = new IDBFactory()
  const storage = getRxStorageDexie({ indexedDB: factory, IDBKeyRange })
  const started = startTestStorage({ storage, backups: { factory, keyRange: IDBKeyRange } })
  const database = await openDatabase({ name: 'rest', storage: started.storage })
  await database.store('syncState').insertMany([{ id: 'value/x', order: 0, value: 1 }])
  await database.close()
  await new Promise<void>((done) => {
    // Without its documents.
    const request = factory.open('rxdb-dexie-rest--9--customers', 1)
    request.onsuccess = () => {
      request.result.close()
      done()
    }
  })
  const whole = new MessageChannel()
  started.sendBackup('rest', whole.port2, false)
  expect((await received(whole.port1)).at(-1)).toMatchObject({ type: 'failed' })
  const rest = new MessageChannel()
  started.sendBackup('rest', rest.port2, true)
  expect((await received(rest.port1)).map((message) => message.type)).toEqual(['batch', 'end'])
})

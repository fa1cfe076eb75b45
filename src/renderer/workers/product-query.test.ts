import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { firstValueFrom } from 'rxjs'
import { expect, it } from 'vitest'
import { openDatabase } from '#renderer/database/open-database.ts'
import { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { startTestStorage } from './start-test-storage.testing.ts'

const OWNER = '0190c0de-0000-7000-8000-000000000001'

it.each([
  ['Dexie', () => getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange })],
  ['a storage without it', () => getRxStorageMemory()],
])('finds by the beginning of a product, after every change, on %s', async (name, storage) => {
  const started = startTestStorage({ storage: storage() })
  const database = await openDatabase({ name: `products ${name}`, storage: started.storage })
  const mappings = new SkuMappingRepository(database, { now: () => 5, newId: () => 'x' })
  const put = (sku: string, productId: string): Promise<unknown> =>
    mappings.upsert(OWNER, { customerSku: sku, productId })
  const found = async (beginning: string, limit = 10): Promise<string[]> =>
    (await firstValueFrom(mappings.observeByProduct(beginning, limit))).map(
      ({ customerSku, productId }) => `${customerSku}=${productId}`,
    )
  // More than are read at a time.
  await mappings.upsertMany(
    Array.from({ length: 620 }, (_, at) => ({
      ...{ customerId: OWNER, customerSku: `S-${String(at)}`, productId: String(10_000 + at) },
    })),
  )
  for (const [sku, productId] of [
    ['A', '77'],
    ['B', '7'],
    ['C', '771'],
    ['D', '8'],
  ] as const) {
    await put(sku, productId)
  }
  expect(await found('7')).toEqual(['B=7', 'A=77', 'C=771'])
  expect(await found('7', 2)).toEqual(['B=7', 'A=77'])
  expect(await found('77')).toEqual(['A=77', 'C=771'])
  expect(await found('10619')).toEqual(['S-619=10619'])
  expect(await found('9')).toEqual([])

  await put('D', '78')
  await put('E', '70')
  await put('A', '1')
  const [listed] = await mappings.findFor(OWNER).then((all) => all.filter((one) => one.customerSku === 'C'))
  await mappings.remove([listed?.id ?? ''])
  expect(await found('7')).toEqual(['B=7', 'E=70', 'D=78'])
  await put('C', '79')
  expect(await found('7')).toEqual(['B=7', 'E=70', 'D=78', 'C=79'])
  await database.close()
})

it('misses nothing that is written while the products are first read', async () => {
  const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange })
  const started = startTestStorage({ storage })
  const database = await openDatabase({ name: 'products meanwhile', storage: started.storage })
  const mappings = new SkuMappingRepository(database, { now: () => 5, newId: () => 'x' })
  await mappings.upsertMany(
    Array.from({ length: 300 }, (_, at) => ({ customerId: OWNER, customerSku: `S-${at}`, productId: '1' })),
  )
  const first = firstValueFrom(mappings.observeByProduct('2', 500))
  await Promise.all(
    Array.from({ length: 300 }, (_, at) =>
      mappings.upsert(OWNER, { customerSku: `S-${at}`, productId: '2' }),
    ),
  )
  await first
  expect(await firstValueFrom(mappings.observeByProduct('2', 500))).toHaveLength(300)
  expect(await firstValueFrom(mappings.observeByProduct('1', 500))).toEqual([])
  await database.close()
})

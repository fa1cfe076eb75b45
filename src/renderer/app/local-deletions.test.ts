import { afterEach, expect, test } from 'vitest'
import { ActionRepository } from '#renderer/database/action-repository.ts'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { openDatabase } from '#renderer/database/open-database.ts'
import { RemoteDataRepository } from '#renderer/database/remote-data-repository.ts'
import { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { TestClock } from '#renderer/replication/test-clock.testing.ts'
import { startTestStorage } from '#renderer/workers/start-test-storage.testing.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { LocalDeletions } from './local-deletions.ts'

const UNDO_MS = 10_000
const closing: (() => Promise<void>)[] = []
let opened = 0

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function open() {
  opened += 1
  const name = `deletions-${String(opened)}`
  const storage = startTestStorage()
  const clock = new TestClock()
  const now = (): number => clock.now()
  const database = await openDatabase({ name, storage: storage.storage })
  const roster = storage.openRoster(name)
  let ids = 0
  const newId = (): string => `018f0000-0000-7000-8000-${(ids += 1).toString(16).padStart(12, '0')}`
  const customers = new CustomerRepository(database, { capabilities: null, now, newId })
  const skuMappings = new SkuMappingRepository(database, { now, newId })
  const actions = new ActionRepository(database, { now, newId })
  const remoteData = new RemoteDataRepository(database)
  const onError = (error: unknown): never => {
    throw error
  }
  const repositories = { customers, skuMappings, actions, remoteData }
  const parts = { ...repositories, roster, clock, undoDeleteMs: () => UNDO_MS, onError }
  const deletions = new LocalDeletions(parts)
  closing.push(async () => {
    await deletions.stop()
    roster.close()
    await database.close()
  })
  return { clock, roster, customers, skuMappings, deletions }
}

/** Time goes on by `ms`, once the roster has told what was written. */
async function later({ clock, roster, deletions }: Awaited<ReturnType<typeof open>>, ms: number) {
  await roster.flush()
  clock.advance(ms)
  await deletions.settled()
}

test('a deleted customer and its SKU mappings are gone for good once it cannot be undone', async () => {
  const desk = await open()
  desk.deletions.start()
  const ada = await desk.customers.create({ ...emptyCustomerDraft(), name: 'Ada' })
  const beth = await desk.customers.create({ ...emptyCustomerDraft(), name: 'Beth' })
  await desk.skuMappings.upsert(ada.id, { customerSku: 'A-1', productId: '1' })
  await desk.customers.markDeleted([ada.id])
  await later(desk, UNDO_MS - 1)
  expect(await desk.customers.get(ada.id)).not.toBeNull()
  await later(desk, UNDO_MS)
  expect(await desk.customers.get(ada.id)).toBeNull()
  expect(await desk.skuMappings.findFor(ada.id)).toEqual([])
  expect(await desk.customers.get(beth.id)).not.toBeNull()
})

test('what was deleted before the app was closed goes at the next start', async () => {
  const desk = await open()
  const ada = await desk.customers.create({ ...emptyCustomerDraft(), name: 'Ada' })
  await desk.customers.markDeleted([ada.id])
  await later(desk, 2 * UNDO_MS)
  desk.deletions.start()
  await later(desk, 0)
  expect(await desk.customers.get(ada.id)).toBeNull()
})

test('a deletion that was taken back, and one that a remote must be told, stay', async () => {
  const desk = await open()
  desk.deletions.start()
  const ada = await desk.customers.create({ ...emptyCustomerDraft(), name: 'Ada' })
  const linked = sampleCustomer(7, { remoteId: '7' })
  await desk.customers.insertMany([linked])
  await desk.customers.markDeleted([ada.id, linked.id])
  await desk.customers.undoDelete([ada.id])
  await later(desk, UNDO_MS)
  await later(desk, UNDO_MS)
  expect([...(await desk.customers.findByIds([ada.id, linked.id])).keys()]).toHaveLength(2)
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { startTestStorage } from '#renderer/workers/start-test-storage.testing.ts'
import { CustomerRepository } from './customer-repository.ts'
import { openDatabase, type AppDatabase } from './open-database.ts'

const id = (number: number): string => sampleCustomer(number).id

let database: AppDatabase
let customers: CustomerRepository
beforeEach(async () => {
  database = await openDatabase({
    name: `followed-${crypto.randomUUID()}`,
    storage: startTestStorage().storage,
  })
  customers = new CustomerRepository(database, { capabilities: null, now: () => 5, newId: () => 'x' })
  await customers.insertMany(Array.from({ length: 10 }, (_, number) => sampleCustomer(number)))
})
afterEach(() => database.close())

/** Follows with a promise for the next change. */
function follow(keep = 100) {
  let changed = (): void => undefined
  const documents = customers.follow(keep, () => changed())
  const nextChange = (): Promise<void> =>
    new Promise((resolve) => {
      changed = resolve
    })
  return { documents, nextChange }
}

it('knows what was read, and null for what is not there', async () => {
  const { documents } = follow()
  expect(documents.get(id(1))).toBeUndefined()
  await documents.read([id(1), 'nobody'])
  expect(documents.get(id(1))?.name).toBe(sampleCustomer(1).name)
  expect(documents.get('nobody')).toBeNull()
  expect(documents.get(id(2))).toBeUndefined()
})

it('keeps what it knows as it is now', async () => {
  const { documents, nextChange } = follow()
  await documents.read([id(1), id(2), 'late'])
  const before = documents.get(id(2))
  let change = nextChange()
  await customers.modify(id(1), (customer) => ({ ...customer, name: 'Changed' }))
  await change
  expect(documents.get(id(1))?.name).toBe('Changed')
  expect(documents.get(id(2))).toBe(before)
  change = nextChange()
  await customers.modify(id(1), () => 'remove')
  await change
  expect(documents.get(id(1))).toBeNull()
  change = nextChange()
  await customers.insertMany([sampleCustomer(20, { id: 'late', name: 'Late' })])
  await change
  expect(documents.get('late')?.name).toBe('Late')
})

it('does not let an old answer undo a change that was heard of first', async () => {
  const { documents } = follow()
  await documents.read([id(0)])
  const reading = documents.read([id(1)])
  await customers.modify(id(1), (customer) => ({ ...customer, name: 'Newer' }))
  await reading
  await documents.read([id(2)])
  expect(documents.get(id(1))?.name).toBe('Newer')
})

it('forgets the oldest beyond its limit, but nothing that is asked for', async () => {
  const { documents } = follow(3)
  await documents.read([id(0), id(1), id(2)])
  await documents.read([id(1), id(3), id(4), id(5)])
  expect([0, 1, 2, 3, 4, 5].filter((number) => documents.get(id(number)) !== undefined)).toEqual([1, 3, 4, 5])
})

it('fails as the store does and tells nothing once closed', async () => {
  const { documents } = follow()
  await documents.read([id(1)])
  documents.close()
  expect(documents.get(id(1))).toBeUndefined()
  const { documents: late } = follow()
  await database.close()
  await expect(late.read([id(1)])).rejects.toMatchObject({ kind: 'closed' })
})

import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { checkSchema } from 'rxdb/plugins/dev-mode'
import { firstValueFrom, take, toArray } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'
import type { Customer } from '#shared/domain/customer.ts'
import { COLLECTION_NAMES, COLLECTIONS } from './collections.ts'
import { DatabaseError } from './database-error.ts'
import type { DocumentStore } from './document-store.ts'
import { openDatabase, type AppDatabase } from './open-database.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'

const opened: AppDatabase[] = []
let names = 0

async function open(name = `store-${String((names += 1))}`): Promise<AppDatabase> {
  const database = await openDatabase({ name, storage: getRxStorageMemory() })
  opened.push(database)
  return database
}

async function openCustomers(): Promise<DocumentStore<Customer>> {
  return (await open()).store('customers')
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()))
})

describe('collections', () => {
  it('stay under the limit and have schemas RxDB accepts', () => {
    expect(COLLECTION_NAMES.length).toBeLessThanOrEqual(10)
    for (const name of COLLECTION_NAMES) {
      expect(() => {
        checkSchema(COLLECTIONS[name].schema as never)
      }, name).not.toThrow()
    }
  })

  it('require every property and every version has its migration', () => {
    for (const name of COLLECTION_NAMES) {
      const { schema, migrationStrategies } = COLLECTIONS[name]
      expect(new Set(schema.required as readonly string[]), name).toEqual(
        new Set(Object.keys(schema.properties)),
      )
      expect(Object.keys(migrationStrategies), name).toHaveLength(schema.version)
    }
  })

  it('all open in one database', async () => {
    const database = await open()
    for (const name of COLLECTION_NAMES)
      expect(await database.store(name).findByIds(['none'])).toEqual(new Map())
  })
})

describe('DocumentStore', () => {
  it('gives back exactly what was stored, without anything of the store itself', async () => {
    const store = await openCustomers()
    const customer = sampleCustomer(1, { email: ' Mara@X.Example ' })
    await store.insertMany([customer])
    expect(await store.get(customer.id)).toEqual(customer)
    expect(await store.get('nobody')).toBeNull()
  })

  it('leaves taken ids alone, those twice in one call included', async () => {
    const store = await openCustomers()
    const [a, b] = [sampleCustomer(1), sampleCustomer(2)]
    await store.insertMany([a])
    const taken = await store.insertMany([{ ...a, name: 'other' }, b, { ...b, name: 'other' }])
    expect(taken.sort()).toEqual([a.id, b.id])
    expect((await store.get(a.id))?.name).toBe(a.name)
    expect((await store.get(b.id))?.name).toBe(b.name)
  })

  it('loses no change where many write one document at the same time', async () => {
    const store = await openCustomers()
    const customer = sampleCustomer(1, { tags: [] })
    await store.insertMany([customer])
    const tags = Array.from({ length: 25 }, (_, at) => `tag-${String(at)}`)
    await Promise.all(
      tags.map((tag) =>
        store.modifyMany([customer.id], (current) => ({ ...current, tags: [...current.tags, tag] })),
      ),
    )
    expect([...((await store.get(customer.id))?.tags ?? [])].sort()).toEqual([...tags].sort())
  })

  it('runs `before` ahead of every attempt with what that attempt writes', async () => {
    const store = await openCustomers()
    const customer = sampleCustomer(1)
    await store.insertMany([customer])
    const seen: (string | undefined)[] = []
    await store.modifyMany(
      [customer.id],
      (current) => ({ ...current, name: `${current.name}!` }),
      async (writes) => {
        seen.push(writes[0]?.after?.name)
        if (seen.length > 1) return
        await store.modifyMany([customer.id], (current) => ({ ...current, name: 'between' }))
      },
    )
    expect(seen).toEqual([`${customer.name}!`, 'between!'])
    expect((await store.get(customer.id))?.name).toBe('between!')
  })

  it('writes nothing where the change keeps the document', async () => {
    const store = await openCustomers()
    const customer = sampleCustomer(1)
    await store.insertMany([customer])
    const changes: (readonly string[])[] = []
    const listening = store.changedIds$.subscribe((ids) => changes.push(ids))
    await store.findByIds([])
    const kept = await store.modifyMany([customer.id, 'nobody'], (current) => current)
    await store.modifyMany([customer.id], () => 'keep')
    expect(kept).toEqual(new Map([[customer.id, customer]]))
    expect(changes).toEqual([])
    listening.unsubscribe()
  })

  it('removes so that nothing of the person is left, and the id can be used again', async () => {
    const name = `store-${String((names += 1))}`
    const storage = getRxStorageMemory()
    const database = await openDatabase({ name, storage })
    opened.push(database)
    const store = database.store('customers')
    const customer = sampleCustomer(7)
    await store.insertMany([customer])
    const after = await store.modifyMany([customer.id], () => 'remove')
    expect(after.size).toBe(0)
    expect(await store.get(customer.id)).toBeNull()
    const state = [...storage.collectionStates.values()].find(
      (kept) =>
        kept.documents.has(customer.id) &&
        JSON.stringify(kept.documents.get(customer.id)).includes('"name":""'),
    )
    const tombstone = JSON.stringify(state?.documents.get(customer.id))
    expect(tombstone).toContain('"_deleted":true')
    expect(tombstone.toLowerCase()).not.toContain(customer.name.toLowerCase())
    expect(tombstone).not.toContain('example.com')

    expect(await store.insertMany([customer])).toEqual([])
    expect(await store.get(customer.id)).toEqual(customer)
  })

  it('handles more than one batch', async () => {
    const store = await openCustomers()
    const customers = Array.from({ length: 450 }, (_, number) => sampleCustomer(number))
    expect(await store.insertMany(customers)).toEqual([])
    const ids = customers.map((customer) => customer.id)
    const written = await store.modifyMany(ids, (customer) => ({ ...customer, name: 'x' }))
    expect(written.size).toBe(450)
    expect([...(await store.findByIds(ids)).values()].every((customer) => customer.name === 'x')).toBe(true)
  })

  it('finds by the conditions of an index, in its order', async () => {
    const store = await openCustomers()
    await store.insertMany(
      [3, 1, 2].map((number) => sampleCustomer(number, { remoteId: `r${String(number)}` })),
    )
    const found = await store.find({ selector: { remoteId: { $gt: 'r1' } }, sort: ['remoteId'], limit: 5 })
    expect(found.map((customer) => customer.remoteId)).toEqual(['r2', 'r3'])
    const some = await store.find({ selector: { remoteId: { $in: ['r1', 'r3', 'r9'] } }, sort: ['remoteId'] })
    expect(some.map((customer) => customer.remoteId)).toEqual(['r1', 'r3'])
  })

  it('shows a document through its life', async () => {
    const store = await openCustomers()
    const customer = sampleCustomer(1)
    const names$ = firstValueFrom(store.observe([customer.id]).pipe(take(4), toArray()))
    await store.findByIds([customer.id])
    await store.insertMany([customer, sampleCustomer(2)])
    await store.modifyMany([customer.id], (current) => ({ ...current, name: 'B' }))
    await store.modifyMany([customer.id], () => 'remove')
    expect((await names$).map((found) => found.get(customer.id)?.name)).toEqual([
      undefined,
      customer.name,
      'B',
      undefined,
    ])
  })

  it('shows what is written while the first reading is under way', async () => {
    const store = await openCustomers()
    const customer = sampleCustomer(1)
    await store.insertMany([customer])
    const last = new Promise<string>((resolve) => {
      store.observe([customer.id]).subscribe((found) => {
        if (found.get(customer.id)?.name === 'new') resolve('seen')
      })
    })
    await store.modifyMany([customer.id], (current) => ({ ...current, name: 'new' }))
    expect(await last).toBe('seen')
  })

  it('refuses a document that lacks a field, which no index would find again', async () => {
    const store = await openCustomers()
    const incomplete: Partial<Customer> = { ...sampleCustomer(1) }
    delete incomplete.postcode
    const failure = await store.insertMany([incomplete as Customer]).catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'schema' })
    expect(String(failure)).toContain('postcode')
    expect(await store.get(sampleCustomer(1).id)).toBeNull()
  })

  it('fails after closing with an error that says so and holds no data', async () => {
    const database = await open()
    const store = database.store('customers')
    const customer = sampleCustomer(1)
    await store.insertMany([customer])
    await database.close()
    const failure = await store.insertMany([sampleCustomer(2)]).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(DatabaseError)
    expect(failure).toMatchObject({ kind: 'closed' })
    expect(String(failure)).not.toContain('example')
    await expect(database.store('history').get('x')).rejects.toMatchObject({ kind: 'closed' })
  })

  it('keeps its documents over a restart, and none after it was removed', async () => {
    const first = await open('restart')
    await first.store('customers').insertMany([sampleCustomer(1)])
    await first.close()
    const second = await open('restart')
    expect((await second.store('customers').get(sampleCustomer(1).id))?.name).toBe(sampleCustomer(1).name)
    await second.remove()
    const third = await open('restart')
    expect(await third.store('customers').get(sampleCustomer(1).id)).toBeNull()
  })
})

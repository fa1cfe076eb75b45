import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { firstValueFrom, skip } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'
import { newAddress } from '#shared/domain/address.ts'
import { draftOf, type Customer } from '#shared/domain/customer.ts'
import { sampleCustomer, sampleDraft } from '#shared/domain/sample-customers.testing.ts'
import { CustomerRepository } from './customer-repository.ts'
import { HistoryRepository } from './history-repository.ts'
import { openDatabase, type AppDatabase } from './open-database.ts'
import type { PendingPosition } from './pending-positions.ts'

const opened: AppDatabase[] = []
let made = 0

interface Opened {
  customers: CustomerRepository
  history: HistoryRepository
}

async function open(): Promise<Opened> {
  made += 1
  const database = await openDatabase({
    name: `customers-${String(made)}`,
    storage: getRxStorageMemory(),
  })
  opened.push(database)
  let clock = 1_000
  let ids = 0
  const context = {
    capabilities: null,
    now: () => (clock += 1),
    newId: () => `00000000-0000-7000-9000-${String((ids += 1)).padStart(12, '0')}`,
  }
  return { customers: new CustomerRepository(database, context), history: new HistoryRepository(database) }
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()))
})

function ids(customers: readonly { id: string }[]): string[] {
  return customers.map((customer) => customer.id)
}

describe('edits by a person', () => {
  it('create, with everything derived', async () => {
    const { customers } = await open()
    const created = await customers.create(sampleDraft(1, { name: 'Zoë', phone: '+61 3 9000 1001' }))
    expect(await customers.get(created.id)).toEqual(created)
    expect(created).toMatchObject({
      sortName: `zoë\u0000${created.id}`,
      postcode: '3001',
      phoneE164: '+61390001001',
    })
    expect(created.pendingSince).toBeGreaterThan(0)
  })

  it('save what the person changed and nothing that others changed meanwhile', async () => {
    const { customers, history } = await open()
    const created = await customers.create(sampleDraft(1, { notes: '' }))
    const from = draftOf(created)
    await customers.modify(created.id, (customer) => ({ ...customer, company: 'Theirs' }))
    const saved = await customers.save(created.id, from, { ...from, notes: 'Mine' })
    expect(saved).toMatchObject({ company: 'Theirs', notes: 'Mine' })
    expect(await customers.get(created.id)).toEqual(saved)
    const [entry, ...others] = await history.findFor(created.id)
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      customerId: created.id,
      origin: 'edit',
      batchId: '',
      changes: [{ key: 'notes', before: '', after: 'Mine' }],
    })
  })

  it('leave no trace where nothing was changed', async () => {
    const { customers, history } = await open()
    const created = await customers.create(sampleDraft(1))
    expect(await customers.save(created.id, draftOf(created), draftOf(created))).toEqual(created)
    expect(await history.findFor(created.id)).toEqual([])
  })

  it('save two edits made at the same time, with the history of both', async () => {
    const { customers, history } = await open()
    const created = await customers.create(sampleDraft(1, { notes: '', company: '' }))
    const from = draftOf(created)
    await Promise.all([
      customers.save(created.id, from, { ...from, notes: 'one' }),
      customers.save(created.id, from, { ...from, company: 'two' }),
    ])
    expect(await customers.get(created.id)).toMatchObject({ notes: 'one', company: 'two' })
    const keys = (await history.findFor(created.id)).flatMap((entry) =>
      entry.changes.map((change) => change.key),
    )
    expect(keys.sort()).toEqual(['company', 'notes'])
  })

  it('fail where the customer is gone', async () => {
    const { customers } = await open()
    await expect(customers.save('nobody', sampleDraft(1), sampleDraft(2))).rejects.toThrow('gone')
  })

  it('archive, unarchive, delete and undo many at once, as one batch of the history', async () => {
    const { customers, history } = await open()
    const made = [await customers.create(sampleDraft(1)), await customers.create(sampleDraft(2))]
    await customers.setArchived(ids(made), true)
    const entries = (await Promise.all(ids(made).map((id) => history.findFor(id)))).flat()
    expect(entries.map((entry) => entry.changes)).toEqual([
      [{ key: 'archived', before: '', after: true }],
      [{ key: 'archived', before: '', after: true }],
    ])
    expect(new Set(entries.map((entry) => entry.batchId)).size).toBe(1)
    expect(await history.findForBatch(entries[0]?.batchId ?? '', '', 10)).toHaveLength(2)
    await customers.setArchived(ids(made), false)
    await customers.markDeleted(ids(made))
    const deleted = await customers.findByIds(ids(made))
    expect(
      [...deleted.values()].every((customer) => customer.deletedAt > 0 && customer.archivedAt === 0),
    ).toBe(true)
    await customers.undoDelete(ids(made))
    expect((await customers.get(made[0]?.id ?? ''))?.deletedAt).toBe(0)
  })
})

describe('what others are asked', () => {
  it('shows the first active customers by name', async () => {
    const { customers } = await open()
    const all = ['d', 'b', 'a', 'c', 'e'].map((name, number) =>
      sampleCustomer(number, { name, archivedAt: name === 'b' ? 1 : 0, deletedAt: name === 'c' ? 1 : 0 }),
    )
    await customers.insertMany(all)
    expect((await customers.firstPage(2)).map((customer) => customer.name)).toEqual(['a', 'd'])
    expect((await customers.firstPage(9)).map((customer) => customer.name)).toEqual(['a', 'd', 'e'])
  })

  it('finds by remote id and by e-mail however it was typed', async () => {
    const { customers } = await open()
    await customers.insertMany([
      sampleCustomer(1, { remoteId: '1', email: ' Mara@X.Example' }),
      sampleCustomer(2, { remoteId: '2', email: 'mara@x.example' }),
      sampleCustomer(3, { remoteId: '', email: '' }),
    ])
    expect([...(await customers.findByRemoteIds(['1', '9', ''])).keys()]).toEqual(['1'])
    expect(ids(await customers.findByEmail(['MARA@x.example', ''])).sort()).toEqual(
      ids([sampleCustomer(1), sampleCustomer(2)]),
    )
    expect(await customers.findByEmail([''])).toEqual([])
  })

  it('lists what waits in the order of waiting, page by page, through thousands of one moment', async () => {
    const { customers } = await open()
    const pending = Array.from({ length: 500 }, (_, number) =>
      sampleCustomer(number, { pendingSince: number < 490 ? 50 : 40 + (number % 5) }),
    )
    const clean = sampleCustomer(900, { remoteId: 'r' })
    expect(clean.pendingSince).toBe(0)
    await customers.insertMany([...pending, clean])
    const seen: PendingPosition[] = []
    for (;;) {
      const page = await customers.pendingIds(70, seen.at(-1) ?? null)
      seen.push(...page)
      if (page.length < 70) break
    }
    expect(seen).toHaveLength(500)
    expect(new Set(ids(seen)).size).toBe(500)
    const sorted = [...seen].sort((a, b) => a.pendingSince - b.pendingSince || (a.id < b.id ? -1 : 1))
    expect(seen).toEqual(sorted)
  })

  it('lists linked customers by remote id, and whose details are due', async () => {
    const { customers } = await open()
    await customers.insertMany([
      sampleCustomer(1, { remoteId: 'b', detailsDue: 9 }),
      sampleCustomer(2, { remoteId: 'a', detailsDue: 3 }),
      sampleCustomer(3, { remoteId: 'c' }),
      sampleCustomer(4),
    ])
    expect((await customers.linkedAfter('', 2)).map((customer) => customer.remoteId)).toEqual(['a', 'b'])
    expect((await customers.linkedAfter('b', 2)).map((customer) => customer.remoteId)).toEqual(['c'])
    expect(await customers.detailsDueIds(5)).toEqual([sampleCustomer(2).id, sampleCustomer(1).id])
  })

  it('derives on every write: pending begins and ends, the old time stays while it lasts', async () => {
    const { customers } = await open()
    const customer = sampleCustomer(1, { remoteId: 'r' })
    await customers.insertMany([customer])
    const touch = (base: Customer['sync']['base']) =>
      customers.modify(customer.id, (current) => ({ ...current, sync: { ...current.sync, base } }))
    const first = await touch({ name: 'old' })
    const second = await touch({ name: 'old', email: '' })
    expect(first?.pendingSince).toBeGreaterThan(0)
    expect(second?.pendingSince).toBe(first?.pendingSince)
    expect((await touch({}))?.pendingSince).toBe(0)
    expect(await customers.pendingIds(5)).toEqual([])
  })

  it('removes, and observers see it', async () => {
    const { customers } = await open()
    const customer = sampleCustomer(1)
    await customers.insertMany([customer])
    expect(await firstValueFrom(customers.observe(customer.id))).toEqual(customer)
    const next = firstValueFrom(customers.observe(customer.id).pipe(skip(1)))
    await customers.get(customer.id)
    expect(await customers.modify(customer.id, () => 'remove')).toBeNull()
    expect(await next).toBeNull()
    expect(await customers.modify(customer.id, (current) => current)).toBeNull()
  })

  it('keeps addresses and free content as they are', async () => {
    const { customers } = await open()
    const customer = sampleCustomer(1, {
      addresses: [
        newAddress('a', { line1: 'x' }),
        { ...newAddress('b', { line1: 'y' }), superseded: 'replaced' },
      ],
      extra: { meta_data: [{ key: '_x', value: null }], nested: { deep: [1, 2, { a: 'b' }] } },
    })
    await customers.insertMany([customer])
    expect(await customers.get(customer.id)).toEqual(customer)
  })
})

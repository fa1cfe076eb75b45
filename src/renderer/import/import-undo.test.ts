import { afterEach, describe, expect, test } from 'vitest'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import { cleanSyncState } from '#shared/domain/sync-state.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { ImportDesk } from './import-desk.testing.ts'
import { closeDesks, desk, run, seed } from './import-steps.testing.ts'

afterEach(closeDesks)

const nobody = (): void => undefined

const FILE = [
  'Name,E-mail,Code,Phone,Tags,Accepts marketing,Archived,Address 1,City,Postcode,Country,Billing address 1,Billing postcode',
  'Ann Leigh,ann@lee.example,,03 2,"b, a",yes,yes,2 High Street,Carlton,3053,AU,PO Box 7,3001',
  'Ben Okafor,ben@okafor.example,B1,03 4,,,,9 Low Road,Perth,6000,AU,,',
  'Cara Lindt,cara@lindt.example,C1,,x,,,7 Hill Rd,Bern,3000,CH,,',
  'Dee Farm,dee@farm.example,D1,,,,yes,,,,,,',
].join('\n')

/** Customers without what an undo may leave different: when they were last changed. */
async function snapshot(on: ImportDesk): Promise<object[]> {
  return (await on.all()).map((customer) => ({ ...customer, updatedAt: 0 }))
}

describe('a whole import', () => {
  test('is taken back: everything is as it was before', async () => {
    const on = await desk()
    const { ann, ben } = await seed(on)
    const before = await snapshot(on)
    const plan = await on.plan(FILE)
    await run(on, plan)
    expect(await on.all()).toHaveLength(4)
    const { id } = plan.identity
    expect(await on.jobs.undoPlan(id)).toEqual({
      remove: 2,
      removeThere: 0,
      restore: 2,
      kept: 0,
      keptIds: [],
    })
    expect((await on.importBatches.get(id))?.state).toBe('done')

    const progress: number[][] = []
    const undone = await on.jobs.undo(id, (...told) => progress.push(told))
    expect(undone).toMatchObject({ removed: 2, restored: 2, keptCount: 0, kept: [], rowsDone: 4 })
    expect(progress).toEqual([[4, 4]])
    expect(await snapshot(on)).toEqual(before)
    expect(await on.importBatches.get(id)).toMatchObject({ state: 'undone', undo: undone })
    expect(on.jobs.running$.value).toBeNull()
    const [entry] = await on.history.findFor(ann.id)
    expect(entry).toMatchObject({ origin: 'import-undo', batchId: id })
    expect(entry?.changes).toContainEqual({ key: 'name', before: 'Ann Leigh', after: 'Ann Lee' })
    expect(await on.history.findFor(ben.id)).toHaveLength(2)
    expect(await on.jobs.undo(id, nobody)).toEqual(undone)
  })

  test('that was cleared and held back likewise', async () => {
    const on = await desk()
    await seed(on)
    const before = await snapshot(on)
    const options = { ...usualImportOptions(), blanks: 'clear', holdBack: true } as const
    const plan = await on.plan(FILE, { options })
    await run(on, plan)
    await on.jobs.undo(plan.identity.id, nobody)
    expect(await snapshot(on)).toEqual(before)
  })

  test('can be imported again afterwards', async () => {
    const on = await desk()
    await seed(on)
    const plan = await on.plan(FILE)
    await run(on, plan)
    const imported = (await on.all()).map(({ name, phone }) => [name, phone])
    await on.jobs.undo(plan.identity.id, nobody)
    const again = await on.plan(FILE)
    expect((await run(on, again)).counts).toMatchObject({ new: 2, update: 2 })
    expect((await on.all()).map(({ name, phone }) => [name, phone])).toEqual(imported)
    // The newest one that was not taken back.
    expect((await on.jobs.rememberedMapping(again.header, 'customers'))?.at).toBe(again.identity.createdAt)
  })
})

describe('what was changed since', () => {
  test('stays, and is listed; what was not touched goes back', async () => {
    const on = await desk()
    const { ann, ben } = await seed(on)
    const plan = await on.plan(FILE)
    await run(on, plan)
    const edit = (id: string, change: Partial<Customer>): Promise<Customer | null> =>
      on.customers.modify(id, (customer) => ({ ...customer, ...change, updatedAt: customer.updatedAt + 1 }))
    await edit(ann.id, { phone: '03 77' })
    await edit(ben.id, { notes: 'unrelated' })
    const cara = (await on.all()).find(({ name }) => name === 'Cara Lindt')
    await edit(cara?.id ?? '', { notes: 'a regular' })
    const { id } = plan.identity
    const undone = await on.jobs.undo(id, nobody)
    expect(undone).toMatchObject({ removed: 1, restored: 1, keptCount: 2 })
    expect([...undone.kept].sort()).toEqual([ann.id, cara?.id].sort())
    expect(await on.customers.get(ann.id)).toMatchObject({
      name: 'Ann Lee',
      phone: '03 77',
      archivedAt: 0,
      tags: [],
    })
    expect(await on.customers.get(ben.id)).toMatchObject({ phone: '', notes: 'unrelated', addresses: [] })
    expect(await on.customers.get(cara?.id ?? '')).toMatchObject({ name: 'Cara Lindt', notes: 'a regular' })
  })

  test('an address that somebody went on with stays as a whole', async () => {
    const on = await desk()
    const { ben } = await seed(on)
    const plan = await on.plan(FILE)
    await run(on, plan)
    await on.customers.modify(ben.id, (customer) => ({
      ...customer,
      addresses: customer.addresses.map((address) => ({ ...address, line2: 'Back door' })),
    }))
    await on.jobs.undo(plan.identity.id, nobody)
    const left = await on.customers.get(ben.id)
    expect(left?.addresses).toMatchObject([{ line1: '9 Low Road', line2: 'Back door', postcode: '6000' }])
    expect(left?.defaultShippingAddressId).toBe(left?.addresses[0]?.id)
    expect(left?.phone).toBe('')
  })

  test('one who is gone is no matter', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    const plan = await on.plan(FILE)
    await run(on, plan)
    await on.customers.modify(ann.id, () => 'remove')
    const cara = (await on.all()).find(({ name }) => name === 'Cara Lindt')
    await on.customers.markDeleted([cara?.id ?? ''])
    expect(await on.jobs.undo(plan.identity.id, nobody)).toMatchObject({
      removed: 1,
      restored: 1,
      keptCount: 0,
    })
  })
})

test('customers that have got SKU mappings since stay, and are told; a mapping that was taken away keeps nobody', async () => {
  const on = await desk()
  const { ann } = await seed(on)
  const plan = await on.plan(FILE)
  await run(on, plan)
  const idOf = (all: readonly Customer[], of: string): string => all.find(({ name }) => name === of)?.id ?? ''
  const all = await on.all()
  const [cara, dee] = [idOf(all, 'Cara Lindt'), idOf(all, 'Dee Farm')]
  await on.skuMappings.upsertMany([
    { customerId: ann.id, customerSku: 'A-1', productId: '1' },
    { customerId: cara, customerSku: 'C-1', productId: '2' },
    { customerId: dee, customerSku: 'D-1', productId: '3' },
  ])
  await on.skuMappings.remove((await on.skuMappings.findFor(dee)).map(({ id }) => id))
  expect(await on.jobs.undoPlan(plan.identity.id)).toMatchObject({ remove: 1, kept: 1, keptIds: [cara] })
  await on.jobs.undo(plan.identity.id, nobody)
  expect(await on.customers.get(cara)).not.toBeNull()
  expect(await on.customers.get(dee)).toBeNull()
  expect(await on.skuMappings.findFor(cara)).toHaveLength(1)
  expect(await on.skuMappings.findFor(ann.id)).toHaveLength(1)
})

describe('in a connected workspace', () => {
  const { capabilities }: { capabilities: ConnectorCapabilities } = skuIoLikeProfile()

  test('a remote is told: sent ones are marked as deleted, changed ones wait to be sent again', async () => {
    const on = await desk({ capabilities })
    const { ann } = await seed(on)
    const link = (id: string, remoteId: string): Promise<Customer | null> =>
      on.customers.modify(id, (customer) => ({
        ...customer,
        remoteId,
        addresses: customer.addresses.map((address, at) => ({ ...address, remoteId: `${remoteId}-${at}` })),
        sync: cleanSyncState(),
      }))
    const linked = await link(ann.id, '7')
    await on.roster.flush()
    const plan = await on.plan(FILE)
    await run(on, plan)
    const changed = await on.customers.get(ann.id)
    expect(changed?.addresses.map(({ superseded }) => superseded)).toContain('replaced')
    const cara = (await on.all()).find(({ name }) => name === 'Cara Lindt')?.id ?? ''
    await link(cara, '8')
    expect(await on.jobs.undoPlan(plan.identity.id)).toMatchObject({
      remove: 1,
      removeThere: 1,
      restore: 2,
      kept: 0,
    })

    await on.jobs.undo(plan.identity.id, nobody)
    const back = await on.customers.get(ann.id)
    expect(back?.updatedAt).toBeGreaterThan(0)
    expect({ ...back, updatedAt: 0 }).toEqual({ ...linked, updatedAt: 0 })
    expect((await on.customers.get(cara))?.deletedAt).toBeGreaterThan(0)
  })
})

test('tells how far it has looked, and stops looking where nobody waits any more', async () => {
  const on = await desk()
  const plan = await on.plan('Name\nAnn\nBen\n')
  await run(on, plan)
  const told: number[][] = []
  const stop = new AbortController()
  expect(await on.jobs.undoPlan(plan.identity.id, stop.signal, (...at) => told.push(at))).toMatchObject({
    remove: 2,
  })
  expect(told).toEqual([[0, 2]])
  stop.abort()
  expect(await on.jobs.undoPlan(plan.identity.id, stop.signal)).toBeNull()
})

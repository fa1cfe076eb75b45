import { expect, test } from 'vitest'
import { upsertingProfile } from '#shared/connector/memory-profiles.ts'
import { draftOf, type Customer } from '#shared/domain/customer.ts'
import { Desk, newRemote, place } from './desk.testing.ts'

const mill = place('a', '1 Mill Lane', 'LS1 1AA')
const box = place('b', 'PO Box 77', 'LS2 2BB')

/** A desk in step with a remote that has a slot for shipping and fills one for billing by itself. */
async function open() {
  const remote = newRemote(upsertingProfile())
  const id = remote.directCreate({ firstName: 'Tilly', email: 'tilly@example.net' })
  const desk = await Desk.open(remote)
  await desk.start()
  const there = () =>
    remote.customers.get(id)?.addresses.map(({ remoteId, fields }) => [remoteId, fields.line1])
  return { remote, desk, id, there, customer: () => desk.linked(id) }
}

const lines = (customer: Customer): string[] => customer.addresses.map(({ line1 }) => line1)

test('an address that becomes the one to ship to goes into its slot', async () => {
  const { desk, customer, there } = await open()
  const { id: localId } = await customer()
  await desk.edit(localId, { addresses: [mill], defaultShippingAddressId: mill.id })
  await desk.sync()
  expect(there()).toEqual([['shipping', '1 Mill Lane']])
  expect(await customer()).toMatchObject({ pendingSince: 0, defaultShippingAddressId: mill.id })
})

test.each([
  ['added', { addresses: [mill, box], defaultShippingAddressId: box.id }, ['1 Mill Lane', 'PO Box 77']],
  ['kept here before', { defaultShippingAddressId: box.id }, ['1 Mill Lane', 'PO Box 77']],
  [
    'that replaces the one in it, removed',
    { addresses: [box], defaultShippingAddressId: box.id },
    ['PO Box 77'],
  ],
])(
  'an address %s that becomes the one to ship to goes into the slot of another',
  async (how, change, kept) => {
    const { desk, customer, there } = await open()
    const { id: localId } = await customer()
    await desk.edit(localId, { addresses: [mill], defaultShippingAddressId: mill.id })
    await desk.sync()
    if (how === 'kept here before') {
      const { addresses } = await customer()
      await desk.edit(localId, { addresses: [...addresses, box] })
      expect((await customer()).pendingSince).toBe(0)
    }
    await desk.edit(localId, change)
    for (const round of ['sent', 'read again']) {
      if (round === 'sent') await desk.sync()
      else await desk.engine.sweepNow()
      await desk.engine.roundFinished()
      expect(there()).toEqual([['shipping', 'PO Box 77']])
      const now = await customer()
      expect(lines(now)).toEqual(kept)
      expect(now).toMatchObject({ pendingSince: 0, defaultShippingAddressId: now.addresses.at(-1)?.id })
    }
  },
)

test('an address for billing that only we have stays here, through pulls, and nothing waits for it', async () => {
  const { remote, desk, id, customer, there } = await open()
  const { id: localId } = await customer()
  await desk.edit(localId, {
    ...{ addresses: [mill, box], defaultShippingAddressId: mill.id, defaultBillingAddressId: box.id },
  })
  await desk.sync()
  remote.directEdit(id, { lastName: 'Ng' })
  await desk.engine.sweepNow()
  await desk.engine.roundFinished()
  expect(there()).toEqual([['shipping', '1 Mill Lane']])
  const now = await customer()
  expect(now).toMatchObject({ lastName: 'Ng', pendingSince: 0, defaultBillingAddressId: box.id })
  expect(lines(now)).toEqual(['1 Mill Lane', 'PO Box 77'])
})

test('what the remote fills in for billing is shown as it is there, changes with it and goes with it', async () => {
  const { remote, desk, id, customer } = await open()
  remote.directSetSlot(id, 'billing', box)
  await desk.engine.sweepNow()
  await desk.engine.roundFinished()
  const first = await customer()
  expect(first.addresses).toMatchObject([{ remoteId: 'billing', line1: 'PO Box 77' }])
  expect(first.defaultBillingAddressId).toBe(first.addresses[0]?.id)

  remote.directSetSlot(id, 'billing', { ...box, line1: 'PO Box 88' })
  await desk.engine.sweepNow()
  await desk.engine.roundFinished()
  expect(lines(await customer())).toEqual(['PO Box 88'])

  remote.directSetSlot(id, 'billing', null)
  await desk.engine.sweepNow()
  await desk.engine.roundFinished()
  expect(await customer()).toMatchObject({ addresses: [], defaultBillingAddressId: '', pendingSince: 0 })
})

test('an edit of it is never sent, and the next reading shows what the remote has', async () => {
  const { remote, desk, id, customer, there } = await open()
  remote.directSetSlot(id, 'billing', box)
  await desk.engine.sweepNow()
  await desk.engine.roundFinished()
  const { id: localId, addresses } = await customer()
  await desk.edit(localId, { addresses: addresses.map((each) => ({ ...each, line1: 'Elsewhere' })) })
  await desk.sync()
  expect((await customer()).pendingSince).toBe(0)
  await desk.engine.sweepNow()
  await desk.engine.roundFinished()
  expect(there()).toEqual([['billing', 'PO Box 77']])
  expect(lines(await customer())).toEqual(['PO Box 77'])
})

test.each(['shipping', 'billing'] as const)(
  'removing the one in %s here empties the slot there',
  async (slot) => {
    const { remote, desk, id, customer, there } = await open()
    remote.directSetSlot(id, slot, box)
    await desk.engine.sweepNow()
    await desk.engine.roundFinished()
    const { id: localId } = await customer()
    await desk.edit(localId, { addresses: [] })
    await desk.sync()
    expect(there()).toEqual([])
    expect(await customer()).toMatchObject({ addresses: [], pendingSince: 0 })
  },
)

test('a customer with both goes there with the one, and the other stays here', async () => {
  const { remote, desk } = await open()
  const { id } = await desk.create({
    ...{ name: 'Mara Anne Okafor', email: 'mara@example.com', addresses: [mill, box] },
    ...{ defaultShippingAddressId: mill.id, defaultBillingAddressId: box.id },
  })
  await desk.sync()
  const customer = await desk.stored(id)
  expect(customer).toMatchObject({ pendingSince: 0, name: '', firstName: 'Mara Anne', lastName: 'Okafor' })
  expect(lines(customer)).toEqual(['1 Mill Lane', 'PO Box 77'])
  expect(remote.customers.get(customer.remoteId)?.addresses).toMatchObject([{ remoteId: 'shipping' }])
  expect(draftOf(customer).defaultBillingAddressId).toBe(box.id)
})

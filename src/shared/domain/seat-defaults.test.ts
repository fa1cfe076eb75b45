import { describe, expect, it } from 'vitest'
import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { newAddress } from './address.ts'
import { markDeleted } from './apply-edit.ts'
import type { Customer } from './customer.ts'
import { mergeRemote } from './merge-remote.ts'
import { beginUpdate, settleUpdate } from './push-update.ts'
import {
  accepted,
  contextAt,
  edited,
  editedAddress,
  inUse,
  linkedTo,
  lostAnswer,
  NOW,
  present,
  remoteAddress,
  remoteRecord,
  SETTLE_MS,
  slottedAddresses,
} from './sync-fixtures.testing.ts'

const mill = remoteAddress('shipping', { city: 'Leeds' })
const there = remoteRecord({ name: 'Mara' }, [mill])
const york = remoteRecord({ name: 'Mara' }, [remoteAddress('shipping', { city: 'York' })])
const nothingThere = remoteRecord({ name: 'Mara' })
const box = newAddress('n1', { city: 'York' })

function change(customer: Customer, to: Parameters<typeof edited>[1]): Customer {
  return edited(customer, to, slottedAddresses)
}

/** Slot and city of every address in use, '' = kept here. */
const places = (customer: Customer) => inUse(customer).map(({ remoteId, city }) => `${remoteId} ${city}`)
/** City of the default. */
const ships = ({ addresses, defaultShippingAddressId }: Customer) =>
  addresses.find(({ id }) => id === defaultShippingAddressId)?.city
const quiet = { base: {}, sent: null, theirs: null }
const begin = (customer: Customer, record = there, ms = 0) =>
  beginUpdate(customer, record, slottedAddresses, contextAt(ms))
const lose = (customer: Customer) =>
  present(settleUpdate(customer, lostAnswer, slottedAddresses, contextAt(1)).customer)
const accept = (customer: Customer, record: typeof there, ids: Record<string, string> = {}) =>
  present(settleUpdate(customer, accepted(record, ids), slottedAddresses, contextAt(1)).customer)

const clean = linkedTo(there, slottedAddresses)
const [stored] = clean.addresses
if (stored === undefined) throw new Error('There is one')
/** With an address that is in no slot. */
const keptHere = change(clean, { addresses: [stored, box] })
const risen = change(keptHere, { defaultShippingAddressId: 'n1' })
const back = (customer: Customer) =>
  change(customer, {
    defaultShippingAddressId: inUse(customer).find(({ remoteId }) => remoteId === '')?.id ?? 'none',
  })

describe('an address kept only here that becomes the default of a slot that is filled', () => {
  it('changes places with the one in it, which is kept only here', () => {
    expect(keptHere.sync.base).toEqual({})
    expect(places(risen)).toEqual([' Leeds', 'shipping York'])
    expect(ships(risen)).toBe('York')
    expect(risen.sync.base).toEqual({ 'address/local-shipping/city': 'Leeds' })
    const { push } = begin(risen)
    expect(push?.changes.changedAddresses).toMatchObject([{ remoteId: 'shipping', city: 'York' }])
    expect(push?.changes.addedAddresses).toEqual([])
  })

  it('takes what was changed of it in one go along', () => {
    const both = change(keptHere, {
      addresses: [stored, { ...box, city: 'Hull' }],
      defaultShippingAddressId: 'n1',
    })
    expect(places(both)).toEqual([' Leeds', 'shipping Hull'])
  })

  it('waits no more where the default goes back before anything was sent', () => {
    expect(back(risen)).toMatchObject({ addresses: keptHere.addresses, sync: quiet })
  })

  it('is asked about where the slot was changed there meanwhile', () => {
    const hull = remoteRecord({ name: 'Mara' }, [remoteAddress('shipping', { city: 'Hull' })])
    const { customer, push } = begin(risen, hull)
    expect(push).toBeNull()
    expect(customer.sync.theirs).toEqual({
      kind: 'fields',
      fields: { 'address/local-shipping/city': 'Hull' },
    })
    expect(places(customer)).toEqual([' Leeds', 'shipping York'])
  })

  it('raises no question where the customer is deleted before', () => {
    const doomed = mergeRemote(markDeleted(risen, NOW), there, slottedAddresses, contextAt()).customer
    expect(doomed.sync.theirs).toBeNull()
  })

  describe('and goes back while it is under way', () => {
    const again = back(begin(risen).customer)

    it('waits with its old values once the other ones have arrived', () => {
      const settled = accept(again, york)
      expect(places(settled)).toEqual(['shipping Leeds', ' York'])
      expect(settled.sync).toMatchObject({ base: { 'address/local-shipping/city': 'York' }, sent: null })
      expect(begin(settled, york).push?.changes.changedAddresses).toMatchObject([{ city: 'Leeds' }])
    })

    it('does so after a lost answer, too, whether it arrives early, late or never', () => {
      const early = begin(lose(again), york, 2)
      expect(places(early.customer)).toEqual(['shipping Leeds', ' York'])
      expect(early.push?.changes.changedAddresses).toMatchObject([{ city: 'Leeds' }])
      const waiting = begin(lose(again), there, 2)
      expect(waiting).toMatchObject({ push: null, waitUntil: NOW + SETTLE_MS })
      const late = begin(waiting.customer, york, SETTLE_MS)
      expect(late.push?.changes.changedAddresses).toMatchObject([{ city: 'Leeds' }])
      const never = begin(waiting.customer, there, SETTLE_MS)
      expect(never).toMatchObject({ push: null, customer: { sync: quiet } })
      for (const { customer } of [late, never]) expect(places(customer)).toEqual(['shipping Leeds', ' York'])
    })
  })

  it('changes places at the next reading where an earlier version had left it beside the slot', () => {
    const old = {
      ...keptHere,
      defaultShippingAddressId: 'n1',
      sync: { ...keptHere.sync, base: { 'address/n1/city': '' } },
    }
    const { customer, push } = begin(old)
    expect(places(customer)).toEqual([' Leeds', 'shipping York'])
    expect(push?.changes.changedAddresses).toMatchObject([{ city: 'York' }])
  })

  it('keeps the parts that are fields of the customer there, unless it has its own', () => {
    const capabilities: ConnectorCapabilities = {
      ...slottedAddresses,
      addresses: { ...slottedAddresses.addresses, ofCustomer: { slot: 'shipping', parts: ['phone'] } },
    }
    const record = remoteRecord({}, [
      remoteAddress('shipping', { city: 'Leeds', phone: '5', company: 'Ott' }),
    ])
    const known = linkedTo(record, capabilities)
    const chosen = (parts: Partial<typeof box>) =>
      edited(
        known,
        { addresses: [...known.addresses, { ...box, ...parts }], defaultShippingAddressId: 'n1' },
        capabilities,
      ).addresses
    expect(chosen({})).toMatchObject([
      { city: 'Leeds', phone: '5', company: 'Ott' },
      { remoteId: 'shipping', city: 'York', phone: '5', company: '' },
    ])
    expect(chosen({ phone: '6' })[1]).toMatchObject({ remoteId: 'shipping', phone: '6' })
  })
})

describe('an address kept only here that becomes the default of an empty slot', () => {
  const empty = change(linkedTo(nothingThere, slottedAddresses), {
    addresses: [box, newAddress('n2', { city: 'Hull' })],
    defaultShippingAddressId: '',
    defaultBillingAddressId: '',
  })
  const waiting = change(empty, { defaultShippingAddressId: 'n1' })
  const start = begin(waiting, nothingThere)

  it('waits as new, stays the default through a reading, and is sent', () => {
    expect(waiting.sync.base).toEqual({ 'address/n1/city': '' })
    expect(start.customer.defaultShippingAddressId).toBe('n1')
    expect(start.push?.changes.addedAddresses).toMatchObject([{ id: 'n1', city: 'York' }])
    expect(accept(start.customer, york, { n1: 'shipping' })).toMatchObject({ sync: quiet })
  })

  it('is asked about where somebody else has filled the slot while it was under way', () => {
    const { customer } = begin(lose(start.customer), there, SETTLE_MS)
    expect(customer.sync.theirs).toEqual({ kind: 'fields', fields: { 'address/n1/city': 'Leeds' } })
    expect(ships(customer)).toBe('York')
  })

  it('waits no more where another one is chosen', () => {
    const { sync } = change(waiting, { defaultShippingAddressId: 'n2' })
    expect(sync.base).toEqual({ 'address/n2/city': '' })
  })

  it.each(['accepted', 'lost'])(
    'changes places with another one that is chosen while it is under way: %s',
    (how) => {
      const other = change(start.customer, { defaultShippingAddressId: 'n2' })
      const known = how === 'accepted' ? accept(other, york, { n1: 'shipping' }) : lose(other)
      const { customer, push } = begin(known, york, SETTLE_MS)
      expect(places(customer).sort()).toEqual([' York', 'shipping Hull'])
      expect(ships(customer)).toBe('Hull')
      expect(push?.changes.changedAddresses).toMatchObject([{ remoteId: 'shipping', city: 'Hull' }])
    },
  )

  it.each(['accepted', 'lost'])('is taken away there where it is a default no more by then: %s', (how) => {
    const away = change(start.customer, { defaultShippingAddressId: '' })
    const known = how === 'accepted' ? accept(away, york, { n1: 'shipping' }) : lose(away)
    const { customer, push } = begin(known, york, SETTLE_MS)
    expect(push?.changes.removedAddresses).toMatchObject([{ remoteId: 'shipping' }])
    const done = accept(customer, nothingThere)
    expect(places(done)).toEqual([' York', ' Hull'])
    expect(done).toMatchObject({ defaultShippingAddressId: '', sync: quiet })
  })
})

it('a slot that is filled there is the default where ours has one as well', () => {
  const both = remoteRecord({ name: 'Mara' }, [mill, remoteAddress('billing', { city: 'York' })], {
    defaultBilling: 'billing',
  })
  const { customer } = mergeRemote(clean, both, slottedAddresses, contextAt())
  expect(customer.defaultBillingAddressId).toBe('local-billing')
})

describe('an address in the place of the one in the slot, which is removed', () => {
  const replaced = change(clean, { addresses: [box], defaultShippingAddressId: 'n1' })

  it('is in the slot at once, and the other one is gone', () => {
    expect(places(replaced)).toEqual(['shipping York'])
    expect(replaced.addresses).toHaveLength(1)
    const start = begin(replaced)
    expect(accept(start.customer, york)).toMatchObject({ sync: quiet, addresses: [{ city: 'York' }] })
    expect(begin(lose(start.customer), york, SETTLE_MS)).toMatchObject({
      push: null,
      customer: { sync: quiet },
    })
  })

  it('stays pending where it was edited in flight', () => {
    const later = editedAddress(
      begin(replaced).customer,
      'local-shipping',
      { city: 'Hull' },
      slottedAddresses,
    )
    const customer = accept(later, york)
    expect(places(customer)).toEqual(['shipping Hull'])
    expect(customer.sync.base).toEqual({ 'address/local-shipping/city': 'York' })
  })

  it.each(['accepted', 'lost'])('is new there once the removal of the other has arrived: %s', (how) => {
    const removal = begin(change(keptHere, { addresses: [box] }))
    expect(removal.push?.changes.removedAddresses).toMatchObject([{ remoteId: 'shipping' }])
    const chosen = change(removal.customer, { defaultShippingAddressId: 'n1' })
    const known = how === 'accepted' ? accept(chosen, nothingThere) : lose(chosen)
    const { customer, push } = begin(known, nothingThere, SETTLE_MS)
    expect(customer.sync.theirs).toBeNull()
    expect(ships(customer)).toBe('York')
    expect(push?.changes.addedAddresses).toMatchObject([{ city: 'York' }])
  })
})

describe('a default that is removed', () => {
  it('is that of no other address', () => {
    const removed = change(keptHere, { addresses: [box] })
    expect(removed.defaultShippingAddressId).toBe('')
    const { push } = begin(removed)
    expect(push?.changes).toMatchObject({
      ...{ addedAddresses: [], changedAddresses: [] },
      removedAddresses: [{ remoteId: 'shipping' }],
    })
  })
})

describe('a default that is taken away', () => {
  const hull = remoteRecord({ name: 'Mara' }, [mill, remoteAddress('billing', { city: 'Hull' })], {
    defaultBilling: 'billing',
  })
  const away = change(linkedTo(hull, slottedAddresses), { defaultBillingAddressId: '' })

  it('empties its slot, and the address stays here', () => {
    expect(places(away)).toEqual(['shipping Leeds', ' Hull'])
    const start = begin(away, hull)
    expect(start.push?.changes.removedAddresses).toMatchObject([{ remoteId: 'billing' }])
    const customer = accept(start.customer, there)
    expect(places(customer)).toEqual(['shipping Leeds', ' Hull'])
    expect(customer).toMatchObject({ defaultBillingAddressId: '', sync: quiet })
  })

  it('waits no more where it is chosen again', () => {
    const again = change(away, { defaultBillingAddressId: inUse(away)[1]?.id ?? '' })
    expect(again.sync).toMatchObject(quiet)
    expect(places(again)).toEqual(['shipping Leeds', 'billing Hull'])
  })
})

describe('an address in one slot that becomes the default of the other one too', () => {
  const hull = remoteAddress('billing', { city: 'Hull', phone: '5' })
  const both = remoteRecord({ name: 'Mara' }, [mill, hull], { defaultBilling: 'billing' })
  const inBoth = linkedTo(both, slottedAddresses)
  const copied = change(inBoth, { defaultShippingAddressId: 'local-billing' })

  it('is copied there, and what was there is kept only here', () => {
    const { push, customer } = begin(copied, both)
    expect(push?.changes.changedAddresses).toMatchObject([{ remoteId: 'shipping', city: 'Hull', phone: '5' }])
    expect(places(customer).sort()).toEqual([' Leeds', 'billing Hull', 'shipping Hull'])
    expect(customer).toMatchObject({
      defaultShippingAddressId: 'local-shipping',
      defaultBillingAddressId: 'local-billing',
    })
  })

  it('is copied once', () => {
    expect(change(copied, { defaultShippingAddressId: 'local-billing' }).addresses).toEqual(copied.addresses)
  })

  it('is copied into an empty slot', () => {
    const record = remoteRecord({ name: 'Mara' }, [hull], { defaultShipping: '', defaultBilling: 'billing' })
    const chosen = change(linkedTo(record, slottedAddresses), { defaultShippingAddressId: 'local-billing' })
    const { push, customer } = begin(chosen, record)
    expect(push?.changes.addedAddresses).toMatchObject([{ city: 'Hull' }])
    expect(ships(customer)).toBe('Hull')
    const done = accept(customer, both, { [customer.defaultShippingAddressId]: 'shipping' })
    expect(places(done)).toEqual(['billing Hull', 'shipping Leeds'])
  })

  it('changes its place with the other one where both are chosen at once', () => {
    const swapped = change(inBoth, {
      defaultShippingAddressId: 'local-billing',
      defaultBillingAddressId: 'local-shipping',
    })
    expect(places(swapped).sort()).toEqual(['billing Leeds', 'shipping Hull'])
    expect(swapped).toMatchObject({
      defaultShippingAddressId: 'local-shipping',
      defaultBillingAddressId: 'local-billing',
    })
  })

  it('leaves it to another one that is chosen for its own slot', () => {
    const moved = change(inBoth, {
      addresses: [...inBoth.addresses, box],
      defaultShippingAddressId: 'local-billing',
      defaultBillingAddressId: 'n1',
    })
    expect(places(moved).sort()).toEqual([' Leeds', 'billing York', 'shipping Hull'])
  })

  it('leaves a slot alone that only the remote fills', () => {
    const readOnly = {
      ...slottedAddresses,
      addresses: { ...slottedAddresses.addresses, readOnlySlots: ['billing'] as const },
    }
    expect(edited(inBoth, { defaultBillingAddressId: 'local-shipping' }, readOnly).addresses).toEqual(
      inBoth.addresses,
    )
  })
})

it('one that is to be both goes into the slot that is filled and is copied into the other', () => {
  const first = change(keptHere, { defaultBillingAddressId: 'n1' })
  for (const customer of [
    change(first, { defaultShippingAddressId: 'n1' }),
    change(keptHere, { defaultShippingAddressId: 'n1', defaultBillingAddressId: 'n1' }),
  ]) {
    expect(places(customer).sort()).toEqual([' Leeds', ' York', 'shipping York'])
    const { push } = begin(customer)
    expect(push?.changes).toMatchObject({
      changedAddresses: [{ remoteId: 'shipping', city: 'York' }],
      addedAddresses: [{ city: 'York', id: customer.defaultBillingAddressId }],
    })
  }
})

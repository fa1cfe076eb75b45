import { describe, expect, it } from 'vitest'
import { newAddress } from './address.ts'
import { markDeleted } from './apply-edit.ts'
import type { Customer } from './customer.ts'
import { mergeRemote } from './merge-remote.ts'
import { beginUpdate, settleUpdate } from './push-update.ts'
import {
  accepted,
  contextAt,
  edited,
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
const box = newAddress('n1', { city: 'York' })

function change(customer: Customer, to: Parameters<typeof edited>[1]): Customer {
  return edited(customer, to, slottedAddresses)
}

const clean = linkedTo(there, slottedAddresses)
const [stored] = clean.addresses
if (stored === undefined) throw new Error('There is one')
/** With an address that is in no slot. */
const keptHere = change(clean, { addresses: [stored, box] })

describe.each(['defaultShippingAddressId', 'defaultBillingAddressId'] as const)(
  'an address kept only here that becomes a default: %s',
  (pointer) => {
    // Stores tell of an empty slot that it is nobody's default, and of a filled one that it is.
    const risen = change(keptHere, { [pointer]: 'n1' })

    it('waits to be sent, stays the default through a reading, and is sent', () => {
      expect(keptHere.sync.base).toEqual({})
      expect(risen.sync.base).toEqual({ 'address/n1/city': '' })
      const { push, customer } = beginUpdate(risen, there, slottedAddresses, contextAt())
      expect(customer[pointer]).toBe('n1')
      expect(push?.changes.addedAddresses).toMatchObject([{ id: 'n1', city: 'York' }])
    })

    it('waits as new also where it was changed in one go', () => {
      const both = change(keptHere, { addresses: [stored, { ...box, city: 'Hull' }], [pointer]: 'n1' })
      expect(both.sync.base).toEqual({ 'address/n1/city': '' })
    })

    it('waits no more where the default goes back', () => {
      expect(change(risen, { [pointer]: clean[pointer] }).sync.base).toEqual({})
    })

    it('raises no question where the customer is deleted before', () => {
      const doomed = mergeRemote(markDeleted(risen, NOW), there, slottedAddresses, contextAt()).customer
      expect(doomed.sync.theirs).toBeNull()
    })
  },
)

it('a slot that is filled there is the default where ours has one as well', () => {
  const both = remoteRecord({ name: 'Mara' }, [mill, remoteAddress('billing', { city: 'York' })], {
    defaultBilling: 'billing',
  })
  const { customer } = mergeRemote(clean, both, slottedAddresses, contextAt())
  expect(customer.defaultBillingAddressId).toBe('local-billing')
})

describe('an address in the place of the one in the slot, which is removed', () => {
  const replaced = change(clean, { addresses: [box], defaultShippingAddressId: 'n1' })
  const after = remoteRecord({ name: 'Mara' }, [remoteAddress('shipping', { city: 'York' })])
  const start = beginUpdate(replaced, there, slottedAddresses, contextAt())
  const expected = [{ id: 'n1', city: 'York', remoteId: 'shipping' }]

  it('is in the slot once the remote has agreed, and the other one is gone', () => {
    const outcome = accepted(after, { n1: 'shipping' })
    const customer = present(settleUpdate(start.customer, outcome, slottedAddresses, contextAt(1)).customer)
    expect(customer).toMatchObject({ addresses: expected, sync: { base: {}, sent: null, theirs: null } })
    expect(customer.defaultShippingAddressId).toBe('n1')
  })

  it('is found there after a lost answer, and nothing is asked', () => {
    const unknown = present(settleUpdate(start.customer, lostAnswer, slottedAddresses, contextAt(1)).customer)
    const again = beginUpdate(unknown, after, slottedAddresses, contextAt(SETTLE_MS))
    expect(again.push).toBeNull()
    expect(again.customer).toMatchObject({
      addresses: expected,
      sync: { base: {}, sent: null, theirs: null },
    })
  })

  it('is found there also where the remote has filled in a part of it', () => {
    const filled = remoteRecord({ name: 'Mara' }, [
      remoteAddress('shipping', { city: 'York', firstName: 'Mara' }),
    ])
    const again = beginUpdate(start.customer, filled, slottedAddresses, contextAt(SETTLE_MS))
    expect(again.push).toBeNull()
    expect(again.customer).toMatchObject({ addresses: expected, sync: { base: {}, theirs: null } })
  })

  it('stays pending where it was edited in flight', () => {
    const later = change(start.customer, {
      addresses: start.customer.addresses.map((each) =>
        each.id === 'n1' ? { ...each, city: 'Hull' } : each,
      ),
    })
    const outcome = accepted(after, { n1: 'shipping' })
    const customer = present(settleUpdate(later, outcome, slottedAddresses, contextAt(1)).customer)
    expect(inUse(customer)).toMatchObject([{ id: 'n1', city: 'Hull', remoteId: 'shipping' }])
    expect(customer.sync.base).toEqual({ 'address/n1/city': 'York' })
  })
})

describe('an address in one slot that becomes the default of the other one too', () => {
  const hull = remoteAddress('billing', { city: 'Hull', phone: '5' })
  const both = remoteRecord({ name: 'Mara' }, [mill, hull], { defaultBilling: 'billing' })
  const inBoth = linkedTo(both, slottedAddresses)

  it('is written over what is there, and stays the default through a reading', () => {
    const { push, customer } = beginUpdate(
      change(inBoth, { defaultShippingAddressId: 'local-billing' }),
      both,
      slottedAddresses,
      contextAt(),
    )
    expect(push?.changes.changedAddresses).toMatchObject([{ remoteId: 'shipping', city: 'Hull', phone: '5' }])
    expect(customer).toMatchObject({
      defaultShippingAddressId: 'local-shipping',
      defaultBillingAddressId: 'local-billing',
    })
  })

  it('changes its place with the other one where both are chosen at once', () => {
    const swapped = change(inBoth, {
      defaultShippingAddressId: 'local-billing',
      defaultBillingAddressId: 'local-shipping',
    })
    expect(inUse(swapped).map(({ remoteId, city }) => [remoteId, city])).toEqual([
      ['shipping', 'Hull'],
      ['billing', 'Leeds'],
    ])
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

  it('leaves the slot empty where the default in it is removed', () => {
    const { push } = beginUpdate(
      change(inBoth, { addresses: inBoth.addresses.slice(1) }),
      both,
      slottedAddresses,
      contextAt(),
    )
    expect(push?.changes).toMatchObject({
      changedAddresses: [],
      removedAddresses: [{ remoteId: 'shipping' }],
    })
  })
})

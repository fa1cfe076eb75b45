import { describe, expect, it } from 'vitest'
import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { newAddress } from './address.ts'
import { newCustomerFrom } from './apply-edit.ts'
import { draftOf, type Customer } from './customer.ts'
import { decideConflict } from './decide-conflict.ts'
import { discardPending, undoDiscard } from './discard-pending.ts'
import { mergeRemote } from './merge-remote.ts'
import { beginCreate, settleCreate } from './push-create.ts'
import { beginUpdate, settleUpdate } from './push-update.ts'
import { restoredOver } from './restore-customer.ts'
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
import { undoDecision } from './undo-decision.ts'

function change(
  customer: Customer,
  to: Parameters<typeof edited>[1],
  capabilities = slottedAddresses,
): Customer {
  return edited(customer, to, capabilities)
}
const at = (city: string, id = city) => newAddress(id, { city })
const record = (slots: Partial<Record<'shipping' | 'billing', string>>) =>
  remoteRecord(
    { name: 'Mara' },
    Object.entries(slots).map(([slot, city]) => remoteAddress(slot, { city })),
    {
      defaultShipping: slots.shipping === undefined ? '' : 'shipping',
      defaultBilling: slots.billing === undefined ? '' : 'billing',
    },
  )
const cityOf = (customer: Customer, id: string) => inUse(customer).find((each) => each.id === id)?.city ?? ''
const defaults = (customer: Customer) => [
  cityOf(customer, customer.defaultShippingAddressId),
  cityOf(customer, customer.defaultBillingAddressId),
]
const cities = (customer: Customer) =>
  inUse(customer)
    .map(({ city }) => city)
    .sort()
const both = record({ shipping: 'Leeds', billing: 'Hull' })
const inBoth = linkedTo(both, slottedAddresses)

it('both slots filled with one address, the answer lost, another one chosen for shipping: each is where it belongs', () => {
  const draft = { addresses: [at('York')], defaultShippingAddressId: 'York', defaultBillingAddressId: 'York' }
  const start = beginUpdate(
    change(linkedTo(record({}), slottedAddresses), draft),
    record({}),
    slottedAddresses,
    contextAt(),
  )
  const lost = present(settleUpdate(start.customer, lostAnswer, slottedAddresses, contextAt(1)).customer)
  const other = change(lost, {
    addresses: [...lost.addresses, at('Bath')],
    defaultShippingAddressId: 'Bath',
  })
  const there = record({ shipping: 'York', billing: 'York' })
  const { customer, push } = beginUpdate(other, there, slottedAddresses, contextAt(SETTLE_MS))
  expect(defaults(customer)).toEqual(['Bath', 'York'])
  expect(push?.changes.changedAddresses).toMatchObject([{ remoteId: 'shipping', city: 'Bath' }])
})

it('one address created for both, and another chosen for one of them meanwhile: the choice stands', () => {
  const draft = { addresses: [at('York')], defaultShippingAddressId: 'York', defaultBillingAddressId: 'York' }
  const made = newCustomerFrom('c1', { ...draftOf(inBoth), ...draft, email: 'm@example.com' }, NOW)
  const start = beginCreate(made, ['m@example.com'], slottedAddresses, { now: NOW })
  if (start.kind !== 'send') throw new Error(start.kind)
  const other = change(start.customer, {
    addresses: [...start.customer.addresses, at('Bath')],
    defaultBillingAddressId: 'Bath',
  })
  const there = record({ shipping: 'York', billing: 'York' })
  const outcome = accepted(there, { York: 'shipping' })
  const linked = settleCreate(other, outcome, start.previous, slottedAddresses, contextAt(1)).customer
  expect(defaults(present(linked))).toEqual(['York', 'Bath'])
})

it('two addresses that change places: what the customer has in one slot stays with that', () => {
  const capabilities: ConnectorCapabilities = {
    ...slottedAddresses,
    addresses: { ...slottedAddresses.addresses, ofCustomer: { slot: 'billing', parts: ['phone'] } },
  }
  const told = {
    ...both,
    addresses: [
      remoteAddress('shipping', { city: 'Leeds' }),
      remoteAddress('billing', { city: 'Hull', phone: '5' }),
    ],
  }
  const swapped = change(
    linkedTo(told, capabilities),
    { defaultShippingAddressId: 'local-billing', defaultBillingAddressId: 'local-shipping' },
    capabilities,
  )
  expect(swapped.addresses.find(({ remoteId }) => remoteId === 'billing')).toMatchObject({
    city: 'Leeds',
    phone: '5',
  })
})

it('a backup from before an exchange that was taken back brings every address back', () => {
  const one = linkedTo(record({ shipping: 'Leeds' }), slottedAddresses)
  const kept = change(one, { addresses: [...one.addresses, at('York')], defaultShippingAddressId: 'York' })
  const back = change(kept, { defaultShippingAddressId: 'York' })
  const alone = change(back, { addresses: back.addresses.filter(({ city }) => city === 'Leeds') })
  const context = { capabilities: slottedAddresses, lost: false, keptAt: NOW, now: NOW, newId: () => 'x' }
  const restored = restoredOver(alone, kept, context)
  expect(cities(restored)).toEqual(['Leeds', 'York'])
  expect(defaults(restored)).toEqual(['York', ''])
})

it('a slot that is to be emptied is not filled again by an equal address that is no default', () => {
  const away = change(inBoth, { defaultBillingAddressId: '' })
  const copy = inUse(away).find(({ remoteId }) => remoteId === '')
  const gone = change(away, { addresses: away.addresses.filter((address) => address !== copy) })
  const again = change(gone, { addresses: [...gone.addresses, at('Hull')] })
  expect(defaults(again)).toEqual(['Leeds', ''])
  const { push } = beginUpdate(again, both, slottedAddresses, contextAt())
  expect(push?.changes.removedAddresses).toMatchObject([{ remoteId: 'billing' }])
})

it('one in one slot that is both, taken away for that, goes into the other', () => {
  const told = record({ billing: 'Hull' })
  const one = { ...linkedTo(told, slottedAddresses), defaultShippingAddressId: 'local-billing' }
  const away = change(one, { defaultBillingAddressId: '' })
  expect(defaults(away)).toEqual(['Hull', ''])
  const { push } = beginUpdate(away, told, slottedAddresses, contextAt())
  expect(push?.changes).toMatchObject({
    addedAddresses: [{ city: 'Hull' }],
    removedAddresses: [{ remoteId: 'billing' }],
  })
})

it('the only address, removed and taken back, goes into no other slot', () => {
  const told = record({ billing: 'Hull' })
  const one = linkedTo(told, slottedAddresses)
  const removed = change(one, { addresses: [] })
  const back = change(removed, { addresses: one.addresses, defaultBillingAddressId: 'local-billing' })
  expect(defaults(back)).toEqual(['', 'Hull'])
  expect(back.sync.base).toEqual({})
})

it('the removal of one in a slot that only the remote fills, given up, can be taken back', () => {
  const readOnly: ConnectorCapabilities = {
    ...slottedAddresses,
    addresses: { ...slottedAddresses.addresses, readOnlySlots: ['billing'] },
  }
  const one = linkedTo(record({ billing: 'Hull' }), readOnly)
  const before = change(one, { addresses: [] }, readOnly)
  const { customer: after } = discardPending(before, readOnly, NOW)
  if (after === 'keep') throw new Error('There was something to give up')
  expect(cities(after)).toEqual(['Hull'])
  const { customer: undone } = undoDiscard(after, { before, after }, readOnly, NOW)
  expect(undone === 'keep' ? [] : inUse(undone)).toEqual([])
  expect(undone).not.toBe('keep')
})

describe('an address edited here whose slot was emptied there', () => {
  it('is the default and asked about again where a decision for theirs is taken back', () => {
    const mine = editedAddress(inBoth, 'local-billing', { city: 'York' }, slottedAddresses)
    const emptied = record({ shipping: 'Leeds' })
    const before = mergeRemote(mine, emptied, slottedAddresses, contextAt(2)).customer
    expect(defaults(before)).toEqual(['Leeds', 'York'])
    const fields = before.sync.theirs?.kind === 'fields' ? before.sync.theirs.fields : {}
    const choices = Object.fromEntries(Object.keys(fields).map((key) => [key, { take: 'theirs' as const }]))
    const after = present(
      decideConflict(before, { kind: 'fields', choices }, slottedAddresses, contextAt(3)).customer,
    )
    expect(defaults(after)).toEqual(['Leeds', ''])
    const { customer } = undoDecision(after, { before, after }, slottedAddresses.normaliser, NOW)
    const undone = customer === 'keep' ? after : customer
    const read = mergeRemote(undone, emptied, slottedAddresses, contextAt(4)).customer
    expect(defaults(read)).toEqual(['Leeds', 'York'])
    expect(read.sync.theirs).not.toBeNull()
  })
})

it('one kept only here that the remote comes to have too stays when the remote goes on to another', () => {
  const kept = change(inBoth, { addresses: [...inBoth.addresses, at('York')] })
  const same = record({ shipping: 'York', billing: 'Hull' })
  const met = mergeRemote(kept, same, slottedAddresses, contextAt(1)).customer
  const other = record({ shipping: 'Bath', billing: 'Hull' })
  expect(cities(mergeRemote(met, other, slottedAddresses, contextAt(2)).customer)).toContain('York')
})

describe('what is given up, where the phone of an address stays on this computer', () => {
  const held = slottedAddresses.addresses.fields.filter((part) => part !== 'phone')
  const capabilities: ConnectorCapabilities = {
    ...slottedAddresses,
    addresses: { ...slottedAddresses.addresses, fields: held },
  }
  const phones: Record<string, string> = { Leeds: '1', Hull: '2', York: '3' }
  const told = linkedTo(both, capabilities)
  const known = change(
    told,
    {
      addresses: [...told.addresses, at('York')].map((each) => ({ ...each, phone: phones[each.city] ?? '' })),
    },
    capabilities,
  )
  const places = (customer: Customer) =>
    inUse(customer)
      .map(({ city, phone }) => `${city} ${phone}`)
      .sort()
  const all = ['Hull 2', 'Leeds 1', 'York 3']
  const given = (before: Customer): Customer => {
    const { customer } = discardPending(before, capabilities, NOW)
    if (customer === 'keep') throw new Error('There was something to give up')
    return customer
  }
  const undone = (current: Customer, before: Customer, after: Customer): Customer => {
    const { customer } = undoDiscard(current, { before, after }, capabilities, NOW)
    return customer === 'keep' ? current : customer
  }
  const swapped = change(
    known,
    { defaultShippingAddressId: 'local-billing', defaultBillingAddressId: 'local-shipping' },
    capabilities,
  )
  const risen = change(known, { defaultShippingAddressId: 'York' }, capabilities)

  it.each([
    ['two that changed places', swapped, ['Hull', 'Leeds']],
    ['another default', risen, ['York', 'Hull']],
  ])('keeps each with its address, and so does its undo: %s', (_, before, chosen) => {
    expect(places(before)).toEqual(all)
    const after = given(before)
    expect(places(after)).toEqual(all)
    expect(defaults(after)).toEqual(['Leeds', 'Hull'])
    const back = undone(after, before, after)
    expect(places(back)).toEqual(all)
    expect(defaults(back)).toEqual(chosen)
  })

  it('loses nothing where the slot was edited before the undo', () => {
    const after = given(risen)
    const since = editedAddress(after, 'local-shipping', { city: 'Bath' }, capabilities)
    expect(places(undone(since, risen, after))).toEqual(['Bath 1', 'Hull 2', 'York 3'])
  })

  it('is there once, where a default that was taken away had become the other one', () => {
    const away = change(known, { defaultShippingAddressId: '' }, capabilities)
    const leeds = inUse(away).find(({ city }) => city === 'Leeds')
    const after = given(change(away, { defaultBillingAddressId: leeds?.id ?? '' }, capabilities))
    expect(places(after)).toEqual(all)
    expect(defaults(after)).toEqual(['Leeds', 'Hull'])
  })

  it('brings a removed one back with it', () => {
    const left = known.addresses.filter(({ city }) => city !== 'Leeds')
    expect(places(given(change(known, { addresses: left }, capabilities)))).toEqual(all)
  })
})

describe('what is given up is not there twice', () => {
  const alone = linkedTo(record({ shipping: 'Leeds' }), slottedAddresses)
  const given = (before: Customer): Customer => {
    const { customer } = discardPending(before, slottedAddresses, NOW)
    if (customer === 'keep') throw new Error('There was something to give up')
    return customer
  }
  const york = { addresses: [...alone.addresses, at('York')], defaultShippingAddressId: 'York' }

  it.each([
    ['one for the other slot', { defaultShippingAddressId: '', defaultBillingAddressId: 'local-shipping' }],
    ['one for both slots', { defaultBillingAddressId: 'local-shipping' }],
    ['another for both slots', { ...york, defaultBillingAddressId: 'York' }],
  ])('%s', (_, to) => {
    const before = change(alone, to)
    const after = given(before)
    expect(defaults(after)).toEqual(['Leeds', ''])
    expect(new Set(cities(after)).size).toBe(cities(after).length)
    const { customer: back } = undoDiscard(after, { before, after }, slottedAddresses, NOW)
    expect(back === 'keep' ? [] : defaults(back)).toEqual(defaults(before))
  })

  it('and what is on its way to a slot for which another was chosen before the undo goes out of it again', () => {
    const moved = change(alone, { defaultShippingAddressId: '', defaultBillingAddressId: 'local-shipping' })
    const there = record({ shipping: 'Leeds' })
    const before = beginUpdate(moved, there, slottedAddresses, contextAt()).customer
    const after = given(before)
    const york = newAddress('York', { city: 'York' })
    const since = change(after, {
      addresses: [...after.addresses, york],
      defaultShippingAddressId: 'York',
      defaultBillingAddressId: 'York',
    })
    const { customer: back } = undoDiscard(since, { before, after }, slottedAddresses, NOW)
    const none = change(back === 'keep' ? since : back, { defaultBillingAddressId: '' })
    const arrived = record({ billing: 'Leeds' })
    const outcome = accepted(arrived, { 'local-shipping+': 'billing' })
    const settled = settleUpdate(none, outcome, slottedAddresses, contextAt(1)).customer
    expect(defaults(present(settled))[1]).toBe('')
  })
})

it('what was changed of one of two that changed places is given up with it, and stays in no slot', () => {
  const swap = { defaultShippingAddressId: 'local-billing', defaultBillingAddressId: 'local-shipping' }
  const before = editedAddress(change(inBoth, swap), 'local-billing', { phone: '9' }, slottedAddresses)
  const { customer: after } = discardPending(before, slottedAddresses, NOW)
  if (after === 'keep') throw new Error('There was something to give up')
  const given = inUse(after).map(({ remoteId, city, phone }) => [remoteId, city, phone])
  expect(given).toEqual([
    ['shipping', 'Leeds', ''],
    ['billing', 'Hull', ''],
  ])
  const { customer: back } = undoDiscard(after, { before, after }, slottedAddresses, NOW)
  const told = inUse(back === 'keep' ? after : back).map(({ remoteId, city, phone }) => [
    remoteId,
    city,
    phone,
  ])
  expect(told).toEqual([
    ['shipping', 'Hull', ''],
    ['billing', 'Leeds', '9'],
  ])
})

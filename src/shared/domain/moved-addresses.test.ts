import { expect, it } from 'vitest'
import { newAddress, type Address } from './address.ts'
import { applyEdit } from './apply-edit.ts'
import { draftOf, type Customer, type CustomerDraft } from './customer.ts'
import {
  edited,
  inUse,
  linkedTo,
  NOW,
  remoteAddress,
  remoteRecord,
  slottedAddresses,
} from './sync-fixtures.testing.ts'

const slots = [remoteAddress('shipping', { city: 'Leeds' }), remoteAddress('billing', { city: 'Hull' })]
const there = remoteRecord({ name: 'Mara' }, slots, { defaultBilling: 'billing' })
const linked = linkedTo(there, slottedAddresses)
const york = newAddress('n', { city: 'York' })
const opened = edited(linked, { addresses: [...linked.addresses, york] }, slottedAddresses)
const from = draftOf(opened)
const risen = edited(opened, { defaultShippingAddressId: 'n' }, slottedAddresses)

const save = (customer: Customer, to: Partial<CustomerDraft>): Customer =>
  applyEdit(customer, from, { ...from, ...to }, slottedAddresses, NOW)
const changed = (city: string, parts: Partial<Address>): Address[] =>
  from.addresses.map((address) => (address.city === city ? { ...address, ...parts } : address))
const places = (customer: Customer): string[] =>
  inUse(customer)
    .map(({ city, line1 }) => `${city} ${line1}`.trim())
    .sort()
const cityOf = (customer: Customer, wanted: string) =>
  inUse(customer).find(({ id }) => id === wanted)?.city ?? ''

it('an edit reaches the address it was meant for, where that has become the default meanwhile', () => {
  const saved = save(risen, { addresses: changed('York', { line1: '1 Gate' }) })
  expect(places(saved)).toEqual(['Hull', 'Leeds', 'York 1 Gate'])
  expect(cityOf(saved, saved.defaultShippingAddressId)).toBe('York')
  expect(places(save(risen, { addresses: changed('York', { city: 'Bath' }) }))).toEqual([
    'Bath',
    'Hull',
    'Leeds',
  ])
  expect(places(save(risen, { addresses: changed('Leeds', { line1: '1 Gate' }) }))).toEqual([
    'Hull',
    'Leeds 1 Gate',
    'York',
  ])
})

it('one that has lost its place to another, which was edited since, is found as well', () => {
  const slot = (address: Address) => (address.city === 'York' ? { ...address, city: 'Ripon' } : address)
  const since = edited(risen, { addresses: risen.addresses.map(slot) }, slottedAddresses)
  expect(places(save(since, { addresses: changed('York', { line1: '1 Gate' }) }))).toEqual([
    'Hull',
    'Leeds',
    'Ripon 1 Gate',
  ])
})

it('a removal and a default are those of the address that was meant', () => {
  const gone = save(risen, { addresses: from.addresses.filter(({ city }) => city !== 'York') })
  expect(places(gone)).toEqual(['Hull', 'Leeds'])
  const bills = save(risen, { defaultBillingAddressId: 'local-shipping' })
  expect(cityOf(bills, bills.defaultBillingAddressId)).toBe('Leeds')
})

it('an edit of a default that was taken away meanwhile is made where its values stay', () => {
  const away = edited(opened, { defaultBillingAddressId: '' }, slottedAddresses)
  const saved = save(away, { addresses: changed('Hull', { line1: '1 Gate' }) })
  expect(places(saved)).toEqual(['Hull 1 Gate', 'Leeds', 'York'])
  expect(saved.defaultBillingAddressId).toBe('')
})

it('of two that say the same each is the one it was', () => {
  const twice = edited(opened, { defaultShippingAddressId: 'local-billing' }, slottedAddresses)
  const form = draftOf(twice)
  const addresses = form.addresses.map((each) =>
    each.remoteId === 'billing' ? { ...each, line1: '1 Gate' } : each,
  )
  const saved = applyEdit(twice, form, { ...form, addresses }, slottedAddresses, NOW)
  expect(saved.addresses.find(({ remoteId }) => remoteId === 'billing')?.line1).toBe('1 Gate')
})

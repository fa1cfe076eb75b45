import { expect, it } from 'vitest'
import { upsertingProfile } from '#shared/connector/memory-profiles.ts'
import { newAddress } from '#shared/domain/address.ts'
import { applyEdit } from '#shared/domain/apply-edit.ts'
import {
  draftOf,
  emptyCustomerDraft,
  newCustomer,
  type Customer,
  type CustomerDraft,
} from '#shared/domain/customer.ts'
import { editChanges } from './edit-changes.ts'

const { capabilities } = upsertingProfile()
const mill = { ...newAddress('a', { line1: '1 Mill Lane', city: 'Leeds' }), remoteId: 'shipping' }
const box = newAddress('b', { line1: 'PO Box 7', postcode: 'YO1 1AA', city: 'York' })
const customer: Customer = {
  ...newCustomer('c', { ...emptyCustomerDraft(), addresses: [mill, box], defaultShippingAddressId: 'a' }, 1),
  remoteId: '7',
}

function changed(fields: Partial<CustomerDraft>): ReturnType<typeof editChanges> {
  const from = draftOf(customer)
  return editChanges(customer, applyEdit(customer, from, { ...from, ...fields }, capabilities, 2))
}

it('tells another default as that, and not as two addresses that were entered anew', () => {
  expect(changed({ defaultShippingAddressId: 'b' })).toEqual([
    { key: 'defaultShippingAddress', before: '1 Mill Lane, Leeds', after: 'PO Box 7, YO1 1AA York' },
  ])
})

it('tells a default that was taken away', () => {
  expect(changed({ defaultShippingAddressId: '' })).toEqual([
    { key: 'defaultShippingAddress', before: '1 Mill Lane, Leeds', after: '' },
  ])
})

it('tells what was entered beside it, and everything where no default has changed', () => {
  expect(changed({ company: 'Ott', defaultShippingAddressId: 'b' }).map(({ key }) => key)).toEqual([
    'company',
    'defaultShippingAddress',
  ])
  expect(changed({ addresses: [mill, { ...box, city: 'Hull' }] })).toEqual([
    { key: 'address/b/city', before: 'York', after: 'Hull' },
  ])
})

it('tells a default in words where addresses keep their places, so that it stands when they are gone', () => {
  const phone = newAddress('p', { phone: '0113 496 0000' })
  const before = { ...customer, addresses: [mill, box, phone] }
  const to = (id: string) => ({ ...before, defaultShippingAddressId: id })
  expect(editChanges(before, to('b'))).toEqual([
    { key: 'defaultShippingAddress', before: '1 Mill Lane, Leeds', after: 'PO Box 7, YO1 1AA York' },
  ])
  expect(editChanges(to('b'), { ...to('p'), addresses: [mill, phone] })).toContainEqual({
    key: 'defaultShippingAddress',
    before: 'PO Box 7, YO1 1AA York',
    after: '0113 496 0000',
  })
})

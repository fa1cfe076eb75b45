import { expect, it } from 'vitest'
import { skuIoLikeProfile, upsertingProfile } from '../connector/memory-profiles.ts'
import { withComposedName } from './compose-name.ts'
import { emptyCustomerDraft, newCustomer, type CustomerDraft } from './customer.ts'

const ofOne = skuIoLikeProfile().capabilities
const ofTwo = upsertingProfile().capabilities
const customer = (fields: Partial<CustomerDraft>) =>
  newCustomer('id', { ...emptyCustomerDraft(), ...fields }, 1)

it('makes one name of two, else of the company', () => {
  expect(withComposedName(customer({ firstName: 'Mara', lastName: 'Okafor' }), ofOne).name).toBe(
    'Mara Okafor',
  )
  expect(withComposedName(customer({ company: 'Okafor Ltd' }), ofOne).name).toBe('Okafor Ltd')
})

it.each([
  ['Mara Okafor', 'Mara', 'Okafor'],
  ['Ana María del Mar', 'Ana María del', 'Mar'],
  ['Okafor, Mara', 'Mara', 'Okafor'],
  ['Mara', 'Mara', ''],
])('moves "%s" into two names', (name, firstName, lastName) => {
  expect(withComposedName(customer({ name }), ofTwo)).toMatchObject({ name: '', firstName, lastName })
})

it('leaves alone what is there', () => {
  for (const [fields, capabilities] of [
    [{ name: 'Kept', firstName: 'Mara' }, ofTwo],
    [{ name: 'Kept', firstName: 'Mara' }, ofOne],
    [{ email: 'a@x.example' }, ofTwo],
  ] as const) {
    const present = customer(fields)
    expect(withComposedName(present, capabilities)).toBe(present)
  }
})

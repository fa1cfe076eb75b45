import { expect, it } from 'vitest'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { newAddress } from '#shared/domain/address.ts'
import { createBody, updateBody } from './bodies.ts'
import { customerFromWire } from './mapping.ts'
import { wireCustomerSchema } from './wire.ts'

/** The customer of the reference's sample, legacy v3. */
const LENA = {
  ...{ id: 57, created_at: '2026-11-18T08:20:11Z', last_update: '2026-11-18T08:20:11Z' },
  ...{
    email: 'lena.k@example.org',
    first_name: 'Lena',
    last_name: 'Kraus',
    username: 'lena.k',
    role: 'customer',
  },
  ...{ last_order_id: '123', last_order_date: '2026-11-19T08:00:00Z', orders_count: 2, total_spent: '12.50' },
  avatar_url: 'https://secure.gravatar.com/avatar/00?s=96',
  billing_address: {
    ...{
      first_name: 'Lena',
      last_name: 'Kraus',
      company: '',
      address_1: 'Hofgasse 3',
      address_2: '',
      city: 'Graz',
    },
    ...{ state: '', postcode: '8010', country: 'at', email: '', phone: '+43 316 000' },
  },
  shipping_address: {
    ...{ first_name: '', last_name: '', company: '', address_1: '', address_2: '', city: '', state: '' },
    ...{ postcode: '', country: '' },
  },
}

const read = (wire: object) => customerFromWire(wireCustomerSchema.parse(wire), 'UTC')

it('reads the customer of the reference', () => {
  expect(read(LENA)).toMatchObject({
    ...{ remoteId: '57', complete: true, defaultBilling: 'billing', defaultShipping: '' },
    fields: { firstName: 'Lena', email: 'lena.k@example.org', phone: '+43 316 000', company: '' },
    addresses: [
      { remoteId: 'billing', fields: { line1: 'Hofgasse 3', countryCode: 'AT', phone: '+43 316 000' } },
    ],
    facts: {
      totalSpent: '12.50',
      ordersCount: '2',
      role: 'customer',
      lastOrderAt: Date.UTC(2026, 10, 19, 8),
    },
    extra: { avatar_url: LENA.avatar_url },
  })
})

it('takes numbers and null where text is promised, and says nothing of what is left out', () => {
  const record = read({ id: '58', first_name: null, billing: { postcode: 8010, phone: null }, shipping: [] })
  expect(record.fields).toEqual({ firstName: '', phone: '' })
  expect(record.addresses).toMatchObject([{ fields: { postcode: '8010' } }])
  expect(read({ id: 59 })).toMatchObject({ complete: false, fields: {} })
  expect(read({ id: 59 })).not.toHaveProperty('addresses')
})

it('makes no address of what the customer has itself: company, phone and e-mail', () => {
  const billing = { company: 'Kraus KG', phone: '1', email: 'pay@x.example' }
  expect(read({ id: 1, billing, shipping: {} })).toMatchObject({
    addresses: [],
    fields: { company: 'Kraus KG' },
  })
})

it.each([
  ['US', 'CA', { region: 'California', regionCode: 'CA' }, 'CA'],
  ['US', 'California', { region: 'California', regionCode: 'CA' }, 'CA'],
  ['XX', 'ZZ', { region: '', regionCode: 'ZZ' }, 'ZZ'],
  ['XX', 'Some Shire', { region: 'Some Shire', regionCode: '' }, 'Some Shire'],
])('reads and writes the state of %s: %s', (country, state, parts, written) => {
  const record = read({ id: 1, billing: { country, state }, shipping: {} })
  expect(record.addresses?.[0]?.fields).toMatchObject(parts)
  const address = { ...newAddress('b', { countryCode: country, ...parts }), remoteId: 'billing' }
  const changes = { fields: {}, addedAddresses: [], changedAddresses: [address], removedAddresses: [] }
  expect(updateBody(changes, emptyCustomerDraft()).body.billing).toMatchObject({ state: written })
})

it('puts one address that is both into both slots, and names it by the first', () => {
  const whole = {
    ...emptyCustomerDraft(),
    ...{ email: ' a@x.example ', phone: '7', addresses: [newAddress('a', { city: 'Graz', phone: '8' })] },
    ...{ defaultShippingAddressId: 'a', defaultBillingAddressId: 'a' },
  }
  const { body, addressIds } = createBody(whole)
  expect(addressIds).toEqual({ a: 'shipping' })
  expect(body).toMatchObject({
    ...{
      email: 'a@x.example',
      billing: { city: 'Graz', phone: '7' },
      shipping: { city: 'Graz', phone: '8' },
    },
  })
  expect(body).not.toHaveProperty('first_name')
})

it('sends of an update only what is named', () => {
  const changes = { fields: { phone: '' }, addedAddresses: [], changedAddresses: [], removedAddresses: [] }
  expect(updateBody(changes, emptyCustomerDraft()).body).toEqual({ billing: { phone: '' } })
})

it('takes no company or phone away with a billing address that is new, and lets a changed one empty them', () => {
  const none = { fields: {}, addedAddresses: [], changedAddresses: [], removedAddresses: [] }
  const added = newAddress('b', { city: 'Graz' })
  const whole = { ...emptyCustomerDraft(), addresses: [added], defaultBillingAddressId: 'b' }
  const { body } = updateBody({ ...none, addedAddresses: [added] }, whole)
  expect(body.billing).toMatchObject({ city: 'Graz', address_1: '' })
  expect(body.billing).not.toHaveProperty('phone')
  expect(body.billing).not.toHaveProperty('company')
  const changed = { ...added, remoteId: 'billing' }
  expect(updateBody({ ...none, changedAddresses: [changed] }, whole).body.billing).toMatchObject({
    phone: '',
  })
})

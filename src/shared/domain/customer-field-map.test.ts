import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ADDRESS_FIELDS } from './address.ts'
import { CUSTOMER_FIELDS, fieldMapOf, isTracked, withFieldValues } from './customer-field-map.ts'
import { addressFieldKey, type FieldMap } from './field-map.ts'
import { fixedAddresses, NOW, slottedAddresses, unsent } from './sync-fixtures.testing.ts'

const texts = CUSTOMER_FIELDS.filter((field) => field !== 'tags' && field !== 'acceptsMarketing')
const filled = fc.string({ minLength: 1 })
const addressKey = fc
  .tuple(fc.constantFrom('a1', 'a2', 'a3~x'), fc.constantFrom(...ADDRESS_FIELDS))
  .map(([id, part]) => addressFieldKey(id, part))
const fieldMap: fc.Arbitrary<FieldMap> = fc
  .record(
    {
      texts: fc.dictionary(fc.constantFrom<string>(...texts), filled),
      parts: fc.dictionary(addressKey, filled),
      tags: fc.array(filled, { minLength: 1 }),
      acceptsMarketing: fc.constant(true),
      archived: fc.constant(true),
      defaultShippingAddressId: fc.constantFrom('a1', 'gone'),
    },
    { requiredKeys: ['texts', 'parts'] },
  )
  .map(({ texts: fields, parts, ...rest }) => ({ ...fields, ...parts, ...rest }))

describe('fieldMapOf and withFieldValues', () => {
  it('give back what was put in', () => {
    fc.assert(
      fc.property(fieldMap, (map) => {
        expect(fieldMapOf(withFieldValues(unsent({}), map, NOW))).toEqual(map)
      }),
    )
  })

  it('turn any state into any other', () => {
    fc.assert(
      fc.property(fieldMap, fieldMap, (before, after) => {
        const customer = withFieldValues(unsent({}), before, NOW)
        const cleared = Object.fromEntries(Object.keys(before).map((key) => [key, '']))
        expect(fieldMapOf(withFieldValues(customer, { ...cleared, ...after }, NOW))).toEqual(after)
      }),
    )
  })

  it('create an address with its first part and drop it with its last', () => {
    const made = withFieldValues(unsent({}), { 'address/a1/city': 'Oakland' }, NOW)
    expect(made.addresses).toMatchObject([{ id: 'a1', city: 'Oakland', remoteId: '', superseded: '' }])
    expect(withFieldValues(made, { 'address/a1/city': '' }, NOW).addresses).toEqual([])
  })

  it('leave superseded addresses out, and take one that is given a part into use with that part only', () => {
    const customer = withFieldValues(
      unsent({}),
      { 'address/a1/city': 'Oakland', 'address/a1/line1': '1 Quay' },
      NOW,
    )
    const removed = {
      ...customer,
      addresses: customer.addresses.map((address) => ({ ...address, superseded: 'removed' as const })),
    }
    expect(fieldMapOf(removed)).toEqual({})
    expect(withFieldValues(removed, { 'address/a1/city': '' }, NOW).addresses).toEqual(removed.addresses)
    const back = withFieldValues(removed, { 'address/a1/city': 'Bremen' }, NOW)
    expect(fieldMapOf(back)).toEqual({ 'address/a1/city': 'Bremen' })
  })

  it('archive at the time given, and keep an earlier time', () => {
    const archived = withFieldValues(unsent({}), { archived: true }, NOW)
    expect(archived.archivedAt).toBe(NOW)
    expect(withFieldValues(archived, { archived: true }, NOW + 5).archivedAt).toBe(NOW)
    expect(withFieldValues(archived, { archived: '' }, NOW + 5).archivedAt).toBe(0)
  })

  it('do not change the document they were given', () => {
    const customer = withFieldValues(unsent({ tags: ['a'] }), { 'address/a1/city': 'Oakland' }, NOW)
    const before = structuredClone(customer)
    withFieldValues(customer, { 'address/a1/city': 'Bremen', tags: ['b'], name: 'X', archived: true }, NOW)
    expect(customer).toEqual(before)
  })

  it('refuse a key that names no field', () => {
    expect(() => withFieldValues(unsent({}), { balance: '1' }, NOW)).toThrow('No field')
  })
})

describe('isTracked', () => {
  it('holds for what the remote can hold and write', () => {
    const keys = [
      'name',
      'username',
      'archived',
      'defaultShippingAddressId',
      'address/a/city',
      'address/a/latitude',
    ]
    expect(keys.map((key) => isTracked(key, fixedAddresses))).toEqual([true, false, true, true, true, false])
    expect(isTracked('defaultShippingAddressId', slottedAddresses)).toBe(false)
  })
})

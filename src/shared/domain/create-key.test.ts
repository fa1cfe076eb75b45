import { describe, expect, it } from 'vitest'
import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { newAddress } from './address.ts'
import {
  findKeysFor,
  isUniqueKey,
  presentKeyOf,
  presentKeysOf,
  recordHasKey,
  recordKeysOf,
} from './create-key.ts'
import { fixedAddresses, remoteAddress, remoteRecord, unsent } from './sync-fixtures.testing.ts'

const all: ConnectorCapabilities = {
  ...fixedAddresses,
  findKeys: ['referenceId', 'code', 'email', 'mobile', 'nameAndAddress'],
}
const quay = { line1: '18 Quay Road', postcode: '94607', countryCode: 'US' }
const place = 'nameAndAddress:["Mara Okafor","94607","18 Quay Road"]'

describe('keys of a customer', () => {
  it('come in the order the remote searches by; empty ones are left out', () => {
    const customer = unsent({
      name: 'Mara Okafor',
      code: ' C1 ',
      email: ' Mara@X.example ',
      mobile: '(415) 555-2671',
      addresses: [newAddress('a1', quay)],
    })
    expect(presentKeysOf(customer, all)).toEqual([
      'code:C1',
      'email:mara@x.example',
      'mobile:+14155552671',
      place,
    ])
    expect(presentKeyOf(customer, all)).toBe('code:C1')
    expect(presentKeyOf(unsent({ name: 'Mara' }), all)).toBe('')
  })

  it('hold first name, last name and phone where the remote searches by them together', () => {
    const capabilities: ConnectorCapabilities = { ...fixedAddresses, findKeys: ['nameAndPhone'] }
    const person = { firstName: ' Mara', lastName: 'Okafor', phone: '(415) 555-2671' }
    const customer = unsent({ ...person, addresses: [newAddress('a1', quay)] })
    const key = 'nameAndPhone:["Mara","Okafor","+14155552671"]'
    expect(presentKeysOf(customer, capabilities)).toEqual([key])
    expect(findKeysFor(key)).toEqual({
      nameAndPhone: { firstName: 'Mara', lastName: 'Okafor', phone: '+14155552671' },
    })
    const record = remoteRecord({ firstName: 'Mara', lastName: 'Okafor', phone: '+1 415 555 2671' })
    expect(recordHasKey(record, key, capabilities)).toBe(true)
    expect(presentKeysOf(unsent({ firstName: 'Mara', phone: '1' }), capabilities)).toEqual([])
  })

  it('need name, postcode and first line to find by place', () => {
    const customer = unsent({ name: 'Mara', addresses: [newAddress('a1', { line1: 'X' })] })
    expect(presentKeysOf(customer, all)).toEqual([])
  })
})

describe('keys of a record', () => {
  const record = remoteRecord({ name: 'Mara Okafor', email: 'MARA@x.example' }, [
    remoteAddress('7', { ...quay }),
    remoteAddress('8', { line1: 'Box 7', postcode: '1' }),
  ])

  it('are all it can be found by', () => {
    expect(recordKeysOf(record, fixedAddresses)).toEqual([
      'email:mara@x.example',
      place,
      'nameAndAddress:["Mara Okafor","1","Box 7"]',
    ])
  })

  it('read a number by the default address, whichever of the two there is', () => {
    const capabilities: ConnectorCapabilities = { ...fixedAddresses, findKeys: ['mobile'] }
    const billed = {
      ...remoteRecord({ mobile: '(415) 555-2671' }, [remoteAddress('billing', { ...quay })]),
      defaultBilling: 'billing',
    }
    expect(recordKeysOf(billed, capabilities)).toEqual(['mobile:+14155552671'])
  })

  it('are checked exactly, save the spelling of a place', () => {
    expect(recordHasKey(record, 'email:mara@x.example', fixedAddresses)).toBe(true)
    expect(recordHasKey(record, 'email:mara@x.exampl', fixedAddresses)).toBe(false)
    expect(
      recordHasKey(record, 'nameAndAddress:["mara okafor","94607","18, quay road"]', fixedAddresses),
    ).toBe(true)
    expect(
      recordHasKey(record, 'nameAndAddress:["mara okafor","94608","18 quay road"]', fixedAddresses),
    ).toBe(false)
    expect(recordHasKey(record, 'nameAndAddress:["mara","okafor94607","18 quay road"]', fixedAddresses)).toBe(
      false,
    )
  })
})

it('asks the remote in its own terms', () => {
  expect(findKeysFor('email:a:b@x.example')).toEqual({ email: 'a:b@x.example' })
  expect(findKeysFor(place)).toEqual({
    nameAndAddress: { name: 'Mara Okafor', postcode: '94607', line1: '18 Quay Road' },
  })
})

it('knows which keys make a record the same record', () => {
  expect(isUniqueKey('email:a@x.example', fixedAddresses)).toBe(true)
  expect(isUniqueKey(place, fixedAddresses)).toBe(false)
})

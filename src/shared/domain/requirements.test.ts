import { describe, expect, it } from 'vitest'
import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { newAddress, type AddressFields } from './address.ts'
import { emptyCustomerDraft, type CustomerDraft } from './customer.ts'
import { missingForRemote } from './requirements.ts'
import { fixedAddresses, slottedAddresses } from './sync-fixtures.testing.ts'

const capabilities = {
  ...fixedAddresses,
  requirements: { required: ['firstName'], anyOf: [['email', 'mobile']], maxLength: 10 },
} as const

function problems(draft: Partial<CustomerDraft>): unknown[] {
  const whole = { ...emptyCustomerDraft(), firstName: 'Mara', mobile: '1', ...draft }
  return missingForRemote(whole, capabilities).map(({ field, rule }) => [field, rule])
}

describe('what the remote demands', () => {
  it('is met', () => {
    expect(problems({})).toEqual([])
    expect(problems({ mobile: '', email: 'a@b.example' })).toEqual([['email', 'too-long']])
  })

  it('required fields; blanks are nothing', () => {
    expect(problems({ firstName: ' ' })).toEqual([['firstName', 'required']])
  })

  it('one of several', () => {
    const draft = { ...emptyCustomerDraft(), firstName: 'Mara' }
    expect(missingForRemote(draft, capabilities)).toEqual([
      { field: 'email', rule: 'one-of', alternatives: ['email', 'mobile'] },
    ])
  })

  it('length, of what the remote holds and of addresses in use', () => {
    const long = 'x'.repeat(11)
    expect(problems({ company: long, username: long })).toEqual([['company', 'too-long']])
    const addresses = [
      newAddress('a1', { city: long, latitude: long }),
      { ...newAddress('a2', { city: long }), superseded: 'replaced' as const },
    ]
    expect(problems({ addresses })).toEqual([['address/a1/city', 'too-long']])
  })
})

describe('an address that the remote keeps only whole', () => {
  const whole: ConnectorCapabilities = {
    ...slottedAddresses,
    addresses: {
      ...slottedAddresses.addresses,
      required: [
        { parts: ['line1'], orOf: [] },
        { parts: ['region', 'regionCode'], orOf: [] },
        { parts: ['phone'], orOf: ['phone', 'mobile'] },
      ],
    },
  }
  const draftWith = (parts: Partial<AddressFields>, own: Partial<CustomerDraft> = {}): CustomerDraft => ({
    ...{ ...emptyCustomerDraft(), name: 'Mara', addresses: [newAddress('a', parts)] },
    ...{ defaultShippingAddressId: 'a', ...own },
  })
  const fields = (draft: CustomerDraft): string[] => missingForRemote(draft, whole).map(({ field }) => field)

  it('lacks each part for which nothing stands in', () => {
    expect(fields(draftWith({ line1: '9 Canning St' }))).toEqual(['address/a/region', 'address/a/phone'])
    expect(fields(draftWith({ line1: '9 Canning St', regionCode: 'Vic' }, { mobile: '0400' }))).toEqual([])
  })

  it('may be as it is where nothing is shipped to it, or where there is none', () => {
    expect(fields(draftWith({ line1: '9 Canning St' }, { defaultShippingAddressId: '' }))).toEqual([])
    expect(fields(draftWith({ line1: '' }))).toEqual([])
  })
})

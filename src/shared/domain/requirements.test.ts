import { describe, expect, it } from 'vitest'
import { newAddress } from './address.ts'
import { emptyCustomerDraft, type CustomerDraft } from './customer.ts'
import { missingForRemote } from './requirements.ts'
import { fixedAddresses } from './sync-fixtures.testing.ts'

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

import { describe, expect, it } from 'vitest'
import { newAddress } from './address.ts'
import { COUNTRY_CODES, isCountryCode } from './country-codes.ts'
import { emptyCustomerDraft, type CustomerDraft } from './customer.ts'
import { validateCustomer } from './validate-customer.ts'

function problems(draft: Partial<CustomerDraft>): unknown[] {
  return validateCustomer({ ...emptyCustomerDraft(), name: 'Mara', ...draft }).map(
    ({ key, rule, severity }) => [key, rule, severity],
  )
}

describe('validateCustomer', () => {
  it('wants something by which the customer can be shown', () => {
    expect(problems({ name: ' ' })).toEqual([['name', 'needs-identity', 'error']])
    for (const field of ['lastName', 'company', 'email'] as const) {
      expect(problems({ name: '', [field]: 'mara@x.example' })).toEqual([])
    }
  })

  it.each([
    'mara@x.example',
    'm.o+tag@mail.x.co.uk',
    'o’neil@x.example',
    'jörg@müller.example',
    "o'neil@x-y.example",
  ])('takes the e-mail address %s', (email) => {
    expect(problems({ email })).toEqual([])
  })

  it.each([
    'mara',
    'mara@x',
    'a b@x.example',
    'a@x..example',
    '@x.example',
    'a@b@x.example',
    'a@-x.example',
    'a@x.example,',
  ])('refuses the e-mail address %s', (email) => {
    expect(problems({ email })).toEqual([['email', 'email-syntax', 'error']])
  })

  it('refuses an e-mail address longer than any can be', () => {
    expect(problems({ email: `mara@${'x.'.repeat(160)}example` })).toEqual([
      ['email', 'email-syntax', 'error'],
    ])
  })

  it('wants countries by their code', () => {
    const addresses = [newAddress('a1', { countryCode: 'US' }), newAddress('a2', { countryCode: 'UK' })]
    expect(problems({ addresses })).toEqual([['address/a2/countryCode', 'country-unknown', 'error']])
    expect(
      problems({ addresses: [{ ...newAddress('a1', { countryCode: 'ZZ' }), superseded: 'removed' }] }),
    ).toEqual([])
  })

  it('gives a hint about a phone number that cannot be one', () => {
    expect(problems({ phone: 'ask Mara' })).toEqual([['phone', 'phone-implausible', 'hint']])
    expect(problems({ phone: '+1 2' })).toEqual([['phone', 'phone-implausible', 'hint']])
    expect(problems({ phone: '+1 415 555 2671', mobile: '030 1234567' })).toEqual([])
    const addresses = [newAddress('a1', { countryCode: 'US', phone: '12', email: 'x' })]
    expect(problems({ addresses, phone: '(415) 555-2671' })).toEqual([
      ['address/a1/email', 'email-syntax', 'error'],
      ['address/a1/phone', 'phone-implausible', 'hint'],
    ])
  })
})

it('knows every country once', () => {
  expect(new Set(COUNTRY_CODES).size).toBe(250)
  expect(COUNTRY_CODES.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true)
  expect([isCountryCode('DE'), isCountryCode('de'), isCountryCode('')]).toEqual([true, false, false])
})

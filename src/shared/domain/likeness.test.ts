import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newAddress } from './address.ts'
import { emptyCustomerDraft, type CustomerDraft } from './customer.ts'
import { likeness, likenessFacts, type Likeness } from './likeness.ts'
import { streetParts } from './street-line.ts'

type Known = Partial<Pick<CustomerDraft, 'name' | 'firstName' | 'lastName' | 'company' | 'phone' | 'mobile'>>

function record(known: Known, line1 = '', postcode = ''): CustomerDraft {
  const address = newAddress('home', { line1, postcode })
  return { ...emptyCustomerDraft(), ...known, addresses: [address], defaultShippingAddressId: 'home' }
}

function compare(a: CustomerDraft, b: CustomerDraft): Likeness | null {
  const found = likeness(likenessFacts(a), likenessFacts(b))
  expect(likeness(likenessFacts(b), likenessFacts(a))).toEqual(found)
  return found
}

const ann = record({ name: 'Ann Lee' }, '12 High Street', '3000')

describe('name and address', () => {
  test.each([
    ['ann lee', '12 High St', '3000'],
    ['LEE, Ann', '12 high street.', '3000'],
    ['Ánn Lee', '12 High Str', ' 3000'],
  ])('%j at %j, %j is the same customer', (name, line1, postcode) => {
    expect(compare(ann, record({ name }, line1, postcode))).toEqual({ by: 'name-and-address', share: 1 })
  })

  test('small slips are told as a share', () => {
    const a = record({ name: 'Margaret Thompson' }, '12 Collingwood Road', '3000')
    const b = record({ name: 'Margaret Thomson' }, '12 Colingwood Rd', '3000')
    const found = compare(a, b)
    expect(found?.by).toBe('name-and-address')
    expect(found?.share).toBeGreaterThan(0.9)
    expect(found?.share).toBeLessThan(1)
  })

  test.each([
    ['another name', 'Ben Okafor', '12 High Street', '3000'],
    ['another house', 'Ann Lee', '13 High Street', '3000'],
    ['another house with a letter', 'Ann Lee', '12a High Street', '3000'],
    ['another postcode', 'Ann Lee', '12 High Street', '3001'],
    ['another street', 'Ann Lee', '12 Low Street', '3000'],
    ['no postcode', 'Ann Lee', '12 High Street', ''],
    ['no street', 'Ann Lee', '', '3000'],
    ['a first name that is a little other', 'Anna Lee', '12 High Street', '3000'],
  ])('%s is another customer', (_why, name, line1, postcode) => {
    expect(compare(ann, record({ name }, line1, postcode))).toBeNull()
  })

  test('first and last name are a name', () => {
    expect(compare(ann, record({ firstName: 'Ann', lastName: 'Lee' }, '12 High St', '3000'))?.share).toBe(1)
  })

  test('legal forms do not count, and a company may stand as a name', () => {
    const a = record({ company: 'Okafor Hardware Pty Ltd' }, '18 Quay Road', '94607')
    const b = record({ name: 'OKAFOR HARDWARE' }, '18 Quay Rd', '94607-1234')
    expect(compare(a, b)).toEqual({ by: 'name-and-address', share: 1 })
    const c = record({ company: 'Müller G.m.b.H. & Co. KG' }, 'Hauptstraße 5', '01067')
    const d = record({ company: 'Mueller' }, 'Hauptstr. 5', '1067')
    const e = record({ company: 'Muller' }, 'Hauptstr. 5', '1067')
    expect(compare(c, d)).toBeNull()
    expect(compare(c, e)).toEqual({ by: 'name-and-address', share: 1 })
  })

  test('two people of one company are two customers', () => {
    const a = record({ name: 'Mara Okafor', company: 'Okafor Hardware' }, '18 Quay Road', '94607')
    const b = record({ name: 'Ben Adler', company: 'Okafor Hardware' }, '18 Quay Road', '94607')
    expect(compare(a, b)).toBeNull()
  })
})

describe('name and phone', () => {
  test.each([
    ['0412 345 678', '+61 412 345 678'],
    ['(03) 5550 1234', '03 5550-1234'],
    ['+49 (0)30 1234567', '030 1234567'],
  ])('%j and %j are the same number', (phone, other) => {
    const a = record({ name: 'Ann Lee', phone })
    expect(compare(a, record({ name: 'Lee Ann', mobile: other }))).toEqual({ by: 'phone', share: 1 })
    expect(compare(a, record({ name: 'Ann Leeson', mobile: other }))).toBeNull()
  })

  test('an extension is no number to know somebody by', () => {
    expect(
      compare(record({ name: 'Ann Lee', phone: '104' }), record({ name: 'Ann Lee', phone: '104' })),
    ).toBeNull()
  })
})

test('nothing is like nothing', () => {
  expect(compare(record({}), record({}))).toBeNull()
})

test.each([
  ['4/22 Swan Lane', ['4', '22'], 'swan ln'],
  ['Unit 4, 22 Swan Lane', ['4', '22'], 'swan ln'],
  ['12 A Bahnhofstrasse', ['12a'], 'bahnhofst'],
  ['Bahnhofstr. 12a', ['12a'], 'bahnhofst'],
  ['5th Avenue 350', ['350'], '5th av'],
  ['P.O. Box 77', ['77'], 'pobox'],
  ['Rose Cottage', [], 'rose cottage'],
])('%j has the numbers %j and is in %j', (line, numbers, street) => {
  expect(streetParts(line)).toEqual({ house: numbers, street })
})

test('a flat that only one of two names is no other house', () => {
  const a = record({ name: 'Ann Lee' }, '22 Swan Lane', '6160')
  expect(compare(a, record({ name: 'Ann Lee' }, '4/22 Swan Lane', '6160'))?.share).toBe(1)
  expect(compare(a, record({ name: 'Ann Lee' }, '22/4 Swan Lane', '6160'))).toBeNull()
})

test('any record with name, street and postcode is like itself, whatever is in it', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 })
  fc.assert(
    fc.property(text, text, text, (name, line1, postcode) => {
      const one = record({ name }, line1, postcode)
      const found = compare(one, one)
      const facts = likenessFacts(one)
      if (facts.person !== '' && facts.street !== '' && facts.postcode !== '') expect(found?.share).toBe(1)
      else expect(found).toBeNull()
    }),
  )
}, 30_000)

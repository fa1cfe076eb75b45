import { expect, test } from 'vitest'
import { believableCustomers } from './believable-customers.ts'

const customers = believableCustomers(10_000, 1)

test('the same seed makes the same customers, and fewer are the first of more', () => {
  expect(believableCustomers(50, 1)).toEqual(customers.slice(0, 50))
  expect(believableCustomers(50, 2)).not.toEqual(customers.slice(0, 50))
})

test('e-mails are unique whatever their case, plain Latin, and missing for a few', () => {
  const emails = customers.flatMap(({ email }) => email ?? [])
  expect(new Set(emails.map((email) => email.toLowerCase())).size).toBe(emails.length)
  expect(emails.every((email) => /^[a-z]+\.[a-z]+\d*@[a-z]+\d+\.example$/.test(email))).toBe(true)
  expect(emails.length).toBeGreaterThan(9_500)
  expect(emails.length).toBeLessThan(10_000)
})

test('they live in several countries, with addresses whose patterns are filled in', () => {
  const addresses = customers.flatMap((customer) => customer.addresses)
  expect(new Set(addresses.map(({ countryCode }) => countryCode)).size).toBe(12)
  expect(addresses.filter(({ line1, postcode }) => /[%#@]/.test(`${line1}${postcode}`))).toEqual([])
  expect(addresses.filter(({ countryCode }) => countryCode === 'GB')[0]?.postcode).toMatch(
    /^[A-Z]{2}\d \d[A-Z]{2}$/,
  )
})

test('every kind of customer occurs', () => {
  const share = (is: (customer: (typeof customers)[number]) => boolean): number => customers.filter(is).length
  expect(share(({ addresses }) => addresses.length === 0)).toBeGreaterThan(100)
  expect(share(({ addresses }) => addresses.length === 2)).toBeGreaterThan(1_000)
  expect(share(({ archived }) => archived)).toBeGreaterThan(100)
  expect(share(({ company }) => company !== null)).toBeGreaterThan(1_000)
  expect(share(({ skuMappings }) => skuMappings.length > 1)).toBeGreaterThan(100)
  expect(share(({ name }) => /\p{Script=Han}/u.test(name))).toBeGreaterThan(100)
  expect(share(({ createdAt, updatedAt }) => updatedAt < createdAt)).toBe(0)
})

import { expect, test } from 'vitest'
import { centsOf, centsText } from './cents.ts'

test.each([
  [250, 25_000],
  [0.1, 10],
  [1.005, null],
  ['10.10', 1010],
  ['-3', -300],
  [1e21, null],
  ['99999999999999999', null],
  ['1,5', null],
  [null, null],
])('%o is %o cents', (value, cents) => {
  expect(centsOf(value)).toBe(cents)
})

test('cents are written with two decimals', () => {
  expect([0, 5, 1010, -25_000].map(centsText)).toEqual(['0.00', '0.05', '10.10', '-250.00'])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDecimals, isDecimal, subtractDecimals, sumOfDecimals } from './decimal.ts'

describe('amounts as decimal text', () => {
  it.each(['0', '12', '-3.50', '0.0000000001', '12345678901234567890.99'])('takes %s', (text) => {
    expect(isDecimal(text)).toBe(true)
  })
  it.each(['', ' 1', '1,5', '1e5', 'NaN', '.5', '1.', '+1', '€1'])('refuses %j', (text) => {
    expect(isDecimal(text)).toBe(false)
  })
  it('adds what binary fractions cannot', () => {
    expect(sumOfDecimals(['0.1', '0.2'])).toBe('0.3')
    expect(sumOfDecimals(['10.00', '0.005'])).toBe('10.005')
    expect(sumOfDecimals([])).toBe('0')
    expect(subtractDecimals('100', '99.99')).toBe('0.01')
    expect(compareDecimals('1.10', '1.1')).toBe(0)
  })
  it('adds cents as whole numbers do', () => {
    const cents = fc.array(fc.integer({ min: -10_000_000, max: 10_000_000 }), { minLength: 1 })
    fc.assert(
      fc.property(cents, (amounts) => {
        const texts = amounts.map((amount) => (amount / 100).toFixed(2))
        const sum = amounts.reduce((before, amount) => before + amount, 0)
        expect(compareDecimals(sumOfDecimals(texts), (sum / 100).toFixed(2))).toBe(0)
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { decimalText, numberOf } from './decimal-text.ts'

describe('decimalText', () => {
  it.each([
    [250, '250'],
    [0.1 + 0.2, '0.30000000000000004'],
    [100.1, '100.1'],
    [-0.05, '-0.05'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [9_007_199_254_740_991, '9007199254740991'],
    [Number.NaN, ''],
    ['250.00', '250.00'],
    [' 12345678901234567890.12 ', '12345678901234567890.12'],
    ['1,250.50', '1250.50'],
    ['-1,000', '-1000'],
    ['+3', '3'],
    ['1E3', '1000'],
    ['1,5', ''],
    ['n/a', ''],
    ['', ''],
  ])('reads %o as %o', (told, text) => {
    expect(decimalText(told)).toBe(text)
  })
})

describe('numberOf', () => {
  it.each([
    ['250.00', 250],
    ['0.10', 0.1],
    ['007.5', 7.5],
    ['-3', -3],
    ['12345678901234567890.12', null],
    ['much', null],
  ])('says %s as %o', (text, number) => {
    expect(numberOf(text)).toBe(number)
  })
})

import { describe, expect, test } from 'vitest'
import { cellNumberText } from './cell-number.ts'
import { numberFormatOf } from './number-format.ts'

const shown = (raw: string, code = 'General', from1904 = false): string =>
  cellNumberText(raw, numberFormatOf(164, code), from1904)

describe('numbers', () => {
  test.each([
    ['412345678', '412345678'],
    ['999999999999999', '999999999999999'],
    ['-1.50', '-1.5'],
    ['0.30000000000000004', '0.3'],
    ['4.41E+11', '441000000000'],
    ['1.5E-7', '0.00000015'],
    // More digits than Excel holds: its last ones are lost, which must be seen.
    ['1.23456789012346E+18', '1.23456789012346E+18'],
    ['1E+15', '1E+15'],
    ['not a number', 'not a number'],
    ['', ''],
  ])('%s is %s', (raw, text) => {
    expect(shown(raw)).toBe(text)
  })

  test.each([
    ['800', '00000', '00800'],
    ['412345678', '0000\\ 000\\ 000', '0412 345 678'],
    ['5105550144', '"("000")" 000-0000', '(510) 555-0144'],
    ['42', '"No. "0', '42'],
    ['3056', '0000;-0000', '3056'],
    ['123456', '000-00', '1234-56'],
    ['12.5', '0000', '12.5'],
    ['1234', '#,##0', '1234'],
    ['0.05', '0%', '0.05'],
    ['42', '[<100]00000;General', '42'],
  ])('%s in the format %s is %s', (raw, code, text) => {
    expect(shown(raw, code)).toBe(text)
  })
})

describe('dates', () => {
  test.each([
    ['45351', 'dd/mm/yyyy', '2024-02-29'],
    ['45351', '[$-409]d\\-mmm\\-yy;@', '2024-02-29'],
    ['46082.604166666664', 'yyyy-mm-dd hh:mm', '2026-03-01 14:30:00'],
    ['46082.99999999', 'd/m/yy h:mm', '2026-03-02'],
    ['0.5', 'h:mm AM/PM', '12:00:00'],
    ['1', 'dd.mm.yyyy', '1900-01-01'],
    ['59', 'dd.mm.yyyy', '1900-02-28'],
    ['60', 'dd.mm.yyyy', '1900-02-29'],
    ['61', 'dd.mm.yyyy', '1900-03-01'],
    ['2958465', 'mmmm', '9999-12-31'],
    ['2958466', 'd.m.yyyy', '2958466'],
    ['-5', 'd.m.yyyy', '-5'],
    ['1.5', '[h]:mm', '1.5'],
    ['5', '"day" 0', '5'],
  ])('%s in the format %s is %s', (raw, code, text) => {
    expect(shown(raw, code)).toBe(text)
  })

  test('are counted from 1904 where the workbook says so', () => {
    expect(shown('0', 'd.m.yyyy', true)).toBe('1904-01-01')
    expect(shown('43889', 'd.m.yyyy', true)).toBe('2024-02-29')
  })

  test('of the formats that Excel has built in', () => {
    const builtIn = [14, 18, 22, 45, 47, 50, 0, 1, 49].map((id) => numberFormatOf(id, undefined))
    expect(builtIn.map((format) => format.type)).toEqual([
      ...Array.from({ length: 6 }, () => 'date'),
      ...Array.from({ length: 3 }, () => 'number'),
    ])
  })
})

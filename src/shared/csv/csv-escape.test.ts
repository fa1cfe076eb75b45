import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeForExcel, escapeForMachine, unescapeCell } from './csv-escape.ts'

/** Texts made of the characters that matter, so that random ones meet every rule. */
const tricky = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "'",
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      ' ',
      '\uFEFF',
      '\u00A0',
      '\u3000',
      '＝',
      '＠',
      'a',
      '1',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 8,
})

describe('escapeForExcel', () => {
  test.each([
    '=1+1',
    '+61 404',
    '-2',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\nx',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '  =1',
    '\uFEFF=1',
    ' \n=1',
  ])('defuses %j', (cell) => expect(escapeForExcel(cell)).toBe(`'${cell}`))

  test.each(['', 'Ann', "O'Brien", "'quoted'", '0412 345 678', 'a=b', '12-34'])(
    'leaves %j as it is',
    (cell) => expect(escapeForExcel(cell)).toBe(cell),
  )

  test('never leaves a cell that begins with a formula sign', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        expect(escapeForExcel(text)).not.toMatch(/^\s*[=+\-@\t\r\n＝＋－＠]/u)
      }),
    )
  })
})

test('a cell for other programs is changed only where import would strip it', () => {
  expect(escapeForMachine('=1+1')).toBe('=1+1')
  expect(escapeForMachine("'=1+1")).toBe("''=1+1")
})

test('import undoes both escapes for every text', () => {
  fc.assert(
    fc.property(fc.oneof(tricky, fc.string({ unit: 'binary' })), (text) => {
      expect(unescapeCell(escapeForExcel(text))).toBe(text)
      expect(unescapeCell(escapeForMachine(text))).toBe(text)
    }),
    { numRuns: 5000 },
  )
})

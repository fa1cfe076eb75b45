import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packRows, rowsIn } from './row-packer.ts'

test('rows come out as they went in', { timeout: 60_000 }, () => {
  const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constant('é'.repeat(40_000)))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 }), (rows) => {
      expect(rowsIn(structuredClone(packRows(rows)))).toEqual(rows)
    }),
  )
})

test('a byte-order mark in the first cell is text', () => {
  expect(rowsIn(packRows([['\uFEFFName', ''], []]))).toEqual([['\uFEFFName', ''], []])
})

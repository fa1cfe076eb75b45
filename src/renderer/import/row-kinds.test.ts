import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noRowCounts, ROW_KINDS, type RowKind } from './classified-row.ts'
import { RowKinds } from './row-kinds.ts'

test('finds every row by its kind and its place among those of its kind, over many blocks', () => {
  const kinds = new RowKinds()
  const all = Array.from({ length: 20_000 }, (_, row): RowKind =>
    row % 9000 === 8999 ? 'invalid' : row % 3 === 0 ? 'new' : 'update',
  )
  for (const [row, kind] of all.entries()) kinds.add(kind, kind === 'update' && row % 2 === 0 ? row - 1 : -1)
  for (const kind of ROW_KINDS) {
    const rows = [...all.entries()].filter(([, one]) => one === kind).map(([row]) => row)
    expect(kinds.counts[kind]).toBe(rows.length)
    for (const n of [0, 1, 2, 1365, 4095, 4096, rows.length - 1].filter(
      (one) => one >= 0 && one < rows.length,
    )) {
      expect(kinds.nth(kind, n)).toBe(rows[n])
    }
    expect(kinds.nth(kind, rows.length)).toBe(-1)
  }
  expect([kinds.sameAs(8), kinds.sameAs(9), kinds.sameAs(19_996)]).toEqual([7, -1, 19_995])
})

test('counts and kinds are those that were added', () => {
  const kind = fc.constantFrom(...ROW_KINDS)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(kind, fc.integer({ min: -1, max: 50 }), fc.boolean()), { maxLength: 200 }),
      (rows) => {
        const kinds = new RowKinds()
        const counts = noRowCounts()
        for (const [one, sameAs, warned] of rows) {
          kinds.add(one, sameAs, warned)
          counts[one] += 1
        }
        const odd = [...rows.keys()].filter((row) => rows[row]?.[2] === true)
        expect(odd.map((_, n) => kinds.nth('warned', n))).toEqual(odd)
        expect([kinds.countOf('warned'), kinds.nth('warned', odd.length)]).toEqual([odd.length, -1])
        expect(kinds.counts).toEqual(counts)
        expect(kinds.length).toBe(rows.length)
        for (const [row, [one, sameAs]] of rows.entries()) {
          expect([kinds.kindOf(row), kinds.sameAs(row), kinds.nth('all', row)]).toEqual([one, sameAs, row])
        }
        expect(kinds.kindOf(rows.length)).toBeUndefined()
      },
    ),
  )
})

test('a row that is put right is no more among those worth a look, and one that is not is', () => {
  const kinds = new RowKinds()
  for (let row = 0; row < 10_000; row += 1) kinds.add('new', -1, row % 4000 === 7)
  const changed = kinds.with([
    { row: 4007, kind: 'update', sameAs: -1, warnings: [] },
    { row: 9000, kind: 'new', sameAs: -1, warnings: ['odd'] },
  ])
  expect([0, 1, 2, 3].map((n) => changed.nth('warned', n))).toEqual([7, 8007, 9000, -1])
  expect([0, 1, 2].map((n) => kinds.nth('warned', n))).toEqual([7, 4007, 8007])
  expect([changed.kindOf(4007), changed.counts.update, changed.countOf('warned')]).toEqual(['update', 1, 3])
})

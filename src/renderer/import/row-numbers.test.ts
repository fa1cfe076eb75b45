import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RowNumbers } from './row-numbers.ts'

const numbers = fc.array(fc.integer({ min: 0, max: 12 }).map((small) => small * 0x10000 + (small % 3)))

it('finds the rows that have a number, replaced ones by what they have now', async () => {
  const change = fc.record({ row: fc.nat(30), numbers })
  const check = fc.asyncProperty(
    fc.array(numbers, { minLength: 1, maxLength: 30 }),
    fc.array(change, { maxLength: 8 }),
    numbers,
    async (lists, changes, wanted) => {
      const rows = new RowNumbers()
      const expected = lists.map((list) => [...list])
      for (const list of lists) rows.add(list)
      for (const { row, numbers: list } of changes) {
        if (row >= expected.length) continue
        rows.set(row, list)
        expected[row] = list
      }
      for (const [row, list] of expected.entries()) expect(rows.of(row)).toEqual(list)
      const found = await rows.rowsWith(new Set(wanted))
      const right = [...expected.keys()].filter((row) => expected[row]?.some((one) => wanted.includes(one)))
      expect(found.sort((a, b) => a - b)).toEqual(right)
    },
  )
  await fc.assert(check)
})

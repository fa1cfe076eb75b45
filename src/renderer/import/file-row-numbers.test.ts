import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FileRowNumbers } from './file-row-numbers.ts'

it('tells the number of every row, whatever lies between them', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 40 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 7 }), (steps, batch) => {
      let last = 0
      const all = steps.map((step) => (last += step))
      const numbers = new FileRowNumbers()
      for (let from = 0; from < all.length; from += batch)
        numbers.add(from, Uint32Array.from(all.slice(from, from + batch)))
      expect(all.map((_, row) => numbers.of(row))).toEqual(all)
      expect(numbers.of(-1)).toBe(0)
    }),
  )
})

import { expect, test } from 'vitest'
import { seededRandom } from '../seeded-random.ts'
import { SortedIds } from './sorted-ids.ts'

test('after any additions and removals the order is that of a fresh sort, in both directions and in every part', () => {
  const random = seededRandom(7)
  const held = new Map<number, string>()
  const sorted = new SortedIds([])
  for (let id = 1; id <= 400; id += 1) {
    const key = String(random.integer(0, 20))
    held.set(id, key)
    sorted.add({ key, id })
    if (random.chance(0.4)) {
      const [gone, itsKey] = random.pick([...held])
      held.delete(gone)
      sorted.remove({ key: itsKey, id: gone })
    }
  }
  const fresh = [...held].sort(([a, x], [b, y]) => (x === y ? a - b : x < y ? -1 : 1)).map(([id]) => id)
  expect(sorted.length).toBe(fresh.length)
  expect(sorted.slice(0, 1000, false)).toEqual(fresh)
  expect(sorted.slice(0, 1000, true)).toEqual(fresh.toReversed())
  expect(sorted.slice(10, 5, true)).toEqual(fresh.toReversed().slice(10, 15))
  expect(sorted.slice(fresh.length + 5, 5, true)).toEqual([])
})

test('removing what is not there throws', () => {
  const sorted = new SortedIds([{ key: 'a', id: 1 }])
  expect(() => sorted.remove({ key: 'b', id: 1 })).toThrow('not in the index')
})

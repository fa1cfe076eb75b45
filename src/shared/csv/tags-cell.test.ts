import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTags, writeTags } from './tags-cell.ts'

test.each([
  ['trade, vip', ['trade', 'vip']],
  ['hub; pickup|north', ['hub', 'pickup', 'north']],
  ['"a, b", c', ['a, b', 'c']],
  ['"a ""b"""', ['a "b"']],
  ['12" pipes, x', ['12" pipes', 'x']],
  [',, a ,', ['a']],
  ['a, a', ['a']],
  ['"open, b', ['"open', 'b']],
])('%j holds %j', (cell, tags) => expect(readTags(cell)).toEqual(tags))

test('any tags come back as they were', () => {
  const tag = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.uniqueArray(tag), (tags) => {
      expect(readTags(writeTags(tags))).toEqual(tags)
    }),
    { numRuns: 2000 },
  )
}, 30_000)

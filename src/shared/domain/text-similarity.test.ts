import fc from 'fast-check'
import { expect, test } from 'vitest'
import { similarity } from './text-similarity.ts'

test.each([
  ['kitten', 'sitting', 1 - 3 / 7],
  ['', '', 1],
  ['a', '', 0],
  ['abc', 'abc', 1],
  ['victoria', 'victorria', 1 - 1 / 9],
])('%j and %j', (a, b, share) => expect(similarity(a, b)).toBeCloseTo(share))

test('a bound changes nothing but what is below it', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 })
  fc.assert(
    fc.property(word, word, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, least) => {
      const whole = similarity(a, b)
      const bounded = similarity(a, b, least)
      expect(bounded === whole || (bounded === 0 && whole <= least + 1e-9)).toBe(true)
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortInSlices } from './sort-in-slices.ts'

test('sorts any texts as the language does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 4 })), async (texts) => {
      expect(await sortInSlices(texts, () => undefined)).toEqual([...texts].sort())
    }),
  )
})

test('sorts more than one piece, and rests in between', async () => {
  const texts = Array.from({ length: 25_003 }, (_, at) => String((at * 7919) % 25_003))
  let rests = 0
  const rest = (): undefined => {
    rests += 1
  }
  expect(await sortInSlices(texts, rest)).toEqual([...texts].sort())
  expect(rests).toBeGreaterThan(10)
})

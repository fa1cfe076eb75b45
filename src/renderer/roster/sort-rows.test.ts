import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberKeys, textKeys } from './key-bytes.ts'
import { sortRows, type KeyBytes } from './sort-rows.ts'

function run<T>(steps: Generator<undefined, T, undefined>): T {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

function sorted(
  count: number,
  keys: (rows: Uint32Array) => Generator<undefined, KeyBytes, undefined>,
): number[] {
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  run(sortRows(rows, run(keys(rows))))
  return [...rows]
}

function byText(texts: readonly string[]): number[] {
  return sorted(texts.length, (rows) => textKeys(rows, texts.length, (row) => texts[row] ?? ''))
}

/** JavaScript's own stable sort. */
function reference(values: readonly (string | number)[]): number[] {
  return values.map((_, row) => row).sort((a, b) => compare(values[a] ?? 0, values[b] ?? 0))
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const letters = fc.string({
  unit: fc.constantFrom('a', 'b', 'é', '東', '\ud83d', '\ude00', ' '),
  maxLength: 16,
})

describe('sortRows', () => {
  it('sorts texts by their UTF-16 units and keeps the order of equal ones', () => {
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 300 }), (texts) => {
        expect(byText(texts)).toEqual(reference(texts))
      }),
    )
  })

  it('sorts whole numbers up to 2^53', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(20), fc.maxSafeNat()), { maxLength: 200 }), (numbers) => {
        const order = sorted(numbers.length, (rows) =>
          numberKeys(rows, numbers.length, (row) => numbers[row] ?? 0),
        )
        expect(order).toEqual(reference(numbers))
      }),
    )
  })

  it('sorts groups that are too large for one native sort', () => {
    const texts = Array.from({ length: 150_000 }, (_, row) => `customer ${String((row * 7919) % 100_003)}`)
    expect(byText(texts)).toEqual(reference(texts))
  })

  it('yields on the way, so that it can be done in slices', () => {
    const texts = Array.from({ length: 100_000 }, (_, row) => String((row * 7919) % 100_003))
    const rows = Uint32Array.from({ length: texts.length }, (_, row) => row)
    const keys = run(textKeys(rows, texts.length, (row) => texts[row] ?? ''))
    expect([...sortRows(rows, keys)].length).toBeGreaterThan(3)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AT_TOP,
  drawnHeight,
  placeShowing,
  rowsSeen,
  scrolledTo,
  TALLEST,
  topOf,
  type GridSize,
  type ScrollPlace,
} from './row-window.ts'

const size = (rowCount: number): GridSize => ({ rowCount, rowHeight: 36, header: 32, view: 700 })
const FEW = size(1000)
const MANY = size(6_500_000)
const seen = (place: ScrollPlace, of: GridSize): [number, number] => rowsSeen(topOf(place, of), of)

test('a grid of a few rows is as tall as its rows and scrolls as the browser does', () => {
  expect(drawnHeight(FEW)).toBe(32 + 36_000)
  const place = scrolledTo(3600, AT_TOP, FEW)
  expect(place).toEqual({ scrollTop: 3600, shift: 0 })
  expect(seen(place, FEW)).toEqual([100, 119])
})

describe('a grid of more rows than an element can be tall', () => {
  test('is no taller than an element can be, and its bar leads everywhere', () => {
    expect(drawnHeight(MANY)).toBe(TALLEST)
    expect(seen(scrolledTo(TALLEST - 700, AT_TOP, MANY), MANY)[1]).toBe(6_500_000)
    const half = seen(scrolledTo((TALLEST - 700) / 2, AT_TOP, MANY), MANY)[0]
    expect(Math.abs(half - 3_250_000)).toBeLessThan(20)
    const bottom = scrolledTo(TALLEST - 700, AT_TOP, MANY)
    expect(seen(scrolledTo(0, bottom, MANY), MANY)[0]).toBe(0)
  })

  test('that becomes one of a few is again as the browser scrolls it', () => {
    expect(topOf(scrolledTo(6_000, scrolledTo(6_000_000, AT_TOP, MANY), MANY), FEW)).toBe(6000)
  })

  test('moves by small steps as any other', () => {
    const half = scrolledTo(6_000_000, AT_TOP, MANY)
    const next = scrolledTo(6_000_120, half, MANY)
    expect(topOf(next, MANY) - topOf(half, MANY)).toBe(120)
  })
})

test('any row can be shown from anywhere, whole and without moving more than is needed', () => {
  const counts = fc.constantFrom(1, 5, 1000, 400_000, 6_500_000)
  fc.assert(
    fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (rowCount, share, row) => {
      const of = size(rowCount)
      const from = scrolledTo(Math.round(share * Math.max(0, drawnHeight(of) - of.view)), AT_TOP, of)
      const index = row % rowCount
      const place = placeShowing(index, from, of)
      const top = topOf(place, of)
      expect(index * 36).toBeGreaterThanOrEqual(top)
      expect(index * 36 + 36).toBeLessThanOrEqual(top + 700 - 32)
      expect(place.scrollTop).toBeGreaterThanOrEqual(0)
      expect(place.scrollTop).toBeLessThanOrEqual(Math.max(0, drawnHeight(of) - of.view))
      // What the browser then tells changes nothing.
      expect(topOf(scrolledTo(place.scrollTop, place, of), of)).toBe(top)
      expect(placeShowing(index, place, of)).toBe(place)
    }),
  )
})

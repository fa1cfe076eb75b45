import { describe, expect, it } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const NOW = Date.UTC(2026, 10, 2, 9, 0, 0)
const HOUR = 3_600_000

describe('retryAfterMs', () => {
  it.each([
    ['7', 7000],
    ['0', 0],
    ['1.5', 1500],
    ['Mon, 02 Nov 2026 09:00:30 GMT', 30_000],
    ['Mon, 02 Nov 2026 08:00:00 GMT', 0],
    ['99999999', HOUR],
    ['soon', 0],
    ['-5', 0],
    ['', 0],
  ])('reads %j as %i ms', (text, ms) => {
    expect(retryAfterMs(new Headers({ 'retry-after': text }), NOW)).toBe(ms)
  })

  it('reads a date by the clock of the remote', () => {
    const headers = new Headers({
      'retry-after': 'Mon, 02 Nov 2026 12:00:30 GMT',
      date: 'Mon, 02 Nov 2026 12:00:00 GMT',
    })
    expect(retryAfterMs(headers, NOW)).toBe(30_000)
  })

  it('asks for nothing without the header', () => {
    expect(retryAfterMs(new Headers(), NOW)).toBe(0)
  })
})

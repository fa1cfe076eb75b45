import { describe, expect, it } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

describe('TokenBucket', () => {
  it.each([60, 180])(
    'never lets more than %i go in any minute, and hardly fewer over an hour',
    (perMinute) => {
      let now = 1_000
      const bucket = new TokenBucket({ perMinute, now: () => now })
      const sent: number[] = []
      while (now < 3_600_000) {
        const wait = bucket.take()
        if (wait === 0) sent.push(now)
        now += wait
      }
      const busiest = Math.max(
        ...sent.map((at, index) => sent.slice(index).filter((each) => each < at + 60_000).length),
      )
      expect(busiest).toBeLessThanOrEqual(perMinute)
      expect(sent.length).toBeGreaterThan(perMinute * 60 * 0.88)
    },
  )

  it('lets a few go at once after a rest, and is held up by no clock that is set back', () => {
    let now = 100_000
    const bucket = new TokenBucket({ perMinute: 60, now: () => now })
    const burst = Array.from({ length: 7 }, () => bucket.take())
    expect(burst.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0])
    expect(burst[6]).toBeGreaterThan(0)
    now = 0
    expect(bucket.take()).toBeLessThan(2_000)
    now = 2_000
    expect(bucket.take()).toBe(0)
  })
})

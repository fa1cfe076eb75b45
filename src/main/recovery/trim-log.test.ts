import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { trimLog, wholeLength } from './trim-log.ts'

/** A log as LevelDB writes it (its checksums aside), and where each write ends. */
function logOf(sizes: readonly number[]): { bytes: Buffer; ends: number[] } {
  const parts: Buffer[] = []
  const ends: number[] = []
  let at = 0
  const put = (part: Buffer): void => {
    parts.push(part)
    at += part.length
  }
  for (const size of sizes) {
    let rest = size
    let isFirst = true
    do {
      if (32_768 - (at % 32_768) < 7) put(Buffer.alloc(32_768 - (at % 32_768)))
      const length = Math.min(rest, 32_768 - (at % 32_768) - 7)
      rest -= length
      const type = isFirst ? (rest === 0 ? 1 : 2) : rest === 0 ? 4 : 3
      put(Buffer.from([9, 9, 9, 9, length & 255, length >> 8, type]))
      put(Buffer.alloc(length, 5))
      isFirst = false
    } while (rest > 0)
    ends.push(at)
  }
  return { bytes: Buffer.concat(parts), ends }
}

const sizes = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 32_700, max: 100_000 })),
  { maxLength: 8 },
)

it('leaves a log alone in which every write is whole', () => {
  fc.assert(
    fc.property(sizes, (all) => {
      const { bytes } = logOf(all)
      expect(wholeLength(bytes)).toBe(bytes.length)
    }),
  )
})

it('keeps every whole write, wherever the last one was cut off', () => {
  fc.assert(
    fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const { bytes, ends } = logOf(all)
      const cut = Math.floor(bytes.length * share)
      expect(wholeLength(bytes.subarray(0, cut))).toBe(ends.filter((end) => end <= cut).at(-1) ?? 0)
    }),
  )
})

it('cuts off room that was kept for a write that never came', () => {
  const { bytes } = logOf([40, 50])
  expect(wholeLength(Buffer.concat([bytes, Buffer.alloc(500)]))).toBe(bytes.length)
})

it('leaves damage in the middle to those who look for it', () => {
  const { bytes } = logOf([40, 50, 60])
  bytes[6 + 47] = 99
  expect(wholeLength(bytes)).toBe(bytes.length)
  bytes[6 + 47] = 0
  expect(wholeLength(bytes)).toBe(bytes.length)
})

it('says how much it cut off the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trim-log-'))
  const path = join(folder, '000003.log')
  const { bytes } = logOf([40, 50])
  await writeFile(path, bytes.subarray(0, -3))
  expect(await trimLog(path)).toBe(54)
  expect(await readFile(path)).toEqual(bytes.subarray(0, 47))
  expect(await trimLog(path)).toBe(0)
  await rm(folder, { recursive: true })
})

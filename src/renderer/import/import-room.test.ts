import { expect, it } from 'vitest'
import { neededBytes } from './import-room.ts'

const MB = 1024 * 1024
const list = { kind: 'customers', created: 0, updated: 0, fileSize: 2_190_000, rows: 10_000 } as const

it('keeps a reserve for everything else on the disk', () => {
  expect(neededBytes(list)).toBe(64 * MB)
  expect(neededBytes({ ...list, fileSize: 0, rows: 0 })).toBe(64 * MB)
})

it('grows with what is written, and is no less than what was measured', () => {
  const needed = (size: Partial<typeof list> | object): number => neededBytes({ ...list, ...size }) - 64 * MB
  // 10,000 customers of 219 bytes took 20 MB at most.
  expect(needed({ created: 10_000 })).toBeGreaterThan(20_000_000)
  expect(needed({ created: 10_000 })).toBeLessThan(60_000_000)
  expect(needed({ updated: 10_000 })).toBeGreaterThan(needed({ created: 10_000 }))
  expect(needed({ created: 10_000, fileSize: 21_900_000 })).toBeGreaterThan(needed({ created: 10_000 }))
  expect(needed({ kind: 'sku-mappings', created: 10_000 })).toBeLessThan(needed({ created: 10_000 }))
})

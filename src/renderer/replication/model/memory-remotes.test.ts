import { test } from 'vitest'
import { runSeeds } from './run-seeds.testing.ts'

test.each([
  ['memory', 950],
  ['memory-upserting', 550],
] as const)(
  'the promises of sync hold with the remote "%s" (%i seeds)',
  (remote, count) => runSeeds(remote, count),
  900_000,
)

import { test } from 'vitest'
import { runSeeds } from './run-seeds.testing.ts'

test.each([
  ['memory', 1_200],
  ['memory-upserting', 500],
] as const)(
  'the promises of sync hold with the remote "%s" (%i seeds)',
  (remote, count) => runSeeds(remote, count),
  900_000,
)

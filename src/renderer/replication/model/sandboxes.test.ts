import { test } from 'vitest'
import { runSeeds } from './run-seeds.testing.ts'

test.each([
  ['sku-io', 25],
  ['open-food-network', 20],
  ['kounta', 20],
  ['woocommerce', 15],
] as const)(
  'the promises of sync hold with the sandbox of %s (%i seeds)',
  (remote, count) => runSeeds(remote, count),
  900_000,
)

import { test } from 'vitest'
import { runSeeds } from './run-seeds.testing.ts'

test.each([
  ['sku-io', 100],
  ['open-food-network', 80],
  ['kounta', 80],
  ['woocommerce', 60],
] as const)(
  'the promises of sync hold with the sandbox of %s (%i seeds)',
  (remote, count) => runSeeds(remote, count),
  900_000,
)

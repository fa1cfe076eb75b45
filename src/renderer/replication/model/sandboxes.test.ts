import { test } from 'vitest'
import { runSeeds } from './run-seeds.testing.ts'

test.each([
  ['sku-io', 125],
  ['open-food-network', 125],
  ['kounta', 125],
  ['woocommerce', 125],
] as const)(
  'the promises of sync hold with the sandbox of %s (%i seeds)',
  (remote, count) => runSeeds(remote, count),
  900_000,
)

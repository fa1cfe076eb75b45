import { expect } from 'vitest'
import { figuresText, noFigures } from './figures.testing.ts'
import type { RemoteName } from './remotes.testing.ts'
import { runModel } from './run-model.testing.ts'

/** More seeds are for `npm run soak`; after so many failures there is enough to look at. */
const ENOUGH = 3

/** Seeds that broke a promise once, or found the model wrong. */
const ONCE_BROKEN: Partial<Record<RemoteName, readonly number[]>> = {
  memory: [563, 759, 959, 1161, 1262, 300365, 300980, 1000193, 910001568],
  'memory-upserting': [722, 1593, 1877, 2196],
  'sku-io': [8120078, 8130358],
  'open-food-network': [910000356],
  kounta: [125, 300018],
  woocommerce: [49, 277554160, 1000065],
}

/** Where the other seeds begin: the same in every run, or MODEL_SEED. New ones are for `npm run soak`. */
const FROM = Number(process.env['MODEL_SEED'] ?? 910_000_001)

/**
 * Runs the seeds against a remote that broke a promise once, then those from FROM on, `count` in all; prints what happened,
 * and fails with those that broke a promise.
 */
export async function runSeeds(remote: RemoteName, count: number): Promise<void> {
  const figures = noFigures()
  const failures: string[] = []
  const known = ONCE_BROKEN[remote] ?? []
  const fresh = Array.from({ length: count - known.length }, (_, at) => FROM + at)
  for (const seed of [...known, ...fresh]) {
    try {
      await runModel(remote, seed, figures)
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error))
    }
    if (failures.length === ENOUGH) break
  }
  process.stdout.write(`${remote}, MODEL_SEED=${String(FROM)}: ${figuresText(figures)}\n`)
  expect(failures).toEqual([])
  expect(figures.seeds).toBe(count)
}

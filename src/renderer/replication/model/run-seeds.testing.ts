import { expect } from 'vitest'
import { figuresText, noFigures } from './figures.testing.ts'
import type { RemoteName } from './remotes.testing.ts'
import { runModel } from './run-model.testing.ts'

/** More seeds are for `npm run soak`; after so many failures there is enough to look at. */
const ENOUGH = 3

/** Runs seeds 1 to `count` against a remote, prints what happened, and fails with those that broke a promise. */
export async function runSeeds(remote: RemoteName, count: number): Promise<void> {
  const figures = noFigures()
  const failures: string[] = []
  for (let seed = 1; seed <= count && failures.length < ENOUGH; seed += 1) {
    try {
      await runModel(remote, seed, figures)
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error))
    }
  }
  process.stdout.write(`${remote}: ${figuresText(figures)}\n`)
  expect(failures).toEqual([])
  expect(figures.seeds).toBe(count)
}

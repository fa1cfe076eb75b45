// @ts-check
// `npm test`: everything, from a fresh clone. `npm test -- --only static|unit|e2e` runs a part.
import { parseArgs } from 'node:util'
import { ensurePackaged } from './lib/package-app.mjs'
import { prepare, prepareTools } from './lib/prepare.mjs'
import { FixableError, runScript } from './lib/step.mjs'
import { sumCounts } from './lib/test-counts.mjs'
import { runEndToEndTests, runStaticChecks, runUnitTests } from './lib/test-parts.mjs'

/** @type {Record<string, () => Promise<import('./lib/test-counts.mjs').TestCounts>>} */
const parts = {
  static: runStaticChecks,
  unit: runUnitTests,
  e2e: async () => {
    const { electron, env } = await prepare()
    if (process.platform === 'linux') await ensurePackaged(electron)
    return runEndToEndTests(env)
  },
}

await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const chosen = values.only === undefined ? Object.keys(parts) : [values.only]
  await prepareTools()
  const counts = []
  for (const name of chosen) {
    const run = parts[name]
    if (run === undefined) {
      throw new FixableError(
        `There is no part "${name}".`,
        `npm test -- --only ${Object.keys(parts).join('|')}`,
      )
    }
    counts.push(await run())
  }
  const { passed, failed } = sumCounts(counts)
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed === 0 && passed > 0 ? 0 : 1
})

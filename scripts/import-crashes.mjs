// @ts-check
// `npm run test:import-crashes`: kill -9 at 20 random points of an import of 50,000 rows in the real Electron, continued
// and checked. IMPORT_CRASHES sets how many points, IMPORT_CRASHES_SEED repeats those of an earlier run.
import { join } from 'node:path'
import { prepare } from './lib/prepare.mjs'
import { runCommand } from './lib/run-command.mjs'
import { runScript } from './lib/step.mjs'

await runScript(async () => {
  const { env } = await prepare()
  const cli = join('node_modules', '@playwright', 'test', 'cli.js')
  const args = [cli, 'test', '--config', 'e2e/playwright.config.ts', 'import-resume']
  return runCommand(process.execPath, args, { env: { IMPORT_CRASHES: '20', ...env } })
})

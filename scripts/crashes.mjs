// @ts-check
// `npm run test:crashes`: kill -9 of the real app at 100 random points of imports, first sync and sending, continued and
// checked. SYNC_CRASHES, IMPORT_CRASHES and their _SEED set how many points of each, and repeat those of an earlier run.
import { join } from 'node:path'
import { prepare } from './lib/prepare.mjs'
import { runCommand } from './lib/run-command.mjs'
import { runScript } from './lib/step.mjs'

await runScript(async () => {
  const { env } = await prepare()
  const cli = join('node_modules', '@playwright', 'test', 'cli.js')
  const args = [cli, 'test', '--config', 'e2e/playwright.config.ts', 'sync-crashes', 'import-resume']
  return runCommand(process.execPath, args, { env: { SYNC_CRASHES: '40', IMPORT_CRASHES: '20', ...env } })
})

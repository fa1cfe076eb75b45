// @ts-check
// `PROFILE=name npm run keep-profile`: works with the app as it is in the real Electron and keeps its data folder under
// e2e/fixtures/profiles, to be opened by every later version. Run it before a schema gets its next version.
import { join } from 'node:path'
import { prepare } from './lib/prepare.mjs'
import { runCommand } from './lib/run-command.mjs'
import { runScript } from './lib/step.mjs'

await runScript(async () => {
  const { env } = await prepare()
  const cli = join('node_modules', '@playwright', 'test', 'cli.js')
  return runCommand(process.execPath, [cli, 'test', '--config', 'e2e/profiles/playwright.config.ts'], { env })
})

// @ts-check
// `npm run test:crashes`: kill -9 of the real app at 20 random points of each kind of work (e2e/crash-points), continued
// and checked. CRASHES_EACH sets how many points of each, CRASHES_SEED repeats those of an earlier run; an argument
// chooses one kind: `npm run test:crashes -- "an import"`.
import { join } from 'node:path'
import { prepare } from './lib/prepare.mjs'
import { runCommand } from './lib/run-command.mjs'
import { runScript } from './lib/step.mjs'

await runScript(async () => {
  const { env } = await prepare()
  const cli = join('node_modules', '@playwright', 'test', 'cli.js')
  const [kind] = process.argv.slice(2)
  const chosen = kind === undefined ? [] : ['--grep', `points of ${kind}$`]
  const args = [cli, 'test', '--config', 'e2e/playwright.config.ts', 'crashes', ...chosen]
  return runCommand(process.execPath, args, { env: { CRASHES_EACH: '20', ...env } })
})

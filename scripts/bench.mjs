// @ts-check
// `npm run bench`: measures the built app in the real Electron. What follows `--` goes to `bench/run.ts`.
import { prepare } from './lib/prepare.mjs'
import { runCommand } from './lib/run-command.mjs'
import { runScript } from './lib/step.mjs'
import { bundleProgram } from './lib/typescript-program.mjs'

await runScript(async () => {
  const { env } = await prepare()
  const program = await bundleProgram('bench/run.ts')
  return runCommand(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], { env })
})

// @ts-check
// `npm run soak`: the model test of sync for as long as SOAK_SECONDS says, from SEED on; `-- --seed N --remote NAME`
// replays one seed.
import { prepareTools } from './lib/prepare.mjs'
import { runCommand } from './lib/run-command.mjs'
import { runScript } from './lib/step.mjs'
import { bundleProgram } from './lib/typescript-program.mjs'

await runScript(async () => {
  await prepareTools()
  const program = await bundleProgram('src/renderer/replication/model/soak.testing.ts')
  return runCommand(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)])
})

// @ts-check
// `npm run soak`: the model test of sync for as long as SOAK_SECONDS says, from SEED on, on every core; `-- --seed N
// --remote NAME` replays one seed, and `--tell` says what happens in it.
import { availableParallelism } from 'node:os'
import { prepareTools } from './lib/prepare.mjs'
import { runCommand } from './lib/run-command.mjs'
import { runScript } from './lib/step.mjs'
import { bundleProgram } from './lib/typescript-program.mjs'

await runScript(async () => {
  await prepareTools()
  const program = await bundleProgram('src/renderer/replication/model/soak.testing.ts')
  const args = ['--enable-source-maps', program, ...process.argv.slice(2)]
  if (args.includes('--seed')) return runCommand(process.execPath, args)
  const from = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
  const every = availableParallelism()
  const codes = await Promise.all(
    Array.from({ length: every }, (_, at) => {
      const env = { ...process.env, SEED: String(from + at), SOAK_EVERY: String(every) }
      return runCommand(process.execPath, args, { env })
    }),
  )
  return Math.max(...codes)
})

// @ts-check
// `npm run sandbox`: a stand-in for a remote alone. What follows `--` goes to it, e.g.
// `--remote open-food-network --port 4010 --customers 500`; `--help` says what there is.
import { prepareTools } from './lib/prepare.mjs'
import { startSandbox } from './lib/sandbox-server.mjs'
import { runScript, step } from './lib/step.mjs'

await runScript(async () => {
  await prepareTools()
  const sandbox = await step('Sandbox', async () => {
    const value = await startSandbox(process.argv.slice(2))
    return { value, detail: value === null ? '' : 'ready' }
  })
  if (sandbox === null) return 0
  const { ended, ...addresses } = sandbox
  process.stdout.write(`${JSON.stringify(addresses, undefined, 2)}\nPress Ctrl-C to end it.\n`)
  return ended
})

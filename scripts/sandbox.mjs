// @ts-check
// `npm run sandbox`: the SKU.io stand-in alone. What follows `--` goes to it, e.g. `--port 4010 --customers 500`.
import { prepareTools } from './lib/prepare.mjs'
import { startSandbox } from './lib/sandbox-server.mjs'
import { runScript, step } from './lib/step.mjs'

await runScript(async () => {
  await prepareTools()
  const sandbox = await step('SKU.io sandbox', async () => {
    const value = await startSandbox(process.argv.slice(2))
    return { value, detail: 'ready' }
  })
  const { ended, ...addresses } = sandbox
  process.stdout.write(`${JSON.stringify(addresses, undefined, 2)}\nPress Ctrl-C to end it.\n`)
  return ended
})

// @ts-check
// `npm run demo`: the SKU.io stand-in with 10,000 customers, and the app connected to it, on a data folder of
// its own that is removed in the end. What follows `--` goes to the app.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchApp } from './lib/launch-app.mjs'
import { prepare } from './lib/prepare.mjs'
import { startSandbox } from './lib/sandbox-server.mjs'
import { runScript, step } from './lib/step.mjs'

const customers = '10000'

await runScript(async () => {
  const prepared = await prepare()
  const { baseUrl, token } = await step('SKU.io sandbox', async () => {
    const value = await startSandbox(['--customers', customers])
    return { value, detail: `ready with ${customers} customers at ${value.baseUrl}` }
  })
  const userData = mkdtempSync(join(tmpdir(), 'customer-desk-demo-'))
  process.once('exit', () => rmSync(userData, { recursive: true, force: true }))
  process.stdout.write('› Customer Desk is open; close its window, or press Ctrl-C here, to end the demo\n')
  return launchApp(prepared, [`--user-data-dir=${userData}`, ...process.argv.slice(2)], {
    CUSTOMER_DESK_DEMO: JSON.stringify({ system: 'sku-io', baseUrl, token }),
  })
})

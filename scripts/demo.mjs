// @ts-check
// `npm run demo`: a stand-in for a remote with 10,000 customers, and the app connected to it, on a data folder of its
// own that is removed in the end.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launchApp } from './lib/launch-app.mjs'
import { prepare } from './lib/prepare.mjs'
import { startSandbox } from './lib/sandbox-server.mjs'
import { FixableError, runScript, step } from './lib/step.mjs'

const usage = `npm run demo -- [options] [-- arguments of the app]
  --remote REMOTE   which remote the app is connected to; sku-io by default
  --customers N     how many customers it has; 10000 by default
  --help            this`

/**
 * @returns {{ remote: string, customers: string, help: boolean, forApp: string[] }}
 * @throws {FixableError} for what is no option
 */
function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: { remote: { type: 'string' }, customers: { type: 'string' }, help: { type: 'boolean' } },
      allowPositionals: true,
    })
    const { remote = 'sku-io', customers = '10000', help = false } = values
    return { remote, customers, help, forApp: positionals }
  } catch (error) {
    throw new FixableError(error instanceof Error ? error.message : String(error), `use\n${usage}`)
  }
}

await runScript(async () => {
  const { remote, customers, help, forApp } = readArguments()
  if (help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const prepared = await prepare()
  const sandbox = await step(`Sandbox of ${remote}`, async () => {
    const value = await startSandbox(['--remote', remote, '--customers', customers])
    const { baseUrl = '', controlUrl = '' } = value ?? {}
    return { value, detail: `ready with ${customers} customers at ${baseUrl}, controlUrl ${controlUrl}` }
  })
  if (sandbox === null) return 1
  const { baseUrl, credentials } = sandbox
  const userData = mkdtempSync(join(tmpdir(), 'customer-desk-demo-'))
  process.once('exit', () => rmSync(userData, { recursive: true, force: true }))
  process.stdout.write('› Customer Desk is open; close its window, or press Ctrl-C here, to end the demo\n')
  return launchApp(prepared, [`--user-data-dir=${userData}`, ...forApp], {
    CUSTOMER_DESK_DEMO: JSON.stringify({ system: remote, baseUrl, credentials }),
  })
})

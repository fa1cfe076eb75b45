import { parseArgs } from 'node:util'
import { startSkuIoSandbox, type SkuIoSandbox, type SkuIoSandboxOptions } from './sku-io/server.ts'

/** What the program needs of its process. */
export interface SandboxProcess {
  /** Prints one line. */
  print(line: string): void
  once(signal: 'SIGTERM' | 'SIGINT', stop: () => void): unknown
}

/**
 * The sandbox as a program: starts it as the arguments say, prints one line `SANDBOX READY {json}` with its addresses
 * and token, and ends when the process is told to. Rejects on wrong arguments, a port that is taken, or a file that
 * cannot be read or written.
 */
export async function runSandbox(args: readonly string[], process: SandboxProcess): Promise<void> {
  const stop = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  const sandbox = await startSkuIoSandbox(optionsOf(args))
  process.print(`SANDBOX READY ${JSON.stringify(announcement(sandbox))}`)
  await stop
  await sandbox.close()
}

function announcement({ baseUrl, token, tenant, controlUrl, store }: SkuIoSandbox): object {
  return { baseUrl, token, tenant, controlUrl, customers: store.customers.size }
}

function optionsOf(args: readonly string[]): SkuIoSandboxOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      'control-port': { type: 'string' },
      customers: { type: 'string' },
      seed: { type: 'string' },
      file: { type: 'string' },
      token: { type: 'string' },
      tenant: { type: 'string' },
      'list-rows': { type: 'string' },
    },
  })
  const options: SkuIoSandboxOptions = {}
  if (values.port !== undefined) options.port = wholeNumber('port', values.port)
  if (values['control-port'] !== undefined)
    options.controlPort = wholeNumber('control-port', values['control-port'])
  if (values.customers !== undefined) options.customers = wholeNumber('customers', values.customers)
  if (values.seed !== undefined) options.seed = wholeNumber('seed', values.seed)
  if (values.file !== undefined) options.file = values.file
  if (values.token !== undefined) options.token = values.token
  if (values.tenant !== undefined) options.tenant = values.tenant
  if (values['list-rows'] !== undefined) options.listRows = listRows(values['list-rows'])
  return options
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`)
  return Number(text)
}

function listRows(text: string): 'brief' | 'full' {
  if (text !== 'brief' && text !== 'full') throw new Error('--list-rows takes brief or full')
  return text
}

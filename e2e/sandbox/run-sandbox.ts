import { parseArgs } from 'node:util'
import { openFoodNetworkProgram } from './open-food-network/program.ts'
import { commonOptions, UsageError, type ProgramOption, type SandboxProgram } from './sandbox-program.ts'
import { kountaProgram } from './kounta/program.ts'
import { skuIoProgram } from './sku-io/program.ts'
import { wooProgram } from './woocommerce/program.ts'

/** The remotes there is a sandbox of, by the names the app has for them. */
const programs: Readonly<Record<string, SandboxProgram>> = {
  kounta: kountaProgram,
  'sku-io': skuIoProgram,
  woocommerce: wooProgram,
  'open-food-network': openFoodNetworkProgram,
}

const DEFAULT_REMOTE = 'sku-io'

/** What the program needs of its process. */
export interface SandboxProcess {
  /** Prints one line. */
  print(line: string): void
  once(signal: 'SIGTERM' | 'SIGINT', stop: () => void): unknown
}

/**
 * A sandbox as a program: starts the one that the arguments name, prints one line `SANDBOX READY {json}` with its
 * addresses and credentials, and ends when the process is told to. `--help` prints the usage and ends. Rejects with a
 * UsageError on wrong arguments, and on a port that is taken or a file that cannot be read or written.
 */
export async function runSandbox(args: readonly string[], process: SandboxProcess): Promise<void> {
  const stop = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  const { remote, help, typed } = readArguments(args)
  if (help) {
    process.print(usage())
    return
  }
  const program = programs[remote]
  if (program === undefined) throw unknownRemote(remote)
  const { announcement, close } = await program.start(typed)
  process.print(`SANDBOX READY ${JSON.stringify({ remote, ...announcement })}`)
  await stop
  await close()
}

/** How the program is called. */
export function usage(): string {
  const lines = (options: Readonly<Record<string, ProgramOption>>): string[] =>
    Object.entries(options).map(
      ([name, { value, explain }]) => `  ${`--${name} ${value}`.padEnd(28)}${explain}`,
    )
  return [
    'npm run sandbox -- [--remote REMOTE] [options]',
    `  ${'--remote REMOTE'.padEnd(28)}${Object.keys(programs).join(', ')}; ${DEFAULT_REMOTE} by default`,
    ...lines(commonOptions),
    ...Object.entries(programs).flatMap(([name, { options }]) => [
      `With --remote ${name}:`,
      ...lines(options),
    ]),
  ].join('\n')
}

function readArguments(args: readonly string[]) {
  // First for the remote alone, since it decides which other options there are.
  const { remote = DEFAULT_REMOTE, help } = parseArgs({
    ...{ args: [...args], strict: false, allowPositionals: true },
    options: { remote: { type: 'string' }, help: { type: 'boolean' } },
  }).values
  const program = typeof remote === 'string' ? programs[remote] : undefined
  if (program === undefined) throw unknownRemote(String(remote))
  const names = Object.keys({ ...commonOptions, ...program.options, remote: null })
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    const { values } = parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean' } } })
    const typed = values as Record<string, string | undefined>
    return { remote: String(remote), help: help === true, typed }
  } catch (error) {
    // What parseArgs throws is always about the arguments, in words for a person.
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function unknownRemote(remote: string): UsageError {
  return new UsageError(`There is no sandbox of ${remote}; there are ${Object.keys(programs).join(', ')}`)
}

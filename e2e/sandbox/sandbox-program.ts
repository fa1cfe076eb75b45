/** An option of the program, on the command line as `--name VALUE`. */
export interface ProgramOption {
  /** What stands for the value in the usage, e.g. `N`. */
  value: string
  /** One line. */
  explain: string
}

/** The options as they were typed, by name. */
export type TypedOptions = Readonly<Record<string, string | undefined>>

/** A sandbox that runs. */
export interface RunningSandbox {
  /** Printed as JSON once it is ready, for whoever started it. */
  announcement: {
    baseUrl: string
    controlUrl: string
    /** What lets a client in, by the names of the app's own credential fields. */
    credentials: Readonly<Record<string, string>>
    customers: number
    [more: string]: unknown
  }
  close: () => Promise<void>
}

/** How the sandbox of one remote is run as a program. */
export interface SandboxProgram {
  /** Beside the ones every sandbox has (see `commonOptions`). */
  options: Readonly<Record<string, ProgramOption>>
  /** Rejects with a UsageError where a value is none, and where the sandbox cannot start. */
  start: (typed: TypedOptions) => Promise<RunningSandbox>
}

/** A mistake on the command line, said with the usage and without a stack trace. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** The options that every sandbox has. */
export const commonOptions: Readonly<Record<string, ProgramOption>> = {
  port: { value: 'N', explain: 'port of the remote; a free one by default' },
  'control-port': { value: 'N', explain: 'port of the control routes; a free one by default' },
  customers: { value: 'N', explain: 'how many believable customers there are at the start; none by default' },
  seed: { value: 'N', explain: 'seed of those customers' },
  file: { value: 'PATH', explain: 'a JSON file to keep the data in; where it exists the data comes from it' },
  token: { value: 'TEXT', explain: 'the credential that is let in' },
}

/** The common options, as every sandbox's start takes them; a number that is none is a UsageError. */
export function readCommonOptions(typed: TypedOptions) {
  const { file, token } = typed
  return {
    ...numberOption(typed, 'port', 'port'),
    ...numberOption(typed, 'control-port', 'controlPort'),
    ...numberOption(typed, 'customers', 'customers'),
    ...numberOption(typed, 'seed', 'seed'),
    ...(file === undefined ? {} : { file }),
    ...(token === undefined ? {} : { token }),
  }
}

function numberOption<K extends string>(
  typed: TypedOptions,
  name: string,
  key: K,
): Partial<Record<K, number>> {
  const text = typed[name]
  if (text === undefined) return {}
  if (!/^\d+$/.test(text)) throw new UsageError(`--${name} takes a whole number, not "${text}"`)
  return { [key]: Number(text) } as Partial<Record<K, number>>
}

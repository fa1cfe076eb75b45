// @ts-check
import { endStartedProcesses } from './started-processes.mjs'

/** A failure that the person at the keyboard can mend: what failed, and the one line that fixes it. */
export class FixableError extends Error {
  /**
   * @param {string} message what failed, in one sentence
   * @param {string} fix the one line that fixes it: a command, or an instruction
   */
  constructor(message, fix) {
    super(message)
    this.name = 'FixableError'
    this.fix = fix
  }
}

/**
 * Runs one step and reports it in one line: its title, what came out and how long it took.
 * @template T
 * @param {string} title what the step does, e.g. `Installing packages`
 * @param {(progress: (message: string) => void) => Promise<{ value: T, detail: string }>} work
 *   does the step; `progress` prints an indented line for a part of it that takes long
 * @returns {Promise<T>} the step's `value`; a failure of `work` is passed on
 */
export async function step(title, work) {
  const started = performance.now()
  let lineOpen = true
  process.stdout.write(`› ${title} … `)
  /** @param {string} message */
  const progress = (message) => {
    process.stdout.write(`${lineOpen ? '\n' : ''}    ${message}\n`)
    lineOpen = false
  }
  try {
    const { value, detail } = await work(progress)
    process.stdout.write(`${lineOpen ? '' : '  '}${detail} (${formatSeconds(performance.now() - started)})\n`)
    return value
  } catch (error) {
    process.stdout.write(`${lineOpen ? '' : '  '}failed (${formatSeconds(performance.now() - started)})\n`)
    throw error
  }
}

/**
 * @param {number} milliseconds
 * @returns {string} e.g. `0.4 s`
 */
export function formatSeconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/**
 * Runs a whole script: prints a failure with its fix, ends what was started whichever way the script ends
 * (Ctrl-C included), and sets the exit code.
 * @param {() => Promise<number>} main the script; its number becomes the exit code
 * @returns {Promise<void>}
 */
export async function runScript(main) {
  let code = 1
  try {
    code = await Promise.race([main(), interruption()])
  } catch (error) {
    reportFailure(error)
  } finally {
    await endStartedProcesses()
  }
  process.exit(code)
}

/**
 * @returns {Promise<number>} settles when somebody asks the script to end, with the exit code for it
 */
function interruption() {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(130))
    process.once('SIGTERM', () => resolve(143))
    process.once('SIGHUP', () => resolve(129))
    // npm runs scripts in a shell that does not pass signals on: when the shell is gone, so is who asked for this
    if (process.env['npm_lifecycle_event'] !== undefined) onParentGone(() => resolve(129))
  })
}

/**
 * @param {() => void} listener called when the process that started this one has ended
 * @returns {void}
 */
function onParentGone(listener) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    listener()
  }, 250)
  timer.unref()
}

/**
 * @param {unknown} error
 * @returns {void}
 */
function reportFailure(error) {
  if (error instanceof FixableError) {
    process.stderr.write(`\n✗ ${error.message}\n  To fix it: ${error.fix}\n`)
  } else {
    process.stderr.write(`\n✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  }
}

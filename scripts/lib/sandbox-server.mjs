// @ts-check
import { createInterface } from 'node:readline'
import { startGroup, waitForEnd } from './run-command.mjs'
import { FixableError } from './step.mjs'
import { bundleProgram } from './typescript-program.mjs'

/** What the server prints, followed by JSON, as soon as it accepts requests. */
const readyMark = 'SANDBOX READY '

/**
 * @typedef {object} RunningSandbox
 * @property {string} baseUrl where the API answers
 * @property {string} controlUrl where it is told what somebody else does there
 * @property {Record<string, string>} credentials what lets the app in
 * @property {Promise<number>} ended its exit code, once it has ended
 */

/**
 * Starts the server of `e2e/sandbox` in a process of its own, which ends with the script.
 * @param {string[]} args e.g. `['--customers', '10000']`
 * @returns {Promise<RunningSandbox | null>} once it accepts requests; null where it only said how it is called; what else
 *   it prints goes to the console
 * @throws {FixableError} when it fails before that
 */
export async function startSandbox(args) {
  const program = await bundleProgram('e2e/sandbox/main.ts')
  const child = startGroup(
    process.execPath,
    ['--enable-source-maps', program, ...args],
    ['ignore', 'pipe', 'inherit'],
  )
  const ended = waitForEnd(child)
  const { stdout } = child
  if (stdout === null) throw new Error('The output of the server is a pipe.')
  /** @type {Promise<RunningSandbox>} */
  const ready = new Promise((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      if (line.startsWith(readyMark)) resolve({ ...JSON.parse(line.slice(readyMark.length)), ended })
      else process.stdout.write(`${line}\n`)
    })
  })
  const first = await Promise.race([ready, ended])
  if (typeof first !== 'number') return first
  if (first === 0) return null
  throw new FixableError(
    `The sandbox server ended with exit code ${first} before it was ready.`,
    'read the lines above; npm run sandbox starts it alone',
  )
}

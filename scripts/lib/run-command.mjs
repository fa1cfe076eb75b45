// @ts-check
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { projectRoot } from './project-root.mjs'
import { refuseWhenEnding, runId, runIdVariable, trackGroup } from './started-processes.mjs'

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd] working folder; the repository when absent
 * @property {NodeJS.ProcessEnv} [env] the whole environment; that of the script when absent
 * @property {number} [timeout] milliseconds after which the command is ended
 * @property {AbortSignal} [signal] ends the command when it fires
 */

/**
 * Runs a command with its output on the console.
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<number>} its exit code; 128 or more when a signal ended it
 */
export function runCommand(command, args, options = {}) {
  return waitForEnd(startGroup(command, args, ['ignore', 'inherit', 'inherit'], options))
}

/**
 * Runs a command and collects what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<{ code: number, output: string, standardOutput: string }>} `output` holds both streams;
 *   a command that does not exist gives code 127
 */
export async function captureCommand(command, args, options = {}) {
  const child = startGroup(command, args, ['ignore', 'pipe', 'pipe'], options)
  let output = ''
  let standardOutput = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    output += text
    standardOutput += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text) => (output += text))
  return { code: await waitForEnd(child), output, standardOutput }
}

/**
 * Runs a command with its output in a file.
 * @param {string} command
 * @param {string[]} args
 * @param {string} logFile absolute path; written anew
 * @param {CommandOptions} [options]
 * @returns {Promise<number>} its exit code
 */
export async function logCommand(command, args, logFile, options = {}) {
  const log = createWriteStream(logFile)
  const child = startGroup(command, args, ['ignore', 'pipe', 'pipe'], options)
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  const code = await waitForEnd(child)
  await new Promise((resolve) => log.end(resolve))
  return code
}

/**
 * The npm that runs this script, or the one in the path.
 * @returns {[command: string, firstArgs: string[]]}
 */
export function npmCommand() {
  const cli = process.env['npm_execpath']
  if (cli !== undefined && /\.c?js$/.test(cli)) return [process.execPath, [cli]]
  return process.platform === 'win32' ? ['cmd', ['/c', 'npm']] : ['npm', []]
}

/**
 * Starts a command as the leader of a process group that ends with the script.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 * @param {CommandOptions} [options]
 * @returns {import('node:child_process').ChildProcess}
 */
export function startGroup(command, args, stdio, options = {}) {
  refuseWhenEnding()
  const child = spawn(command, args, {
    cwd: options.cwd ?? projectRoot,
    env: { ...(options.env ?? process.env), [runIdVariable]: runId },
    stdio,
    detached: process.platform !== 'win32',
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  if (child.pid !== undefined) child.once('exit', trackGroup(child.pid))
  return child
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code once its output is complete; 127 when it could not be started
 */
export function waitForEnd(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (code) => resolve(code ?? 130))
  })
}

// @ts-check
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installPackages } from './apt.mjs'
import { startGroup } from './run-command.mjs'
import { FixableError, step } from './step.mjs'

/** Ends a process with the script that started it, however that ends (util-linux, on every Debian). */
const withParent = '/usr/bin/setpriv'

const server = '/usr/bin/Xvfb'

/** The Debian packages of a display that is not there. */
const packages = ['xvfb', 'xauth']

/** How long the X server may take to start, in milliseconds. */
const startTimeout = 15_000

/** @returns {string[]} the Debian packages that opening a window still needs here */
export function missingDisplayPackages() {
  return process.platform === 'linux' && givenDisplay() === undefined && !existsSync(server) ? packages : []
}

/** @returns {string | undefined} the display that the environment names */
function givenDisplay() {
  return process.env['WAYLAND_DISPLAY'] || process.env['DISPLAY'] || undefined
}

/**
 * Makes sure that windows can be opened. Where there is no display, starts an X server that draws into memory
 * and ends with the script.
 * @returns {Promise<NodeJS.ProcessEnv>} the variables that lead to the display; none where one is set already
 * @throws {FixableError}
 */
export async function ensureDisplay() {
  if (process.platform !== 'linux') return {}
  return step('Display', async (progress) => {
    const given = givenDisplay()
    if (given !== undefined) return { value: {}, detail: given }
    if (!existsSync(server)) {
      await installPackages('There is no display, and no Xvfb to stand in for one', packages, progress)
    }
    const variables = await startServer()
    return {
      value: variables,
      detail: `none here: windows open on ${variables.DISPLAY} in memory (Xvfb), where nobody sees them`,
    }
  })
}

/** @returns {Promise<{ DISPLAY: string, XAUTHORITY: string }>} */
async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), 'customer-desk-display-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const authority = join(folder, 'Xauthority')
  await writeFile(authority, authorityRecord(randomBytes(16)), { mode: 0o600 })
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-auth', authority]
  const [command = server, ...firstArgs] = existsSync(withParent)
    ? [withParent, '--pdeathsig', 'TERM', server]
    : [server]
  const child = startGroup(command, [...firstArgs, ...args], ['ignore', 'ignore', 'pipe', 'pipe'])
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text) => (errors += text))
  const number = await new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), startTimeout)
    child.stdio[3]?.once('data', (text) => resolve(String(text).trim()))
    child.once('close', () => resolve(undefined))
    child.once('close', () => clearTimeout(timer))
    child.stdio[3]?.once('data', () => clearTimeout(timer))
  })
  if (number === undefined) {
    throw new FixableError(`Xvfb did not start: ${errors.trim()}`, 'apt-get install --reinstall xvfb')
  }
  child.unref()
  return { DISPLAY: `:${number}`, XAUTHORITY: authority }
}

/**
 * One record of an Xauthority file, for any host and any display number: without it every user of the machine
 * could look at the windows.
 * @param {Buffer} cookie 16 random bytes
 * @returns {Buffer}
 */
function authorityRecord(cookie) {
  const name = Buffer.from('MIT-MAGIC-COOKIE-1')
  const familyWild = Buffer.from([0xff, 0xff])
  const empty = Buffer.from([0, 0])
  return Buffer.concat([familyWild, empty, empty, length(name), name, length(cookie), cookie])
}

/**
 * @param {Buffer} data
 * @returns {Buffer} its length as the two bytes, big end first, of the file format
 */
function length(data) {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(data.length)
  return bytes
}

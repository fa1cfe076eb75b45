// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { captureCommand } from './run-command.mjs'
import { FixableError } from './step.mjs'

/** True where the script may install system packages by itself. */
export const isRoot = process.getuid?.() === 0

/** Where Debian and Ubuntu keep the program. */
const apt = '/usr/bin/apt-get'

/**
 * Installs Debian packages as root; otherwise, or elsewhere, says what is to be installed.
 * @param {string} what what is missing, e.g. `Electron needs libgbm.so.1`
 * @param {string[]} packages names as on Debian 12; renamed ones are found
 * @param {(message: string) => void} progress
 * @returns {Promise<void>}
 * @throws {FixableError} when they could not be installed from here
 */
export async function installPackages(what, packages, progress) {
  if (!existsSync(apt)) {
    throw new FixableError(`${what}.`, `install what these are called here: ${packages.join(' ')}`)
  }
  if (!isRoot) {
    const names = packageNames(packages).join(' ')
    throw new FixableError(
      `${what}.`,
      `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`,
    )
  }
  const names = packageNames(packages)
  progress(`installing ${names.join(' ')} with apt-get`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await captureCommand(apt, ['update'], { env })
  const install = await captureCommand(apt, ['install', '-y', '--no-install-recommends', ...names], { env })
  if (install.code === 0) return
  const lines = `${update.output}\n${install.output}`.trim().split('\n').slice(-15)
  process.stderr.write(`\n${lines.join('\n')}\n`)
  throw new FixableError(
    `${what}, and apt-get could not install it.`,
    `apt-get install -y ${names.join(' ')}`,
  )
}

/** Libraries that got a new name with the 64-bit time type: Debian 13, Ubuntu 24.04 and later. */
const renamed = new Map([
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libasound2', 'libasound2t64'],
])

/**
 * @param {string[]} packages names as on Debian 12
 * @param {string} [osRelease] the text of /etc/os-release
 * @returns {string[]} names as on this system
 */
export function packageNames(packages, osRelease = readOsRelease()) {
  const id = /^ID="?([a-z]+)/m.exec(osRelease)?.[1]
  const release = Number(/^VERSION_ID="?([\d.]+)/m.exec(osRelease)?.[1] ?? Infinity)
  const isNew = (id === 'debian' && release >= 13) || (id === 'ubuntu' && release >= 24.04)
  return isNew ? packages.map((name) => renamed.get(name) ?? name) : packages
}

/** @returns {string} */
function readOsRelease() {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
}

// @ts-check
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from './project-root.mjs'
import { logCommand, npmCommand } from './run-command.mjs'
import { FixableError, step } from './step.mjs'

/**
 * Makes node_modules what package-lock.json says. npm's own record of what it installed
 * (`node_modules/.package-lock.json`, written last) tells whether there is anything to do, so an interrupted
 * install is repeated and one made by hand is respected.
 * @returns {Promise<void>}
 * @throws {FixableError} when npm fails
 */
export async function ensureInstalled() {
  await step('Packages', async () => {
    const wanted = readLockedVersions(join(projectRoot, 'package-lock.json'))
    const recordFile = join(projectRoot, 'node_modules', '.package-lock.json')
    const installed = existsSync(recordFile) ? readLockedVersions(recordFile) : new Map()
    if (installedMatches(wanted, installed)) return { value: undefined, detail: 'already installed' }
    await install()
    return { value: undefined, detail: 'installed with npm ci' }
  })
}

/**
 * @typedef {{ version: string, optional: boolean }} LockedPackage
 */

/**
 * @param {string} file a package-lock.json
 * @returns {Map<string, LockedPackage>} by folder, e.g. `node_modules/react`
 */
function readLockedVersions(file) {
  /** @type {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync(file, 'utf8'))
  return new Map(
    Object.entries(packages)
      .filter(([folder]) => folder !== '')
      .map(([folder, { version = '', optional, devOptional }]) => [
        folder,
        { version, optional: Boolean(optional) || Boolean(devOptional) },
      ]),
  )
}

/**
 * @param {Map<string, LockedPackage>} wanted what package-lock.json asks for
 * @param {Map<string, LockedPackage>} installed what npm says it installed
 * @returns {boolean} true when both agree; packages for another system may be missing
 */
export function installedMatches(wanted, installed) {
  if (installed.size === 0) return false
  const nothingElse = [...installed].every(([folder, { version }]) => wanted.get(folder)?.version === version)
  const nothingMissing = [...wanted].every(([folder, { optional }]) => optional || installed.has(folder))
  return nothingElse && nothingMissing
}

/** @returns {Promise<void>} */
async function install() {
  const logFile = join(tmpdir(), `customer-desk-install-${process.pid}.log`)
  const [npm, firstArgs] = npmCommand()
  const code = await logCommand(npm, [...firstArgs, 'ci', '--ignore-scripts'], logFile)
  if (code === 0) return rmSync(logFile, { force: true })
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n') : []
  const errors = lines.filter((line) => line.startsWith('npm error'))
  const excerpt = errors.length > 0 ? errors.slice(0, 15) : lines.slice(-15)
  process.stderr.write(`\n${excerpt.join('\n')}\n(the whole output: ${logFile})\n`)
  throw new FixableError(
    `npm ci failed with exit code ${code}.`,
    errors.some((line) => line.includes('EUSAGE'))
      ? 'npm install --ignore-scripts, then commit the package-lock.json that it writes'
      : 'check that the npm registry can be reached (npm ping), then start again',
  )
}

// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} ElectronDist
 * @property {string} distPath the folder that holds Electron
 * @property {string} executablePath the program in it
 * @property {string} version e.g. `45.4.1`
 * @property {string} source where it came from, in words
 */

/** The program inside a dist folder. */
export const executableName =
  process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron'

/**
 * Describes the Electron in a folder.
 * @param {string} distPath
 * @param {string} source where it came from, in words
 * @returns {ElectronDist | undefined} undefined when there is no program, or no file that states its version
 */
export function readElectronDist(distPath, source) {
  const executablePath = join(distPath, executableName)
  const versionFile = join(distPath, 'version')
  if (!existsSync(executablePath) || !existsSync(versionFile)) return undefined
  return {
    distPath,
    executablePath,
    version: readFileSync(versionFile, 'utf8').trim().replace(/^v/, ''),
    source,
  }
}

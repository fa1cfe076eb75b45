// @ts-check
import { projectRoot } from './project-root.mjs'
import { electronSwitches } from './renderer-sandbox.mjs'
import { runCommand } from './run-command.mjs'

/**
 * Starts the built app and waits until it is closed.
 * @param {import('./prepare.mjs').Prepared} prepared
 * @param {string[]} args switches of Electron, e.g. `--user-data-dir=…`, and files to open
 * @param {NodeJS.ProcessEnv} [variables] added to the environment of the app
 * @returns {Promise<number>} the exit code of the app
 */
export function launchApp({ electron, env }, args, variables = {}) {
  return runCommand(electron.executablePath, [...electronSwitches, projectRoot, ...args], {
    env: { ...env, ...variables },
  })
}

// @ts-check
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { isRoot } from './apt.mjs'
import { captureCommand } from './run-command.mjs'
import { FixableError } from './step.mjs'

/**
 * The switches Electron needs on this machine. Chromium refuses to sandbox its pages as root, so only there the
 * sandbox goes off.
 * @type {readonly string[]}
 */
export const electronSwitches = process.platform === 'linux' && isRoot ? ['--no-sandbox'] : []

/**
 * Makes sure that Chromium can sandbox its pages: with user namespaces, or with its setuid helper.
 * @param {string} distPath the folder that holds Electron
 * @returns {Promise<void>}
 * @throws {FixableError} when neither is possible
 */
export async function ensureRendererSandbox(distPath) {
  if (process.platform !== 'linux' || isRoot) return
  const helper = join(distPath, 'chrome-sandbox')
  const { uid, mode } = statSync(helper)
  if (uid === 0 && (mode & 0o4755) === 0o4755) return
  const { code } = await captureCommand('unshare', ['--user', '--map-root-user', '--pid', '--fork', 'true'])
  if (code === 0 || code === 127) return
  throw new FixableError(
    'This system does not let Electron put its pages into a sandbox.',
    `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  )
}

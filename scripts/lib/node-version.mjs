// @ts-check
import { FixableError } from './step.mjs'

/** The oldest Node that the build tools accept, as in `engines` of package.json. */
const oldest = [20, 19]

/**
 * Refuses a Node that is too old before anything fails in a way that nobody understands.
 * @param {string} [version] e.g. `20.20.2`
 * @returns {void}
 * @throws {FixableError}
 */
export function requireNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldest
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new FixableError(
    `Node ${version} is too old: Customer Desk needs Node ${oldest.join('.')} or newer.`,
    'install a current Node from https://nodejs.org and start again',
  )
}

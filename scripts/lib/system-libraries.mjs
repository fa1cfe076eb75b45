// @ts-check
import { installPackages } from './apt.mjs'
import { missingDisplayPackages } from './display.mjs'
import { captureCommand } from './run-command.mjs'
import { FixableError, step } from './step.mjs'

/** The Debian packages that bring every library Electron is linked with. */
const packages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']

/**
 * Makes sure that the libraries Electron is linked with are there: installs them as root on Debian and Ubuntu,
 * names the command otherwise. Other systems bring what Electron needs.
 * @param {string} executable path of Electron
 * @returns {Promise<void>}
 * @throws {FixableError} when libraries are missing and cannot be installed from here
 */
export async function ensureSystemLibraries(executable) {
  if (process.platform !== 'linux') return
  await step('System libraries', async (progress) => {
    const missing = await missingLibraries(executable)
    if (missing.length === 0) return { value: undefined, detail: 'all there' }
    // together with a display, so that one command mends everything
    const wanted = [...packages, ...missingDisplayPackages()]
    await installPackages(`Electron needs ${missing.join(', ')}`, wanted, progress)
    const stillMissing = await missingLibraries(executable)
    if (stillMissing.length > 0) {
      throw new FixableError(
        `Electron still needs ${stillMissing.join(', ')}.`,
        `find the packages that hold them: apt-file search ${stillMissing[0]}`,
      )
    }
    return { value: undefined, detail: 'installed' }
  })
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>} names of the libraries that the loader does not find
 */
async function missingLibraries(executable) {
  const { code, output } = await captureCommand('ldd', [executable])
  // 127: a system without ldd; Electron itself will name what it lacks
  return code === 127 ? [] : librariesNotFound(output)
}

/**
 * @param {string} lddOutput
 * @returns {string[]}
 */
export function librariesNotFound(lddOutput) {
  const names = [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '')
  return [...new Set(names)]
}

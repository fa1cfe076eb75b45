// @ts-check
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildInputs } from './build.mjs'
import { hashFiles } from './hash-files.mjs'
import { projectRoot } from './project-root.mjs'
import { captureCommand } from './run-command.mjs'
import { FixableError, step } from './step.mjs'

/** @typedef {import('./electron-dist.mjs').ElectronDist} ElectronDist */

/** The switch of electron-builder for each system. @type {Partial<Record<NodeJS.Platform, string>>} */
const systemSwitches = { linux: '--linux', darwin: '--mac', win32: '--win' }

/** A folder that holds the app for this system: the one target that needs no further tools. */
export const folderTarget = [systemSwitches[process.platform] ?? '--linux', 'dir']

/** What electron-builder calls the folder it makes on Linux. */
const linuxProgram = join(projectRoot, 'dist', 'linux-unpacked', 'customer-desk')

/**
 * Packages the built app with its release fuses into `dist/`.
 * @param {ElectronDist} electron goes into the package
 * @param {string[]} targets arguments of electron-builder, e.g. `['--linux', 'dir']`
 * @returns {Promise<void>}
 * @throws {FixableError} when electron-builder fails
 */
export async function packageApp(electron, targets) {
  await step(`Package (${targets.join(' ')})`, async () => {
    await runElectronBuilder(electron, targets)
    return { value: undefined, detail: `in ${join(projectRoot, 'dist')}` }
  })
}

/**
 * Packages the built app as a folder, for its smoke test, unless that was done from these very sources.
 * @param {ElectronDist} electron
 * @returns {Promise<void>}
 * @throws {FixableError} when electron-builder fails
 */
export async function ensurePackaged(electron) {
  await step('Package', async () => {
    const marker = join(projectRoot, 'dist', '.packaged-from')
    const sources = `${hashFiles([...buildInputs, 'electron-builder.yml', 'resources'])} ${electron.version}`
    if (existsSync(linuxProgram) && existsSync(marker) && readFileSync(marker, 'utf8') === sources) {
      return { value: undefined, detail: 'already made from these sources' }
    }
    await runElectronBuilder(electron, folderTarget)
    writeFileSync(marker, sources)
    return { value: undefined, detail: 'made for its smoke test' }
  })
}

/**
 * @param {ElectronDist} electron
 * @param {string[]} targets
 * @returns {Promise<void>}
 */
async function runElectronBuilder(electron, targets) {
  const cli = join('node_modules', 'electron-builder', 'cli.js')
  const { code, output } = await captureCommand(process.execPath, [
    ...[cli, ...targets, '--config', 'electron-builder.yml', '--publish', 'never'],
    ...electronArguments(electron, targets),
  ])
  if (code === 0) return
  process.stderr.write(`\n${output}\n`)
  throw new FixableError(
    `electron-builder failed with exit code ${code}.`,
    'read the lines above; AppImage, nsis and dmg need tools from GitHub, npm run package -- --linux dir needs none',
  )
}

/**
 * The Electron at hand is of this system; for another one electron-builder has to download its own.
 * @param {ElectronDist} electron
 * @param {string[]} targets
 * @returns {string[]}
 */
function electronArguments(electron, targets) {
  const others = Object.values(systemSwitches).filter((name) => name !== systemSwitches[process.platform])
  return targets.some((target) => others.includes(target))
    ? []
    : [`-c.electronDist=${electron.distPath}`, `-c.electronVersion=${electron.version}`]
}

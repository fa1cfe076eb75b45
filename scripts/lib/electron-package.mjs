// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { hasRecentFailure, recordFailure } from './download-failure.mjs'
import { readElectronDist } from './electron-dist.mjs'
import { registryElectron } from './electron-from-registry.mjs'
import { projectRoot } from './project-root.mjs'
import { captureCommand } from './run-command.mjs'

/** @typedef {import('./electron-dist.mjs').ElectronDist} ElectronDist */

/** How long the download server may take to answer, in milliseconds. */
const probeTimeout = 6000

/** How long the download of about 120 MB may take, in milliseconds. */
const downloadTimeout = 15 * 60_000

const packageFolder = join(projectRoot, 'node_modules', 'electron')

/**
 * The binary of the `electron` package, downloaded if need be.
 * @param {(message: string) => void} progress
 * @returns {Promise<ElectronDist | undefined>} undefined when it is not there and cannot be downloaded
 */
export async function electronFromPackage(progress) {
  const version = packageVersion()
  const present = electronInPackage(version, 'from the electron package')
  if (present !== undefined) return present
  const url = downloadUrl(version)
  if (!isInDownloadCache(version)) {
    if (hasRecentFailure(url) && registryElectron() !== undefined) return undefined
    progress(`asking ${hostOf(url)} for Electron ${version}`)
    const refusal = await probe(url)
    if (refusal !== undefined) {
      progress(`not to be had there (${refusal})`)
      recordFailure(url)
      return undefined
    }
  }
  progress(`downloading Electron ${version} (about 120 MB)`)
  const { code, output } = await captureCommand(process.execPath, [join(packageFolder, 'install.js')], {
    timeout: downloadTimeout,
  })
  const downloaded = electronInPackage(version, 'downloaded by the electron package')
  if (code === 0 && downloaded !== undefined) return downloaded
  progress(`the download failed: ${output.trim().split('\n')[0] ?? `exit code ${code}`}`)
  recordFailure(url)
  return undefined
}

/** @returns {string} the version of Electron that package.json asks for and npm installed */
function packageVersion() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  return version
}

/**
 * @param {string} version
 * @param {string} source
 * @returns {ElectronDist | undefined} undefined when the package holds no binary, or one of another version
 */
function electronInPackage(version, source) {
  // path.txt is written last, so a download that was cut off does not count
  if (!existsSync(join(packageFolder, 'path.txt'))) return undefined
  const electron = readElectronDist(join(packageFolder, 'dist'), source)
  return electron?.version === version ? electron : undefined
}

/**
 * @param {string} version
 * @returns {boolean} true when the electron package finds its archive without any network
 */
function isInDownloadCache(version) {
  const archive = archiveName(version)
  const root = process.env['electron_config_cache'] ?? defaultDownloadCache()
  return existsSync(root) && readdirSync(root).some((folder) => existsSync(join(root, folder, archive)))
}

/** @returns {string} where the electron package keeps its downloads */
function defaultDownloadCache() {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'electron')
  if (process.platform === 'win32') {
    return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'electron', 'Cache')
  }
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'electron')
}

/**
 * @param {string} version
 * @returns {string}
 */
function archiveName(version) {
  return `electron-v${version}-${process.platform}-${process.arch}.zip`
}

/**
 * @param {string} version
 * @returns {string} the address of the archive, on the mirror where one is set
 */
function downloadUrl(version) {
  const mirror =
    process.env['ELECTRON_MIRROR'] ??
    process.env['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/releases/download/'
  return `${mirror}v${version}/${archiveName(version)}`
}

/**
 * @param {string} url
 * @returns {string} its host, for people
 */
function hostOf(url) {
  return URL.canParse(url) ? new URL(url).host : url
}

/**
 * Asks for the headers of the archive, so that a blocked server costs seconds. Behind a proxy, which this
 * request would not use, the download itself has to find out.
 * @param {string} url
 * @returns {Promise<string | undefined>} why it cannot be had; undefined when it can
 */
async function probe(url) {
  if (process.env['ELECTRON_GET_USE_PROXY'] || process.env['ELECTRON_CUSTOM_DIR']) return undefined
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeout) })
    return response.ok ? undefined : `it answers ${response.status}`
  } catch (error) {
    if (!(error instanceof Error)) return String(error)
    if (error.name === 'TimeoutError') return `no answer within ${probeTimeout / 1000} s`
    return error.cause instanceof Error ? error.cause.message : error.message
  }
}

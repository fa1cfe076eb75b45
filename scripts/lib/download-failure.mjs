// @ts-check
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.mjs'

/** For how long a refused download is not tried again, in milliseconds: later starts shall be quick. */
const retryAfter = 24 * 60 * 60_000

const marker = join(cacheFolder, 'electron-download-failed')

/**
 * @param {string} url
 * @returns {boolean} true when this address did not give Electron within the last day
 */
export function hasRecentFailure(url) {
  if (!existsSync(marker) || Date.now() - statSync(marker).mtimeMs > retryAfter) return false
  return readFileSync(marker, 'utf8') === url
}

/**
 * Remembers that Electron could not be downloaded.
 * @param {string} url
 * @returns {void}
 */
export function recordFailure(url) {
  mkdirSync(cacheFolder, { recursive: true })
  writeFileSync(marker, url)
}

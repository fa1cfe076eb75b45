// @ts-check
// Called by electron-builder (electron-builder.yml) on the folder it has made.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Removes what only Electron for development has: the app that would load any other one.
 * @param {{ appOutDir: string, packager: { getResourcesDir: (appOutDir: string) => string } }} context
 * @returns {Promise<void>}
 * @throws {Error} when the app itself is not in the package
 */
export async function afterPack({ appOutDir, packager }) {
  const resources = packager.getResourcesDir(appOutDir)
  await rm(join(resources, 'default_app.asar'), { force: true })
  if (!(await readdir(resources)).includes('app.asar'))
    throw new Error(`There is no app.asar in ${resources}.`)
}

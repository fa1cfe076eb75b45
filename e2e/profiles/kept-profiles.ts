import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../desk-app.ts'

/** Data folders as earlier versions of the app left them, one folder each. */
export const PROFILES = join(PROJECT_ROOT, 'e2e/fixtures/profiles')

/** What of a data folder is kept: everything else is made anew at the next start. */
const KEPT = ['IndexedDB', 'Local Storage', 'imports', 'settings.json', 'workspaces.json', 'remote.json']

/** The customers at the remote of a kept profile, as its sandbox has them. */
export const REMOTE_FILE = 'remote.json'

/** Names of all kept profiles. */
export function keptProfiles(): string[] {
  return readdirSync(PROFILES)
}

/** Keeps what a data folder holds, with the schema versions of the app that wrote it, as they are kept with the schemas. */
export async function keepProfile(userData: string, name: string): Promise<void> {
  const folder = join(PROFILES, name)
  await mkdir(folder, { recursive: true })
  for (const part of readdirSync(userData).filter((entry) => KEPT.includes(entry))) {
    await cp(join(userData, part), join(folder, part), {
      recursive: true,
      // LevelDB makes both anew; the one names folders of this computer.
      filter: (path) => !/[\\/](?:LOG|LOG\.old|LOCK)$/.test(path),
    })
  }
  await writeFile(join(folder, 'versions.json'), `${JSON.stringify(schemaVersions(), null, 2)}\n`)
}

/** Puts a kept profile into a data folder, its connection at the address of a running sandbox. */
export async function restoreProfile(name: string, userData: string): Promise<void> {
  await cp(join(PROFILES, name), userData, { recursive: true })
}

/** Sends the connection of a data folder to another address, as if its remote had moved. */
export async function moveRemote(userData: string, baseUrl: string): Promise<void> {
  const file = join(userData, 'workspaces.json')
  const text = await readFile(file, 'utf8')
  await writeFile(`${file}.new`, text.replace(/http:\/\/127\.0\.0\.1:\d+/g, baseUrl))
  await rename(`${file}.new`, file)
}

/** The newest version of every collection that is kept with the schemas. */
function schemaVersions(): Record<string, number> {
  const versions: Record<string, number> = {}
  for (const file of readdirSync(join(PROJECT_ROOT, 'src/renderer/database/schemas/kept'))) {
    const [, name = '', version = ''] = /^(\w+)-v(\d+)\.json$/.exec(file) ?? []
    versions[name] = Math.max(versions[name] ?? 0, Number(version))
  }
  return versions
}

import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { lineNamesPerson, type PersonTraits } from '#shared/person/person-traits.ts'

/** The app's own log, and the one before it. */
const LOG = /\.log$/

/**
 * Lines of the app's own log that name a person. Such logs are kept small (app-log.ts), so they are read whole. None where
 * there is no log.
 */
export async function findPersonLines(logFile: string, traits: PersonTraits): Promise<string[]> {
  const found: string[] = []
  for (const path of await logsBeside(logFile)) {
    found.push(...(await linesOf(path)).filter((line) => lineNamesPerson(line, traits)))
  }
  return found
}

/** Takes these lines out of the app's own log. Written in place: the log is open, and goes on at its end. */
export async function erasePersonLines(logFile: string, traits: PersonTraits): Promise<void> {
  for (const path of await logsBeside(logFile)) {
    const lines = await linesOf(path)
    const left = lines.filter((line) => !lineNamesPerson(line, traits))
    if (left.length < lines.length) await writeFile(path, left.join('\n'))
  }
}

async function logsBeside(logFile: string): Promise<string[]> {
  const folder = dirname(logFile)
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => LOG.test(name)).map((name) => join(folder, name))
}

async function linesOf(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\n')
}

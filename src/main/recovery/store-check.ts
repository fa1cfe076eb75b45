import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoreDamage } from '#shared/domain/recovery-state.ts'
import { readManifest } from './leveldb-manifest.ts'

/** Sizes of logs by file name, in bytes: a log only grows. */
export type LogSizes = Record<string, number>

const LOG_FILE = /^(\d+)\.log$/

/**
 * Looks at the folder of the store before it is opened. `expected`: customers were noted to be in it. `noted` are sizes
 * that its logs have had. Null where everything that must be there is there, which says nothing about its content.
 */
export async function damageOfStore(
  folder: string,
  expected: boolean,
  noted: LogSizes,
): Promise<StoreDamage | null> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  // Without any customers ever noted, nothing or not enough was written: Chromium makes what it needs.
  if (!expected) return null
  if (names === null || names.length === 0) return 'gone'
  if (!names.includes('CURRENT')) return 'damaged'
  const current = (await readFile(join(folder, 'CURRENT'), 'utf8')).trim()
  if (!names.includes(current)) return 'damaged'
  const manifest = readManifest(await readFile(join(folder, current)))
  if (manifest === null) return 'damaged'
  for (const [number, size] of manifest.tables) {
    const name = [`${fileNumber(number)}.ldb`, `${fileNumber(number)}.sst`].find((each) =>
      names.includes(each),
    )
    if (name === undefined || (await stat(join(folder, name))).size < size) return 'damaged'
  }
  const logs = names.filter((name) => LOG_FILE.test(name))
  if (!logs.some((name) => numberOf(name) >= manifest.logNumber)) return 'damaged'
  for (const [name, size] of Object.entries(noted)) {
    // One that was needed no more may be gone.
    if (numberOf(name) < manifest.logNumber) continue
    if (!names.includes(name) || (await stat(join(folder, name))).size < size) return 'damaged'
  }
  return null
}

/** Sizes of the logs as they are now; empty where there is no store. */
export async function logSizes(folder: string): Promise<LogSizes> {
  const sizes: LogSizes = {}
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((each) => LOG_FILE.test(each))) {
    // Gone since it was listed: needed no more.
    const found = await stat(join(folder, name)).catch(() => null)
    if (found !== null) sizes[name] = found.size
  }
  return sizes
}

function fileNumber(number: number): string {
  return String(number).padStart(6, '0')
}

function numberOf(name: string): number {
  return Number(LOG_FILE.exec(name)?.[1] ?? 0)
}

import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ImportFolders } from './import-folders.ts'
import { storeFilesIn } from './store-files.ts'

const DAY_S = 24 * 60 * 60
const NOW = Date.UTC(2026, 10, 21)

let root = ''
let folders = new ImportFolders('')
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'imports-'))
  folders = new ImportFolders(root)
})
afterEach(() => rm(root, { recursive: true }))

async function store(ageDays: number | null): Promise<string> {
  const name = randomUUID()
  const folder = folders.store(name)
  await mkdir(folder)
  await writeFile(storeFilesIn(folder).rows, 'x')
  if (ageDays !== null) {
    const { kept } = storeFilesIn(folder)
    await writeFile(kept, '')
    await utimes(kept, NOW / 1000, NOW / 1000 - ageDays * DAY_S)
  }
  return name
}

async function left(): Promise<string[]> {
  await folders.remove(await folders.outdated(NOW))
  return (await readdir(root)).sort()
}

test('a start removes stores that no import began of, old ones, received content and what has no business there', async () => {
  await store(null)
  await store(91)
  const young = await store(89)
  await mkdir(join(root, 'received'))
  await writeFile(folders.newReceived(), 'Name\n')
  await writeFile(join(root, 'stray'), '')
  expect(await left()).toEqual([young])
})

test('the newest 20 are kept', async () => {
  const names: string[] = []
  for (let age = 0; age < 25; age += 1) names.push(await store(age))
  expect(await left()).toEqual(names.slice(0, 20).sort())
})

test('the first start finds nothing', async () => {
  expect(await new ImportFolders(join(root, 'none')).outdated(NOW)).toEqual([])
})

test('received content lies in a folder of its own', () => {
  expect(basename(join(folders.newReceived(), '..'))).toBe('received')
  expect(folders.newReceived()).not.toBe(folders.newReceived())
})

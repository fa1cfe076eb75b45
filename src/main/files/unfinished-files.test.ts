import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UnfinishedFiles } from './unfinished-files.ts'

let folder: string
let errors: unknown[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unfinished-'))
  errors = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const notes = () => join(folder, 'unfinished.json')

async function started(file = notes()): Promise<UnfinishedFiles> {
  const files = new UnfinishedFiles(file, (error) => errors.push(error))
  await files.clear()
  return files
}

it('removes at the next start what was not finished, and nothing else', async () => {
  const first = await started()
  const [one, two] = await Promise.all([
    first.outputFor(join(folder, 'Ada Abbott.json')),
    first.outputFor(join(folder, 'customers.csv')),
  ])
  for (const { path, temporary } of [one, two]) {
    expect(dirname(temporary)).toBe(folder)
    expect(basename(temporary)).not.toContain('Ada')
    await writeFile(temporary, 'half')
    await writeFile(path, 'whole')
  }
  await started()
  expect(existsSync(one.temporary) || existsSync(two.temporary)).toBe(false)
  expect(existsSync(one.path) && existsSync(two.path)).toBe(true)
  expect(JSON.parse(await readFile(notes(), 'utf8'))).toEqual([])
  expect(errors).toEqual([])
})

it('removes no file that has another name than those it gives', async () => {
  const others = ['customers.csv', '.customer-desk-0.tmp', '.other-0123456789ab.tmp'].map((name) =>
    join(folder, name),
  )
  for (const path of others) await writeFile(path, '')
  await writeFile(notes(), JSON.stringify([...others, '.customer-desk-0123456789ab.tmp']))
  await started()
  expect(others.every((path) => existsSync(path))).toBe(true)
})

it('gives names where notes cannot be kept, and says so', async () => {
  const files = await started(join(folder, 'missing', 'unfinished.json'))
  const { temporary } = await files.outputFor(join(folder, 'a.csv'))
  expect(dirname(temporary)).toBe(folder)
  expect(errors).toMatchObject([{ code: 'ENOENT' }])
})

it('forgets a file that has its own name', async () => {
  const files = await started()
  const output = await files.outputFor(join(folder, 'a.csv'))
  const other = await files.outputFor(join(folder, 'b.csv'))
  await files.done(output)
  expect(JSON.parse(await readFile(notes(), 'utf8'))).toEqual([other.temporary])
})

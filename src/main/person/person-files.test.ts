import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UnfinishedFiles } from '#main/files/unfinished-files.ts'
import { PersonFiles } from './person-files.ts'

let folder = ''
let notes = ''
let files: PersonFiles
beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'person-'))
  folder = join(root, 'chosen')
  notes = join(root, 'unfinished.json')
  await mkdir(folder)
  files = new PersonFiles(
    new UnfinishedFiles(notes, (error) => {
      throw error
    }),
  )
})
afterEach(() => rm(dirname(folder), { recursive: true }))

/** Files that the next start would look for. */
async function noted(): Promise<string[]> {
  return JSON.parse(await readFile(notes, 'utf8')) as string[]
}

async function begun(): Promise<string> {
  const created = await files.create(join(folder, 'ada.json'))
  if (!created.ok) throw new Error(created.error.kind)
  expect(created.value.name).toBe('ada.json')
  return created.value.token
}

it('has its name when it is whole, for its owner only', async () => {
  const token = await begun()
  await files.add(token, '{"name":"Zoë"')
  await files.add(token, '}')
  expect(await readdir(folder)).not.toContain('ada.json')
  expect(await files.finish(token, true)).toEqual({ ok: true, value: null })
  expect(await readdir(folder)).toEqual(['ada.json'])
  expect(await readFile(join(folder, 'ada.json'), 'utf8')).toBe('{"name":"Zoë"}')
  expect((await stat(join(folder, 'ada.json'))).mode & 0o077).toBe(0)
  expect(await files.add(token, 'more')).toEqual({ ok: false, error: { kind: 'not-found' } })
})

it('leaves nothing where it was given up, or cannot be put in its place', async () => {
  const token = await begun()
  await files.add(token, '{')
  await files.finish(token, false)
  expect(await readdir(folder)).toEqual([])
  await mkdir(join(folder, 'ada.json', 'not-empty'), { recursive: true })
  expect((await files.finish(await begun(), true)).ok).toBe(false)
  expect(await readdir(folder)).toEqual(['ada.json'])
})

it('leaves neither a file nor a note where it cannot be started', async () => {
  const created = await files.create(join(folder, 'none', 'x.json'))
  expect(created).toEqual({ ok: false, error: { kind: 'not-found' } })
  expect(await noted()).toEqual([])
})

it.each([true, false])('is noted as unfinished until it is finished (kept: %s)', async (keep) => {
  const token = await begun()
  expect(await noted()).toEqual([join(folder, (await readdir(folder))[0] ?? '')])
  await files.finish(token, keep)
  expect(await noted()).toEqual([])
})

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startFailedWords } from '#main/window/menu-text.ts'
import { checkDataFolder, problemOf } from './data-folder.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'data-folder-'))
})
afterEach(() => rm(root, { recursive: true }))

it('finds nothing wrong with a folder that can be written, and leaves nothing in it', async () => {
  const folder = join(root, 'new', 'data')
  await checkDataFolder(folder)
  expect(await readdir(folder)).toEqual([])
})

it('tells a folder that cannot be made or written', async () => {
  await writeFile(join(root, 'file'), '')
  const failure = (folder: string) => checkDataFolder(folder).then(() => null, problemOf)
  expect(await failure(join(root, 'file', 'data'))).toBe('no-access')
})

it.each([
  ['EROFS', 'no-access', /may not write in its data folder/],
  ['EACCES', 'no-access', /belongs to you/],
  ['ENOSPC', 'disk-full', /The disk is full/],
  ['EIO', 'other', /could not be read or written/],
])('says %s as %s, with the folder and the code', (code, kind, words) => {
  const problem = problemOf(Object.assign(new Error('x'), { code }))
  expect(problem).toBe(kind)
  const { title, body } = startFailedWords(problem, '/home/ada/data', code)
  expect(title).toBe('Customer Desk could not start')
  expect(body).toMatch(words)
  expect(body).toContain(`/home/ada/data\n${code}`)
})

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { outputAt } from './output-at.testing.ts'
import { OutputFile } from './output-file.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'output-'))
  path = join(folder, 'a.txt')
  await writeFile(path, 'older')
})
afterEach(() => rm(folder, { recursive: true }))

it('replaces an older file when it is whole, for its owner only', async () => {
  const file = await OutputFile.create(outputAt(path))
  await file.add('Zoë')
  await file.add(Buffer.from('!'))
  expect(await readFile(path, 'utf8')).toBe('older')
  expect(await file.finish()).toBe(5)
  await file.dispose()
  expect(await readFile(path, 'utf8')).toBe('Zoë!')
  expect((await stat(path)).mode & 0o077).toBe(0)
  expect(await readdir(folder)).toEqual(['a.txt'])
})

it('leaves the older file where it is given up, or its check fails', async () => {
  const givenUp = await OutputFile.create(outputAt(path))
  await givenUp.add('half')
  await givenUp.dispose()
  const checked = await OutputFile.create(outputAt(path))
  await checked.add('wrong')
  await expect(
    checked.finish(async (temporary) => {
      throw new Error(await readFile(temporary, 'utf8'))
    }),
  ).rejects.toThrow('wrong')
  await checked.dispose()
  expect(await readFile(path, 'utf8')).toBe('older')
  expect(await readdir(folder)).toEqual(['a.txt'])
})

it('begins in no file that is there already', async () => {
  const first = await OutputFile.create(outputAt(path))
  await expect(OutputFile.create(outputAt(path))).rejects.toMatchObject({ code: 'EEXIST' })
  await first.add('first')
  await first.finish()
  expect(await readFile(path, 'utf8')).toBe('first')
})

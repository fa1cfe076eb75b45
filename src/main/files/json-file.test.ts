import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { JsonFile } from './json-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'json-file-'))
})
afterEach(() => rm(folder, { recursive: true }))

const schema = z.object({ count: z.number() })

it('reads what it wrote, for its owner only, in the order of the writes', async () => {
  const path = join(folder, 'a.json')
  const file = new JsonFile(path, schema)
  expect(await file.read()).toEqual({ state: 'absent' })
  await Promise.all([1, 2, 3, 4].map((count) => file.write({ count })))
  expect(await file.read()).toEqual({ state: 'read', value: { count: 4 } })
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['a.json'])
})

it('writes before the app ends, and leaves nothing beside the file', async () => {
  const path = join(folder, 'a.json')
  await writeFile(path, 'damaged')
  const file = new JsonFile(path, schema)
  await file.read()
  file.writeNow({ count: 1 })
  file.writeNow({ count: 2 })
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ count: 2 })
  expect(await readdir(folder)).toEqual(['a.json', expect.stringMatching(/^a\.json\.damaged-/)])
})

it.each(['{"count":', '{"count":"x"}', '', 'null'])('keeps a damaged file aside: %s', async (text) => {
  const path = join(folder, 'a.json')
  await writeFile(path, text)
  const file = new JsonFile(path, schema)
  expect(await file.read()).toEqual({ state: 'damaged' })
  expect(await readFile(path, 'utf8')).toBe(text)
  await file.write({ count: 1 })
  await file.write({ count: 2 })
  const kept = (await readdir(folder)).filter((name) => name !== 'a.json')
  expect(kept).toHaveLength(1)
  expect(await readFile(join(folder, kept[0] ?? ''), 'utf8')).toBe(text)
  expect(await file.read()).toEqual({ state: 'read', value: { count: 2 } })
})

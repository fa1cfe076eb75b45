import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readWholeFile } from './read-whole-file.ts'
import { stampOfFile } from './source-file.ts'

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-file-'))
  path = join(folder, 'list.csv')
})
afterEach(() => rm(folder, { recursive: true }))

const MOST = 1_000_000

async function chosen(content: string | Buffer): Promise<Parameters<typeof readWholeFile>[0]> {
  await writeFile(path, content)
  return { path, expected: await stampOfFile(path) }
}

test('every byte is read, byte-order mark and all, over several pieces', async () => {
  const content = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.alloc(700_000, 'Zoë;')])
  const read = await readWholeFile(await chosen(content), MOST)
  if (!read.ok) throw new Error(read.error.kind)
  expect(read.value.name).toBe('list.csv')
  expect(content.equals(read.value.content)).toBe(true)
})

test('one that is larger than allowed is not read', async () => {
  const file = await chosen('x'.repeat(101))
  expect(await readWholeFile(file, 100)).toEqual({ ok: false, error: { kind: 'too-large', maxBytes: 100 } })
  expect(await readWholeFile(file, 101)).toMatchObject({ ok: true })
})

test('a workbook under the name of a CSV is none', async () => {
  const file = await chosen(Buffer.concat([Buffer.from('504b030414000600', 'hex'), Buffer.alloc(64)]))
  const error = { kind: 'binary', looksLike: 'spreadsheet' }
  expect(await readWholeFile(file, MOST)).toEqual({ ok: false, error })
})

test('what has changed since it was chosen is not sent', async () => {
  const file = await chosen('name\nAnn\n')
  await writeFile(path, 'name\nAnn\nBob\n')
  expect(await readWholeFile(file, MOST)).toEqual({ ok: false, error: { kind: 'changed-while-read' } })
})

test('an unknown token and content without a path are files that are not there', async () => {
  await writeFile(path, 'name\nAnn\n')
  const gone = { ok: false, error: { kind: 'not-found' } }
  expect(await readWholeFile(undefined, MOST)).toEqual(gone)
  expect(await readWholeFile({ path, expected: null }, MOST)).toEqual(gone)
})

import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { removeLeftovers } from './remove-leftovers.ts'

it('removes what earlier starts have left, and neither what is being written nor anything else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leftovers-'))
  const since = Date.now() - 1_000
  const names = ['a.json', 'a.json.12', 'a.json.34', 'a.json.damaged-5', 'notes.12', 'b.json.7']
  for (const name of names) await writeFile(join(folder, name), '{}')
  for (const name of names.filter((each) => each !== 'a.json.34')) await utimes(join(folder, name), 1, 1)
  await removeLeftovers(folder, since)
  expect((await readdir(folder)).sort()).toEqual(['a.json', 'a.json.34', 'a.json.damaged-5', 'notes.12'])
  await rm(folder, { recursive: true })
  await removeLeftovers(folder, since)
})

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { personTraits } from '#shared/person/person-traits.ts'
import { erasePersonLines, findPersonLines } from './person-lines.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'))
})
afterEach(() => rm(folder, { recursive: true }))

const none = { phones: [], names: [], nameParts: [], keys: [] }
const traits = personTraits({ ...none, emails: ['ada@x.example'], ids: ['0190-ada'] })

it('finds lines that name the person in every log, and takes out those alone', async () => {
  const log = join(folder, 'main.log')
  await writeFile(log, 'started\ncall failed 0190-ada\nstopped\n')
  await writeFile(join(folder, 'main.old.log'), 'mail ADA@x.example\nolder\n')
  expect((await findPersonLines(log, traits)).sort()).toEqual(['call failed 0190-ada', 'mail ADA@x.example'])
  await erasePersonLines(log, traits)
  expect(await findPersonLines(log, traits)).toEqual([])
  expect(await readFile(log, 'utf8')).toBe('started\nstopped\n')
  expect(await readFile(join(folder, 'main.old.log'), 'utf8')).toBe('older\n')
})

it('finds nothing where there is no log', async () => {
  expect(await findPersonLines(join(folder, 'none', 'main.log'), traits)).toEqual([])
})

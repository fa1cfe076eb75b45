import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connectableSystems } from '#main/connectors/registry.ts'
import { logHandlers } from './log-handlers.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const handlers = (path: string | null) =>
  logHandlers({
    file: join(folder, 'main.log'),
    credentials: { all: () => [{ token: '204|verySecret', enterpriseId: '7' }] },
    systems: connectableSystems(),
    chooseFile: () => Promise.resolve(path),
  })

it('saves both logs without the secrets', async () => {
  await writeFile(join(folder, 'main.log'), 'started\ncall failed 204|verySecret')
  const path = join(folder, 'saved.txt')
  const answer = await handlers(path)['log:save']({
    suggestedName: 'log.txt',
    lines: ['sent 7 changes', 'Bearer 204|verySecret'],
  })
  expect(answer).toEqual({ name: 'saved.txt' })
  const text = await readFile(path, 'utf8')
  expect(text).toContain('sent 7 changes')
  expect(text).toContain('started')
  expect(text).not.toContain('verySecret')
})

it('saves nothing where the person gave up', async () => {
  expect(await handlers(null)['log:save']({ suggestedName: 'log.txt', lines: [] })).toBeNull()
})

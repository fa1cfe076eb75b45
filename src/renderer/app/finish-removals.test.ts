import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { indexedDbRosterFile } from '#renderer/roster/roster-file.ts'
import { finishRemovals, tryToDelete } from './finish-removals.ts'

const databaseName = (workspaceId: string): string => `workspace-${workspaceId}`

function open(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('not opened'))
  })
}

/** Three workspaces, of which the second one is still open somewhere. */
async function threeWorkspaces(): Promise<{ factory: IDBFactory; close: () => void }> {
  const factory = new IDBFactory()
  for (const name of ['a', 'ab', 'c']) {
    for (const each of [`rxdb-dexie-workspace-${name}--0--customers`, `roster-workspace-${name}`]) {
      ;(await open(factory, each)).close()
    }
  }
  const held = await open(factory, 'rxdb-dexie-workspace-ab--0--customers')
  return { factory, close: () => held.close() }
}

async function names(factory: IDBFactory): Promise<string[]> {
  return (await factory.databases()).map(({ name = '' }) => name).sort()
}

test('deletes what main names, tells main, and nothing of any other workspace', async () => {
  const { factory } = await threeWorkspaces()
  const told: unknown[] = []
  const api = {
    call: (channel: string, input: unknown) => {
      told.push([channel, input])
      return Promise.resolve(null as never)
    },
  }
  await finishRemovals({ api, factory, databaseName }, ['a', 'gone'])
  expect(told).toEqual([
    ['workspaces:removed', { workspaceId: 'a' }],
    ['workspaces:removed', { workspaceId: 'gone' }],
  ])
  const left = await names(factory)
  expect(left.filter((name) => name.includes('workspace-a--') || name.endsWith('workspace-a'))).toEqual([])
  expect(left).toHaveLength(4)
})

test('what is still open is left for the next start', async () => {
  const { factory, close } = await threeWorkspaces()
  const told: unknown[] = []
  const api = {
    call: (_: string, input: unknown) => {
      told.push(input)
      return Promise.resolve(null as never)
    },
  }
  await finishRemovals({ api, factory, databaseName }, ['ab', 'c'])
  expect(told).toEqual([{ workspaceId: 'c' }])
  close()
})

test('a saved roster that is still open gives way', async () => {
  const factory = new IDBFactory()
  const roster = indexedDbRosterFile('workspace-a', factory)
  expect(await roster.readMeta()).toBeNull()
  expect(await names(factory)).toEqual(['roster-workspace-a'])
  expect(await tryToDelete(factory, 'workspace-a')).toBe(true)
  expect(await names(factory)).toEqual([])
})

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WorkspaceStore } from './workspace-store.ts'

let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workspace-store-'))
  file = join(folder, 'workspaces.json')
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

it('takes the copy where the list is damaged, and keeps the damaged one', async () => {
  const store = await WorkspaceStore.open(file)
  await store.create('Second')
  const before = store.list()
  await writeFile(file, '{"workspaces": [{"id"')
  const again = await WorkspaceStore.open(file)
  expect(again.wasDamaged).toBe(true)
  expect(again.list()).toEqual(before)
  const kept = (await readdir(folder)).filter((name) => name.includes('.damaged-'))
  expect(kept).toHaveLength(1)
  expect((await WorkspaceStore.open(file)).wasDamaged).toBe(false)
})

it('takes the copy where the list is gone', async () => {
  const before = (await WorkspaceStore.open(file)).list()
  await rm(file)
  expect((await WorkspaceStore.open(file)).list()).toEqual(before)
})

it('knows what is still to be deleted of a workspace that was removed, until nothing is left', async () => {
  const store = await WorkspaceStore.open(file)
  const second = await store.create('Second')
  await store.remove(second.id, true)
  const removal = { id: second.id, backups: true }
  expect((await WorkspaceStore.open(file)).removing).toEqual([removal])
  await rm(file)
  const again = await WorkspaceStore.open(file)
  expect(again.removing).toEqual([removal])
  expect(again.list()).toHaveLength(1)
  await again.removed(second.id)
  expect((await WorkspaceStore.open(file)).removing).toEqual([])
})

it('knows which workspaces are still to be filled from a backup, several too, until each is', async () => {
  const store = await WorkspaceStore.open(file)
  const last = { lastSystem: null, lastScope: null }
  const [a, b, c] = [
    await store.createToFill('A', last, 'a.deskbackup'),
    await store.createToFill('B', last, 'b.deskbackup'),
    await store.createToFill('C', last, 'c.deskbackup'),
  ]
  const again = await WorkspaceStore.open(file)
  expect(again.filling).toEqual([a.id, b.id, c.id])
  await again.filled(b.id)
  await again.remove(c.id, false)
  expect((await WorkspaceStore.open(file)).filling).toEqual([a.id])
  await again.filled(a.id)
  await again.filled(a.id)
  expect((await WorkspaceStore.open(file)).filling).toEqual([])
})

it('knows the backup that a workspace is still to be filled from, until it is', async () => {
  const store = await WorkspaceStore.open(file)
  const last = { lastSystem: null, lastScope: null }
  const [a, b] = [await store.createToFill('A', last, 'a'), await store.createToFill('B', last, 'b')]
  const [first] = store.list()
  await store.fillFrom(a.id, 'another')
  await store.fillFrom(first?.id ?? '', 'not to be filled')
  const again = await WorkspaceStore.open(file)
  expect(again.fillingFrom).toEqual([
    { workspace: a, backup: 'another' },
    { workspace: b, backup: 'b' },
  ])
  await again.filled(a.id)
  await again.remove(b.id, false)
  expect((await WorkspaceStore.open(file)).fillingFrom).toEqual([])
  expect(await readFile(file, 'utf8')).not.toContain('another')
})

it('knows of one that an earlier version has left to be filled no more than that', async () => {
  const store = await WorkspaceStore.open(file)
  const { id } = await store.create('Old')
  const workspaces = store.list()
  await writeFile(file, JSON.stringify({ workspaces, removing: [], filling: [id] }))
  const again = await WorkspaceStore.open(file)
  expect(again.filling).toEqual([id])
  expect(again.fillingFrom).toEqual([])
})

it('takes nothing that is listed, or that is only missing, for removed', async () => {
  const store = await WorkspaceStore.open(file)
  const second = await store.create('Second')
  const [first] = store.list()
  const removing = [{ id: second.id, backups: false }]
  await writeFile(file, JSON.stringify({ workspaces: [first, second], removing }))
  expect((await WorkspaceStore.open(file)).removing).toEqual([])
  await writeFile(file, JSON.stringify({ workspaces: [first] }))
  expect((await WorkspaceStore.open(file)).removing).toEqual([])
})

it('makes no new list in the place of a damaged one without a copy', async () => {
  await WorkspaceStore.open(file)
  for (const name of [file, `${file}.copy`]) await writeFile(name, '{')
  await expect(WorkspaceStore.open(file)).rejects.toThrow('damaged')
  expect(await readFile(file, 'utf8')).toBe('{')
  await rm(`${file}.copy`)
  await expect(WorkspaceStore.open(file)).rejects.toThrow('damaged')
})

import { access, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { BACKUP_FORMAT, type BackupHeader, type BackupKind } from '#shared/backup/backup-format.ts'
import { err, ok } from '#shared/result.ts'
import { BackupFolder } from './backup-folder.ts'
import { copyFileName } from './backup-names.ts'
import { handlersOf, unused } from './handlers-of.testing.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'backup-folder-'))
})
afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

/** Leaves a backup of a workspace in its folder, or in that of another. */
async function keep(
  workspaceId: string,
  createdAt: number,
  { kind = 'daily', of = workspaceId }: { kind?: BackupKind; of?: string } = {},
): Promise<void> {
  const header: BackupHeader = {
    ...{ format: BACKUP_FORMAT, formatVersion: 1, appVersion: '1', createdAt, kind, schemas: {} },
    workspace: { id: of, name: `Name of ${of}`, lastSystem: null, lastScope: null },
    customers: 2,
  }
  await mkdir(join(root, workspaceId), { recursive: true })
  const path = join(root, workspaceId, `${String(createdAt)}.deskbackup`)
  await writeFile(path, gzipSync(`${JSON.stringify(header)}\n`))
}

it('lists what workspaces left that are not here any more, each to be opened by a token', async () => {
  const folder = new BackupFolder(root)
  await keep('here', 1)
  await keep('gone', 2)
  await keep('gone', 4)
  await keep('other', 3)
  await keep('gone', 1, { of: 'other' })
  await writeFile(join(root, 'gone', 'erased.json'), '{}')
  await mkdir(join(root, 'empty'))
  await symlink(join(root, 'nowhere'), join(root, 'link'), 'junction')
  const listed = await folder.listOthers(['here'])
  expect(listed).toMatchObject([
    { workspaceName: 'Name of gone', createdAt: 4, leftBy: 'gone' },
    { workspaceName: 'Name of other', createdAt: 3, leftBy: 'other' },
    { workspaceName: 'Name of gone', createdAt: 2, leftBy: 'gone' },
    { workspaceName: 'Name of other', createdAt: 1, leftBy: 'gone' },
  ])
  // A token leads to the file whichever workspace asks, and stays what it is.
  expect(folder.pathOf('here', listed[0]?.id ?? '')).toBe(join(root, 'gone', '4.deskbackup'))
  expect(await folder.opened(listed[1]?.id ?? '')).toMatchObject({
    ok: true,
    value: { path: join(root, 'other', '3.deskbackup'), workspace: { id: 'other' } },
  })
  expect(await folder.listOthers(['here'])).toEqual(listed)
})

it('lists nothing where no backup was ever written', async () => {
  expect(await new BackupFolder(join(root, 'none')).listOthers([])).toEqual([])
})

it('proposes a name for a copy that says whose it is and when it was made, by the clock of this computer', () => {
  const at = new Date(2026, 10, 5, 7, 3, 59).getTime()
  expect(copyFileName('My customers', at)).toBe('My customers 2026-11-05 07-03.deskbackup')
})

it('rids the folder of what backups have left that were cut off', async () => {
  await keep('w', 1)
  await writeFile(join(root, 'w', '.customer-desk-0123456789ab.tmp'), 'half')
  await writeFile(join(root, 'w', 'erased.json'), '')
  await new BackupFolder(root).prepare('w')
  expect((await readdir(join(root, 'w'))).sort()).toEqual(['1.deskbackup', 'erased.json'])
})

it('deletes a backup that a removed workspace left, or all of them, and who was erased stays known', async () => {
  const folder = new BackupFolder(root)
  for (const at of [1, 2, 3]) await keep('gone', at)
  await keep('other', 4)
  await writeFile(join(root, 'other', 'erased.json'), '{}')
  const [ofOther, newest] = (await folder.listOthers([])).map(({ id }) => id)
  expect(await folder.removeOther(newest ?? '', false, ['here'])).toBe(true)
  expect((await readdir(join(root, 'gone'))).sort()).toEqual(['1.deskbackup', '2.deskbackup'])
  expect(await folder.removeOther(newest ?? '', true, ['here'])).toBe(true)
  expect(await folder.removeOther(ofOther ?? '', false, ['here'])).toBe(true)
  expect(await folder.listOthers([])).toEqual([])
  expect(await readdir(root)).toEqual(['other'])
  expect(await readdir(join(root, 'other'))).toEqual(['erased.json'])
})

it('leaves what a person was not told of, where all that is listed is deleted', async () => {
  const folder = new BackupFolder(root)
  await keep('gone', 1)
  const untold = ['2.deskbackup', 'erased.json', 'erased.json.damaged']
  for (const name of untold) await writeFile(join(root, 'gone', name), 'of a later version')
  const [listed, ...others] = await folder.listOthers([])
  expect(others).toEqual([])
  expect(await folder.removeOther(listed?.id ?? '', true, [])).toBe(true)
  expect((await readdir(join(root, 'gone'))).sort()).toEqual(untold)
})

it('deletes no backup of a workspace that is here, and no file that a person has chosen elsewhere', async () => {
  const folder = new BackupFolder(root)
  await keep('here', 1)
  await mkdir(join(root, 'gone'))
  const elsewhere = await mkdtemp(join(tmpdir(), 'backup-copy-'))
  const paths = [
    join(root, 'here', '1.deskbackup'),
    join(root, 'HERE', '1.deskbackup'),
    join(root, 'gone', 'erased.json'),
    join(elsewhere, 'copy.deskbackup'),
  ]
  for (const path of paths.slice(2)) await writeFile(path, '')
  for (const id of ['1.deskbackup', ...paths.map((path) => folder.choose(path))]) {
    for (const all of [false, true]) expect(await folder.removeOther(id, all, ['here'])).toBe(false)
  }
  for (const path of [...paths.slice(0, 1), ...paths.slice(2)]) await access(path)
  await rm(elsewhere, { recursive: true })
})

it('answers that a backup is not found to be deleted while its workspace is here', async () => {
  await keep('w', 1)
  let here: string[] = []
  const handlers = handlersOf(new BackupFolder(root), { workspaceIds: () => here })
  const [listed] = await handlers['backup:list-removed'](null)
  const input = { id: listed?.id ?? '', all: true }
  here = ['w']
  expect(await handlers['backup:delete-removed'](input)).toEqual(err({ kind: 'not-found' }))
  expect(await readdir(join(root, 'w'))).toEqual(['1.deskbackup'])
  here = []
  expect(await handlers['backup:delete-removed'](input)).toEqual(ok(null))
  expect(await readdir(root)).toEqual([])
})

it('keeps the backup that a workspace is still to be filled from, whatever is to be deleted, and offers it to that one', async () => {
  for (const at of [1, 2]) await keep('gone', at)
  const path = join(root, 'gone', '1.deskbackup')
  const needed = [{ workspace: { id: 'new', name: 'New shop' }, backup: path }]
  const folder = new BackupFolder(root, () => needed)
  const handlers = handlersOf(folder, { workspaceIds: () => ['new'] })
  const [newer, older] = await handlers['backup:list-removed'](null)
  const refused = err({ kind: 'needed', name: 'New shop' })
  for (const [id, all] of [
    [older?.id, false],
    [older?.id, true],
    [newer?.id, true],
  ] as const) {
    expect(await handlers['backup:delete-removed']({ id: id ?? '', all })).toEqual(refused)
  }
  expect(await readdir(join(root, 'gone'))).toHaveLength(2)
  expect(await handlers['backup:list']({ workspaceId: 'new', toFill: true })).toMatchObject([
    { id: older?.id },
  ])
  expect(await handlers['backup:list']({ workspaceId: 'new', toFill: false })).toEqual([])
  expect(await handlers['backup:list']({ workspaceId: 'gone', toFill: true })).toHaveLength(2)

  expect(await handlers['backup:delete-removed']({ id: newer?.id ?? '', all: false })).toEqual(ok(null))
  await folder.remove('gone')
  expect(await readdir(join(root, 'gone'))).toEqual(['1.deskbackup'])
  needed.pop()
  expect(await handlers['backup:delete-removed']({ id: older?.id ?? '', all: true })).toEqual(ok(null))
  expect(await readdir(root)).toEqual([])
})

it('knows the backup that is needed by whatever way a person came to it', async () => {
  await keep('gone', 1)
  const way = join(root, 'way')
  await symlink(join(root, 'gone'), way, 'junction')
  const folder = new BackupFolder(root, () => [
    { workspace: { id: 'new', name: 'New shop' }, backup: join(way, '1.deskbackup') },
  ])
  await folder.remove('gone')
  expect(await readdir(join(root, 'gone'))).toEqual(['1.deskbackup'])
})

it('lets rotation remove no backup that is needed', async () => {
  for (let at = 1; at <= 12; at += 1) await keep('here', at, { kind: 'by-hand' })
  const backup = join(root, 'here', '1.deskbackup')
  await new BackupFolder(root, () => [{ workspace: { id: 'new', name: 'New' }, backup }]).rotate('here')
  const left = await readdir(join(root, 'here'))
  expect(left).toContain('1.deskbackup')
  expect(left).not.toContain('2.deskbackup')
})

it('tells from which backup a workspace is being filled, before it is read', async () => {
  await keep('gone', 1)
  const folder = new BackupFolder(root)
  const [listed] = await folder.listOthers(['new'])
  const told: string[] = []
  const handlers = handlersOf(folder, {
    fillFrom: (workspaceId, path) => {
      told.push(`${workspaceId} from ${path}`)
      return Promise.resolve()
    },
    service: { write: unused, check: unused, read: (path) => told.push(path) },
  })
  const read = { workspaceId: 'new', id: listed?.id ?? '', callId: 'c' }
  expect(await handlers['backup:read'](read)).toEqual(ok(null))
  const path = join(root, 'gone', '1.deskbackup')
  expect(told).toEqual([`new from ${path}`, path])
})

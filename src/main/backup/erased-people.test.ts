import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BACKUP_FORMAT, type BackupBatch, type BackupHeader } from '#shared/backup/backup-format.ts'
import { outputAt } from '#main/files/output-at.testing.ts'
import { BackupFolder } from './backup-folder.ts'
import { BackupOutput } from './backup-output.ts'
import { erasedPeopleSchema, LeaveOut } from './erased-people.ts'
import { handlersOf, unused } from './handlers-of.testing.ts'

let root = ''
let folder: BackupFolder
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'erased-'))
  folder = new BackupFolder(root)
})
afterEach(() => rm(root, { recursive: true }))

const ada = { customerId: 'a', remoteId: '17', emails: ['Ada@x.example'] }
const batch = (collection: string, documents: BackupBatch['documents']): BackupBatch => ({
  ...{ collection, version: 0, documents },
})
const idsIn = (left: BackupBatch): unknown[] => left.documents.map(({ id }) => id)

describe('the list of erased people', () => {
  it('tells nobody who they were', async () => {
    await folder.addErased('w', ada, 100)
    await folder.addErased('w', { customerId: 'b', remoteId: '', emails: [] }, 200)
    const text = await readFile(join(root, 'w', 'erased.json'), 'utf8')
    expect(text).not.toMatch(/x\.example|"17"/i)
    expect((await folder.erased('w')).people.map(({ id, at }) => [id, at])).toEqual([
      ['a', 100],
      ['b', 200],
    ])
  })

  it('notes again who is erased again, and reads lists of ids alone', async () => {
    await folder.addErased('w', ada, 100)
    await folder.addErased('w', ada, 300)
    expect((await folder.erased('w')).people).toMatchObject([{ id: 'a', at: 300 }])
    expect(erasedPeopleSchema.parse({ customerIds: ['x'] }).people).toMatchObject([{ id: 'x', hashes: [] }])
  })
})

describe('a damaged list', () => {
  const damage = async (): Promise<void> => {
    await mkdir(join(root, 'w'), { recursive: true })
    await writeFile(join(root, 'w', 'erased.json'), '{"salt": "x", "people": [')
  }
  const kept = async (): Promise<string[]> =>
    (await readdir(join(root, 'w'))).filter((name) => name.startsWith('erased.json.damaged-'))

  it('is not taken for nobody: no restore before it was kept aside and a person told', async () => {
    await damage()
    await expect(folder.erased('w')).rejects.toThrow('failed')
    expect(await folder.keepDamagedErased(unused)).toBe(true)
    expect(await kept()).toHaveLength(1)
    expect(await folder.keepDamagedErased(unused)).toBe(false)
    expect((await folder.erased('w')).people).toEqual([])
  })

  it('is kept aside also where the list of another workspace cannot be read', async () => {
    await damage()
    await mkdir(join(root, 'a', 'erased.json'), { recursive: true })
    const failed: unknown[] = []
    expect(await folder.keepDamagedErased((error) => failed.push(error))).toBe(true)
    expect(await kept()).toHaveLength(1)
    expect(failed).toMatchObject([{ code: 'EISDIR' }])
  })

  it('is kept aside when somebody is added', async () => {
    await damage()
    await folder.addErased('w', ada, 100)
    expect(await kept()).toHaveLength(1)
    expect((await folder.erased('w')).people).toMatchObject([{ id: 'a' }])
  })
})

describe('a backup that becomes a workspace of its own', () => {
  it('leaves out who was erased from any other one under the same id, but nobody by an address of another one', async () => {
    await folder.addErased('other', ada, 100)
    // What a system puts into folders is no workspace.
    await writeFile(join(root, 'Thumbs.db'), '')
    await mkdir(join(root, '.Trash'))
    const left = new LeaveOut(await folder.erasedAnywhere('w'), 50).from(
      batch('customers', [
        { id: 'a', remoteId: '', email: '' },
        { id: 'same-address', remoteId: '17', email: 'ada@x.example' },
      ]),
    )
    expect(idsIn(left.batch)).toEqual(['same-address'])
    expect((await folder.erased('w')).people).toEqual([])
  })

  it('leaves them out also when the backups of that workspace were removed', async () => {
    await folder.addErased('w', ada, 100)
    await writeFile(join(root, 'w', 'one.deskbackup'), '')
    await folder.remove('w')
    expect(await readdir(join(root, 'w'))).toEqual(['erased.json'])
    expect((await folder.erasedAnywhere('w')).people).toMatchObject([{ id: 'a' }])
    await mkdir(join(root, 'nobody-erased'))
    await folder.remove('nobody-erased')
    expect(await readdir(root)).toEqual(['w'])
  })

  it('is read by the list of its own workspace into that one, and by all into another', async () => {
    await folder.addErased('other', ada, 100)
    await folder.prepare('w')
    const header: BackupHeader = {
      ...{ format: BACKUP_FORMAT, formatVersion: 1, appVersion: '1', createdAt: 50, kind: 'by-hand' },
      ...{ schemas: {}, customers: 0, workspace: { id: 'w', name: 'W', lastSystem: null, lastScope: null } },
    }
    const file = join(root, 'w', 'one.deskbackup')
    const output = await BackupOutput.create(outputAt(file), header)
    await output.finish()
    await output.dispose()
    const read: string[][] = []
    const handlers = handlersOf(folder, {
      service: {
        ...{ write: unused, check: unused },
        read: (_, { people }) => read.push(people.map(({ id }) => id)),
      },
      workspaceIds: () => [],
      fillFrom: () => Promise.resolve(),
    })
    await handlers['backup:read']({ workspaceId: 'w', id: 'one.deskbackup', callId: 'c' })
    await handlers['backup:read']({ workspaceId: 'new', id: folder.choose(file), callId: 'c' })
    expect(read).toEqual([[], ['a']])
  })
})

it('holds each of two who are added at the same time', async () => {
  await Promise.all([
    folder.addErased('w', ada, 100),
    folder.addErased('w', { ...ada, customerId: 'b' }, 101),
  ])
  expect((await folder.erased('w')).people).toMatchObject([{ id: 'a' }, { id: 'b' }])
})

it('writes nowhere but in folders of workspaces', async () => {
  const handlers = handlersOf(folder, {})
  await expect(handlers['backup:add-erased']({ workspaceId: 'unknown', ...ada })).rejects.toThrow(
    'Not asked for',
  )
  for (const id of ['..', '.', '../w', 'w/../..']) {
    await expect(folder.addErased(id, ada, 100)).rejects.toThrow('not-found')
  }
  expect(await readdir(root)).toEqual([])
})

describe('reading a backup', () => {
  it('leaves out the customer under whatever id, and all that belongs to them', async () => {
    await folder.addErased('w', ada, 100)
    const leaveOut = new LeaveOut(await folder.erased('w'), 50)
    const customers = batch('customers', [
      { id: 'a', remoteId: '', email: '' },
      { id: 'read-anew', remoteId: '17', email: '' },
      { id: 'imported', remoteId: '', email: 'ADA@x.example ' },
      { id: 'ben', remoteId: '18', email: 'ben@x.example' },
    ])
    const left = leaveOut.from(customers)
    expect([idsIn(left.batch), left.customers]).toEqual([['ben'], 3])
    const rest: [string, BackupBatch['documents'], string[]][] = [
      [
        'skuMappings',
        [
          { id: 'm1', customerId: 'imported' },
          { id: 'm2', customerId: 'ben' },
        ],
        ['m2'],
      ],
      [
        'history',
        [
          { id: 'h1', customerId: 'read-anew' },
          { id: 'h2', customerId: 'ben' },
        ],
        ['h2'],
      ],
      [
        'actions',
        [
          { id: 'c1', customerId: 'a' },
          { id: 'c2', customerId: '' },
        ],
        ['c2'],
      ],
      [
        'importRows',
        [
          { id: 'r1', recordId: 'a' },
          { id: 'r2', recordId: 'm1' },
          { id: 'r3', recordId: 'ben' },
        ],
        ['r3'],
      ],
      ['importBatches', [{ id: 'i1', customerId: 'a' }], ['i1']],
    ]
    for (const [name, documents, ids] of rest) {
      expect(idsIn(leaveOut.from(batch(name, documents)).batch)).toEqual(ids)
    }
  })

  it('takes a backup that was made after they were erased as it is', async () => {
    await folder.addErased('w', ada, 100)
    const { batch: left } = new LeaveOut(await folder.erased('w'), 101).from(
      batch('customers', [{ id: 'a' }]),
    )
    expect(idsIn(left)).toEqual(['a'])
  })
})

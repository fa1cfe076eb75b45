import { expect, test } from 'vitest'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { ConflictDecision } from '#shared/domain/decide-conflict.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { DecidedConflicts } from '#shared/domain/undo-decision.ts'
import { Desk, newRemote, place, type DeskOptions } from './desk.testing.ts'

const HELD_MS = 30_000

async function open(options: DeskOptions = {}) {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com', phone: '1' })
  const desk = await Desk.open(remote, { undoDeleteMs: HELD_MS, ...options })
  await desk.start()
  const { id } = await desk.linked(there)
  return { desk, remote, there, id }
}

/** Deleted there, changed here. */
async function deletedThere(options: DeskOptions = {}) {
  const opened = await open(options)
  const { desk, remote, there, id } = opened
  desk.engine.pause()
  await desk.edit(id, { phone: '2' })
  remote.directDelete(there)
  desk.engine.resume()
  await desk.sync()
  expect((await desk.stored(id)).sync.theirs).toEqual({ kind: 'deleted-there' })
  // Entries of one moment have no order.
  await desk.later(1000)
  return opened
}

/** Deleted here, its phone changed there. */
async function editedThere() {
  const opened = await open()
  const { desk, remote, there, id } = opened
  await desk.customers.markDeleted([id])
  remote.directEdit(there, { phone: '3' })
  await desk.sync()
  expect((await desk.stored(id)).sync.theirs).toMatchObject({ kind: 'edited-there' })
  return opened
}

const decide = (desk: Desk, id: string, kind: Exclude<ConflictDecision['kind'], 'fields'>) =>
  desk.engine.decideConflicts({ customers: new Map([[id, { kind }]]), mappings: new Map() })

/** What the history says, oldest first. */
async function told(desk: Desk, id: string): Promise<[HistoryEntry['origin'], string][]> {
  return (await desk.history.findFor(id))
    .toSorted((a, b) => a.at - b.at)
    .map(({ origin, changes }) => [
      origin,
      changes.map(({ key, before, after }) => `${key}: ${String(before)} > ${String(after)}`).join(', '),
    ])
}

test.each(['restore-as-new', 'keep-local-only'] as const)(
  'the history says that the remote had deleted a customer, and that it was kept: %s',
  async (kind) => {
    const { desk, id } = await deletedThere()
    await decide(desk, id, kind)
    expect((await told(desk, id)).at(-1)).toEqual(['conflict', `fate: deleted-there > ${kind}`])
  },
)

test('a deletion that is decided and taken back is told both times', async () => {
  const { desk, id } = await deletedThere()
  const decided = await decide(desk, id, 'delete')
  await desk.later(1000)
  expect(await desk.engine.undoDecisions(decided)).toBe(1)
  const [conflict, undo] = (await told(desk, id)).slice(-2)
  expect(conflict?.[1]).toContain('fate: deleted-there > delete, ')
  expect(undo?.[0]).toBe('undo')
  expect(undo?.[1].split(', ')).toEqual(
    (conflict?.[1] ?? '').split(', ').map((line) => {
      const [key, change] = line.split(': ')
      return `${key ?? ''}: ${(change ?? '').split(' > ').toReversed().join(' > ')}`
    }),
  )
  expect(undo?.[1]).toContain('phone:  > 2')
})

test('the history knows of a customer that comes back before it is back: the app may die in between', async () => {
  class Dying extends CustomerRepository {
    static dies = false
    override insertMany(...args: Parameters<CustomerRepository['insertMany']>): Promise<string[]> {
      return Dying.dies ? Promise.reject(new Error('The app dies here')) : super.insertMany(...args)
    }
  }
  const { desk, id } = await deletedThere({ customers: Dying })
  const decided = await decide(desk, id, 'delete')
  await desk.later(1000)
  Dying.dies = true
  await expect(desk.engine.undoDecisions(decided)).rejects.toThrow('The app dies here')
  expect(await desk.customers.get(id)).toBeNull()
  const [origin, changes] = (await told(desk, id)).at(-1) ?? []
  expect(origin).toBe('undo')
  expect(changes).toContain('fate: delete > deleted-there, ')
})

test('taken back twice, it is told once', async () => {
  const { desk, id } = await deletedThere()
  const decided = await decide(desk, id, 'delete')
  await desk.later(1000)
  expect(await desk.engine.undoDecisions(decided)).toBe(1)
  const once = await told(desk, id)
  expect(await desk.engine.undoDecisions(decided)).toBe(0)
  expect(await told(desk, id)).toEqual(once)
})

test('deleted anyway, taken back, and kept after all: the history goes from step to step', async () => {
  const { desk, id } = await editedThere()
  const decided: DecidedConflicts = await decide(desk, id, 'delete-anyway')
  await desk.later(1000)
  expect(await desk.engine.undoDecisions(decided)).toBe(1)
  expect(await desk.stored(id)).toMatchObject({ phone: '1', sync: { theirs: { kind: 'edited-there' } } })
  await desk.later(1000)
  await decide(desk, id, 'keep')
  await desk.later(HELD_MS + 1000)
  expect(await desk.stored(id)).toMatchObject({ phone: '3', deletedAt: 0, pendingSince: 0 })
  expect(await told(desk, id)).toEqual([
    ['conflict', 'fate: edited-there > delete-anyway, phone: 1 > 3'],
    ['undo', 'fate: delete-anyway > edited-there, phone: 3 > 1'],
    ['conflict', 'fate: edited-there > keep'],
    ['remote', 'phone: 1 > 3'],
  ])
})

test('deleted anyway and refused: it comes back as it is there, and nothing is sent over it', async () => {
  const { desk, remote, there, id } = await editedThere()
  remote.refuse = (push) => (push.type === 'delete' ? 'It has orders.' : null)
  await decide(desk, id, 'delete-anyway')
  await desk.later(HELD_MS + 1000)
  expect(await desk.stored(id)).toMatchObject({
    ...{ phone: '3', deletedAt: 0 },
    sync: { refused: { of: 'delete' }, base: {} },
  })
  await desk.engine.retry(id)
  await desk.sync()
  expect(remote.customers.get(there)?.fields.phone).toBe('3')
  expect(await desk.stored(id)).toMatchObject({ phone: '3', pendingSince: 0 })
})

test('the same for its addresses: what was added there is here, and is not sent as a new one', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' }, [
    place('', 'First Street 1', '3000'),
  ])
  const desk = await Desk.open(remote, { undoDeleteMs: HELD_MS })
  await desk.start()
  const { id } = await desk.linked(there)
  await desk.customers.markDeleted([id])
  remote.directAddAddress(there, place('', 'Second Street 2', '4000'))
  const [first] = remote.customers.get(there)?.addresses ?? []
  if (first === undefined) throw new Error('The address is there')
  first.fields = { ...first.fields, line1: 'Third Street 3' }
  await desk.sync()
  expect((await desk.stored(id)).sync.theirs).toMatchObject({ kind: 'edited-there' })
  remote.refuse = (push) => (push.type === 'delete' ? 'It has orders.' : null)
  await decide(desk, id, 'delete-anyway')
  await desk.later(HELD_MS + 1000)
  expect(await desk.stored(id)).toMatchObject({ deletedAt: 0, sync: { refused: { of: 'delete' } } })
  const mark = desk.connector.requests.length
  await desk.engine.retry(id)
  await desk.sync()
  expect(desk.requestsSince(mark).filter(({ operation }) => operation === 'push')).toEqual([])
  const { addresses, pendingSince } = await desk.stored(id)
  expect(pendingSince).toBe(0)
  expect(addresses.map(({ line1, remoteId }) => [line1, remoteId])).toEqual(
    remote.customers.get(there)?.addresses.map(({ fields, remoteId }) => [fields.line1, remoteId]),
  )
  expect(addresses.map(({ line1 }) => line1)).toEqual(['Third Street 3', 'Second Street 2'])
})

import { describe, expect, test } from 'vitest'
import { upsertingProfile } from '#shared/connector/memory-profiles.ts'
import type { CustomerPush } from '#shared/connector/remote-connector.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { Desk, newRemote, place } from './desk.testing.ts'
import type { MemoryRemote } from '#shared/connector/memory-remote.ts'

/** A desk in step with a remote that has one customer, Ada. */
async function withAda(): Promise<{ remote: MemoryRemote; desk: Desk; there: string; ada: Customer }> {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com', company: 'Engines' })
  const desk = await Desk.open(remote)
  await desk.start()
  return { remote, desk, there, ada: await desk.linked(there) }
}

/** A desk in step with an empty remote. */
async function withNothing(): Promise<{ remote: MemoryRemote; desk: Desk }> {
  const remote = newRemote()
  const desk = await Desk.open(remote)
  await desk.start()
  return { remote, desk }
}

function fieldsThere(remote: MemoryRemote, remoteId: string): Record<string, unknown> {
  return { ...remote.customers.get(remoteId)?.fields }
}

/** The pushes that a desk has sent, in order. */
function pushes(desk: Desk): CustomerPush[] {
  return desk.connector.requests
    .filter(({ operation, kind }) => operation === 'push' && kind === 'customer')
    .flatMap(({ items }) => (items ?? []) as CustomerPush[])
}

// One test for each usual fault (docs/sync.md, section 14); each was seen to fail with its fault planted.
describe('updates', () => {
  test('an edit taken back while its lost update may still arrive stays pending, and wins', async () => {
    const { remote, desk, there, ada } = await withAda()
    await desk.edit(ada.id, { name: 'Beth' })
    desk.connector.faults.cutNext('later')
    await desk.sync()
    expect((await desk.stored(ada.id)).sync.sent?.fields).toEqual({ name: 'Beth' })
    await desk.edit(ada.id, { name: 'Ada' })
    // The record is read meanwhile, with the old name still in it.
    remote.directEdit(there, { company: 'Looms' })
    await desk.sync()
    expect(await desk.stored(ada.id)).toMatchObject({ company: 'Looms', sync: { base: { name: 'Ada' } } })
    desk.connector.faults.runLate()
    expect(fieldsThere(remote, there)).toMatchObject({ name: 'Beth' })
    await desk.later(60_000)
    expect(fieldsThere(remote, there)).toMatchObject({ name: 'Ada' })
    expect(await desk.stored(ada.id)).toMatchObject({ name: 'Ada', pendingSince: 0 })
  })

  test('an edit taken back after its update took effect unseen is sent back', async () => {
    const { remote, desk, there, ada } = await withAda()
    await desk.edit(ada.id, { name: 'Beth' })
    desk.connector.faults.cutNext('after')
    let cut = false
    desk.connector.faults.beforeEffect = (call) => {
      if (call.operation === 'push') cut = true
      if (cut && call.operation === 'get') desk.connector.faults.offline = true
    }
    await desk.sync()
    await desk.edit(ada.id, { name: 'Ada' })
    desk.connector.faults.beforeEffect = () => undefined
    desk.connector.faults.offline = false
    await desk.later(120_000)
    await desk.sync()
    expect(fieldsThere(remote, there)).toMatchObject({ name: 'Ada' })
    expect(await desk.stored(ada.id)).toMatchObject({ name: 'Ada', pendingSince: 0 })
  })

  test('an edit made while its update is under way is not overwritten by the answer', async () => {
    const { remote, desk, there, ada } = await withAda()
    await desk.edit(ada.id, { name: 'Beth' })
    let edited = false
    desk.connector.faults.beforeAnswer = async (call) => {
      if (call.operation !== 'push' || edited) return
      edited = true
      await desk.edit(ada.id, { name: 'Carol' })
    }
    await desk.sync()
    expect(edited).toBe(true)
    expect(await desk.stored(ada.id)).toMatchObject({ name: 'Carol', pendingSince: 0 })
    expect(fieldsThere(remote, there)).toMatchObject({ name: 'Carol' })
  })

  test('only what was changed is sent', async () => {
    const { desk, ada } = await withAda()
    await desk.edit(ada.id, { phone: '0113 496 0000' })
    await desk.sync()
    expect(pushes(desk)).toMatchObject([{ type: 'update', changes: { fields: { phone: '0113 496 0000' } } }])
    expect(Object.keys((pushes(desk)[0] as { changes: { fields: object } }).changes.fields)).toEqual([
      'phone',
    ])
  })

  test('the record is read again right before a write: a change there since the pull is not overwritten', async () => {
    const { remote, desk, there, ada } = await withAda()
    await desk.edit(ada.id, { name: 'Mine' })
    desk.connector.faults.beforeAnswer = (call) => {
      // Between the pull and the write somebody else was quicker.
      if (call.operation === 'pull') remote.directEdit(there, { name: 'Theirs' })
    }
    await desk.sync()
    expect(fieldsThere(remote, there)).toMatchObject({ name: 'Theirs' })
    expect((await desk.stored(ada.id)).sync.theirs).toEqual({ kind: 'fields', fields: { name: 'Theirs' } })
  })

  test('what the remote spells in its own way is no change', async () => {
    const { desk, ada } = await withAda()
    await desk.edit(ada.id, { email: ' ADA@Example.com ' })
    await desk.sync()
    const mark = desk.connector.requests.length
    await desk.sync()
    await desk.sync()
    expect(desk.requestsSince(mark).filter(({ operation }) => operation !== 'pull')).toEqual([])
    expect(await desk.stored(ada.id)).toMatchObject({ pendingSince: 0, sync: { theirs: null } })
    expect(pushes(desk)).toEqual([])
  })
})

describe('pulls', () => {
  test('a pending field is not overwritten; another field of the same record arrives', async () => {
    const { remote, desk, there, ada } = await withAda()
    remote.refuse = () => 'closed for today'
    await desk.edit(ada.id, { name: 'Beth' })
    await desk.sync()
    remote.directEdit(there, { company: 'Looms' })
    await desk.sync()
    expect(await desk.stored(ada.id)).toMatchObject({
      name: 'Beth',
      company: 'Looms',
      sync: { base: { name: 'Ada' } },
    })
  })

  test('the same field changed here and there is asked about, and not settled for mine', async () => {
    const { remote, desk, there, ada } = await withAda()
    await desk.edit(ada.id, { name: 'Mine', phone: '1' })
    remote.directEdit(there, { name: 'Theirs' })
    await desk.sync()
    const asked = await desk.stored(ada.id)
    expect(asked.sync.theirs).toEqual({ kind: 'fields', fields: { name: 'Theirs' } })
    // The other fields of the record go.
    expect(fieldsThere(remote, there)).toMatchObject({ name: 'Theirs', phone: '1' })
    expect(desk.engine.status).toMatchObject({ waiting: 0, needsYou: 1 })

    await desk.decide(ada.id, { kind: 'fields', choices: { name: { take: 'mine' } } })
    expect(fieldsThere(remote, there)).toMatchObject({ name: 'Mine' })
    expect(await desk.stored(ada.id)).toMatchObject({ name: 'Mine', pendingSince: 0 })
  })

  test('taking theirs keeps mine in the history', async () => {
    const { remote, desk, there, ada } = await withAda()
    await desk.edit(ada.id, { name: 'Mine' })
    remote.directEdit(there, { name: 'Theirs' })
    await desk.sync()
    await desk.decide(ada.id, { kind: 'fields', choices: { name: { take: 'theirs' } } })
    expect(await desk.stored(ada.id)).toMatchObject({ name: 'Theirs', pendingSince: 0 })
    const history = await desk.history.findFor(ada.id)
    expect(history.flatMap(({ changes }) => changes)).toContainEqual({
      key: 'name',
      before: 'Mine',
      after: 'Theirs',
    })
  })

  test('nothing is merged into a deleted document: edited there, deleted here is asked about', async () => {
    const { remote, desk, there, ada } = await withAda()
    await desk.customers.markDeleted([ada.id])
    remote.directEdit(there, { name: 'Still in use' })
    await desk.sync()
    expect(remote.customers.has(there)).toBe(true)
    const asked = await desk.stored(ada.id)
    expect(asked.name).toBe('Ada')
    expect(asked.sync.theirs).toMatchObject({ kind: 'edited-there', fields: { name: 'Still in use' } })
    await desk.decide(ada.id, { kind: 'keep' })
    expect(await desk.stored(ada.id)).toMatchObject({ name: 'Still in use', deletedAt: 0, pendingSince: 0 })
  })

  test('a record that nobody holds is held against open creates', async () => {
    const { remote, desk } = await withNothing()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    desk.connector.faults.cutNext('after')
    desk.connector.faults.failNext({ kind: 'offline' }, 1, 'find')
    await desk.sync()
    expect((await desk.stored(id)).sync.intent?.kind).toBe('create')
    // The key is another one by now, so that only the intent tells whose record it is.
    await desk.edit(id, { email: 'ada.new@example.com' })
    desk.connector.faults.failNext({ kind: 'timeout-unknown' }, 9, 'find')
    await desk.later(60_000)
    expect(await desk.all()).toHaveLength(1)
    expect((await desk.stored(id)).remoteId).toBe(remote.created[0])
  })
})

describe('creates', () => {
  test('a create whose answer was lost is searched for, and not sent again', async () => {
    const { remote, desk } = await withNothing()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    desk.connector.faults.cutNext('after')
    await desk.sync()
    expect(remote.created).toHaveLength(1)
    expect(await desk.stored(id)).toMatchObject({ remoteId: remote.created[0], pendingSince: 0 })
  })

  test('the same without a pull that would bring the record', async () => {
    const remote = newRemote(upsertingProfile())
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.create({ firstName: 'Ada', email: 'ada@example.com' })
    desk.connector.faults.cutNext('after')
    const mark = desk.connector.requests.length
    await desk.later(1_000)
    expect(desk.requestsSince(mark).map(({ operation }) => operation)).toEqual(['find', 'push', 'find'])
    expect(await desk.stored(id)).toMatchObject({ remoteId: remote.created[0], pendingSince: 0 })
  })

  test('a server error is not taken for "not done"', async () => {
    const { remote, desk } = await withNothing()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    let failed = false
    desk.connector.faults.plan = (call) => {
      if (call.operation !== 'push' || failed) return null
      failed = true
      return { error: { kind: 'unavailable', status: 502, retryAfterMs: 0 }, effect: 'late', certain: false }
    }
    await desk.later(1_000)
    // Not found, yet it may still take effect: nothing is sent before the remote's time is over.
    expect((await desk.stored(id)).sync.intent?.kind).toBe('create')
    expect(pushes(desk)).toHaveLength(1)
    await desk.later(30_000)
    expect(pushes(desk)).toHaveLength(1)
    desk.connector.faults.runLate()
    await desk.later(60_000)
    expect(remote.created).toHaveLength(1)
    expect(await desk.stored(id)).toMatchObject({ remoteId: remote.created[0], pendingSince: 0 })
  })

  test('the remote has its time from when the create was given up, not from when it began', async () => {
    const { desk } = await withNothing()
    await desk.create({ name: 'Ada', email: 'ada@example.com' })
    desk.connector.faults.cutNext('before')
    desk.connector.faults.beforeEffect = (call) => {
      if (call.operation === 'push') desk.clock.advance(50_000)
    }
    await desk.sync()
    desk.connector.faults.beforeEffect = () => undefined
    await desk.later(59_000)
    expect(pushes(desk)).toHaveLength(1)
    await desk.later(2_000)
    expect(pushes(desk)).toHaveLength(2)
  })

  test('an e-mail edited while the create is unknown: it is found by the one it was sent with', async () => {
    const remote = newRemote(upsertingProfile())
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.create({ firstName: 'Ada', email: 'old@example.com' })
    desk.connector.faults.cutNext('after')
    desk.connector.faults.beforeAnswer = async (call) => {
      if (call.operation === 'find' && (await desk.stored(id)).sync.intent === null) return
      if (call.operation === 'find') await desk.edit(id, { email: 'new@example.com' })
    }
    let given = false
    desk.connector.faults.beforeEffect = async (call) => {
      if (call.operation !== 'push' || given) return
      given = true
      await desk.edit(id, { email: 'new@example.com' })
    }
    await desk.later(1_000)
    await desk.later(120_000)
    expect(remote.created).toHaveLength(1)
    const ada = await desk.stored(id)
    expect(ada).toMatchObject({ remoteId: remote.created[0], email: 'new@example.com', pendingSince: 0 })
    expect(fieldsThere(remote, ada.remoteId)).toMatchObject({ email: 'new@example.com' })
  })

  test('a remote that says "exists already" is searched, and the record linked as never sent', async () => {
    const { remote, desk } = await withNothing()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com', phone: '1' })
    let there = ''
    desk.connector.faults.beforeEffect = (call) => {
      if (call.operation === 'push' && there === '') {
        there = remote.directCreate({ name: 'Ada', email: 'ada@example.com', company: 'Engines' })
      }
    }
    await desk.later(1_000)
    expect(await desk.stored(id)).toMatchObject({ remoteId: there, company: 'Engines', phone: '1' })
    expect(fieldsThere(remote, there)).toMatchObject({ phone: '1' })
    expect(remote.created).toHaveLength(1)
  })

  test('"exists already" that no search finds is refused with the words of the remote', async () => {
    const { remote, desk } = await withNothing()
    remote.refuse = () => null
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    desk.connector.push = (_kind, items) =>
      Promise.resolve(items.map(({ localId }) => ({ status: 'exists', localId, reason: 'E-mail is taken' })))
    await desk.sync()
    expect((await desk.stored(id)).sync).toMatchObject({
      intent: null,
      refused: { message: 'E-mail is taken' },
    })
    expect(desk.engine.status.needsYou).toBe(1)
  })
})

describe('deletions', () => {
  test('a refused one comes back with its reason', async () => {
    const { remote, desk, there, ada } = await withAda()
    remote.refuse = (push) => (push.type === 'delete' ? 'Linked to 3 orders' : null)
    await desk.customers.markDeleted([ada.id])
    await desk.sync()
    expect(await desk.stored(ada.id)).toMatchObject({
      deletedAt: 0,
      name: 'Ada',
      sync: { intent: null, refused: { of: 'delete', message: 'Linked to 3 orders' } },
    })
    expect(remote.customers.has(there)).toBe(true)
  })

  test('a refused one does not hold up the others', async () => {
    const { remote, desk, ada } = await withAda()
    const beth = remote.directCreate({ name: 'Beth', email: 'beth@example.com' })
    await desk.sync()
    remote.refuse = (push) => (push.localId === ada.id ? 'no' : null)
    const other = await desk.linked(beth)
    await desk.customers.markDeleted([ada.id, other.id])
    await desk.sync()
    expect(await desk.customers.get(other.id)).toBeNull()
    expect(remote.customers.has(beth)).toBe(false)
  })

  test('there: noticed by a sweep, and only after the record itself was asked for', async () => {
    const { remote, desk, there, ada } = await withAda()
    remote.directCreate({ name: 'Beth', email: 'beth@example.com' })
    remote.directDelete(there)
    await desk.sync()
    expect(await desk.customers.get(ada.id)).not.toBeNull()
    await desk.engine.sweepNow()
    await desk.engine.roundFinished()
    expect(await desk.customers.get(ada.id)).toBeNull()
    expect(
      desk.connector.requests.some(({ operation, ids }) => operation === 'get' && ids.includes(there)),
    ).toBe(true)
  })

  test('a record that a page shift hid from the sweep is alive', async () => {
    const remote = newRemote()
    const ids = Array.from({ length: 12 }, (_, i) =>
      remote.directCreate({ name: `C${i}`, email: `c${i}@example.com` }),
    )
    const desk = await Desk.open(remote)
    await desk.start()
    desk.connector.pageSizes = [4, 4, 4, 4]
    let sweeps = 0
    desk.connector.faults.beforeEffect = (call) => {
      if (call.operation !== 'pull' || call.mode !== 'sweep') return
      sweeps += 1
      // A record of the first page goes: the first of the second page moves to the first and is never shown.
      if (sweeps === 2) remote.directDelete(ids[0] ?? '')
    }
    await desk.engine.sweepNow()
    await desk.engine.roundFinished()
    const seen = new Set(
      desk.connector.requests.flatMap(({ operation, ids: asked }) => (operation === 'get' ? asked : [])),
    )
    expect(seen.has(ids[4] ?? '')).toBe(true)
    expect((await desk.customers.findByRemoteIds(ids)).has(ids[4] ?? '')).toBe(true)
    // What went while it was read is noticed by the next one.
    expect(await desk.all()).toHaveLength(12)
    await desk.engine.sweepNow()
    await desk.engine.roundFinished()
    expect(await desk.all()).toHaveLength(11)
  })

  test('there does not remove what was edited here: it is asked about', async () => {
    const { remote, desk, there, ada } = await withAda()
    remote.directCreate({ name: 'Beth', email: 'beth@example.com' })
    await desk.sync()
    remote.refuse = () => 'closed'
    await desk.edit(ada.id, { name: 'Ada Lovelace' })
    await desk.sync()
    remote.refuse = () => null
    remote.directDelete(there)
    await desk.engine.sweepNow()
    await desk.engine.roundFinished()
    expect(await desk.stored(ada.id)).toMatchObject({
      name: 'Ada Lovelace',
      sync: { theirs: { kind: 'deleted-there' } },
    })
    await desk.decide(ada.id, { kind: 'restore-as-new' })
    const restored = await desk.stored(ada.id)
    expect(restored).toMatchObject({ name: 'Ada Lovelace', pendingSince: 0 })
    expect(fieldsThere(remote, restored.remoteId)).toMatchObject({ name: 'Ada Lovelace' })
  })

  test.each([
    ['an empty list', 1, 1],
    ['a sharply shorter list', 10, 6],
  ])('%s raises a question and removes nothing', async (_, count, gone) => {
    const remote = newRemote()
    const ids = Array.from({ length: count }, (_unused, i) =>
      remote.directCreate({ name: `C${i}`, email: `c${i}@example.com` }),
    )
    const desk = await Desk.open(remote)
    await desk.start()
    for (const id of ids.slice(0, gone)) remote.directDelete(id)
    await desk.engine.sweepNow()
    await desk.engine.roundFinished()
    expect(await desk.all()).toHaveLength(count)
    expect(desk.engine.status.question).toEqual({ linked: count, missing: gone })
    await desk.engine.answerQuestion('check')
    await desk.engine.roundFinished()
    expect(await desk.all()).toHaveLength(count - gone)
    expect(desk.engine.status.question).toBeNull()
  })
})

test('addresses: two new ones of both sides stay two, and the same one is not doubled', async () => {
  const { remote, desk, there, ada } = await withAda()
  remote.directAddAddress(there, place('x', '1 Mill Lane', 'LS1 1AA'))
  await desk.edit(ada.id, {
    addresses: [place('a', '1 MILL LANE', 'ls1 1aa'), place('b', '2 High Street', 'LS2 2BB')],
  })
  await desk.sync()
  await desk.sync()
  expect(remote.customers.get(there)?.addresses).toHaveLength(2)
  const stored = await desk.stored(ada.id)
  expect(stored.addresses.filter(({ superseded }) => superseded === '')).toHaveLength(2)
  expect(stored.pendingSince).toBe(0)
})

import { describe, expect, test } from 'vitest'
import { noKeyProfile, skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { Desk, newRemote } from './desk.testing.ts'
import { UNEXPECTED_PROBLEM } from '#shared/connector/app-refusals.ts'

// The cases for which RxDB's replication plugin had no answer (docs/decisions/0001-own-sync-engine.md).
describe('one refused row', () => {
  test('does not hold up the good ones', async () => {
    const remote = newRemote()
    remote.refuse = (push) =>
      push.type === 'create' && push.whole.name === 'Bad' ? 'Name not allowed' : null
    const desk = await Desk.open(remote)
    await desk.start()
    const bad = await desk.create({ name: 'Bad', email: 'bad@example.com' })
    // More than go side by side, so that some of them come after the refusal.
    for (let i = 0; i < 12; i += 1) await desk.create({ name: `Good ${i}`, email: `g${i}@example.com` })
    await desk.sync()
    expect(remote.created).toHaveLength(12)
    const refused = await desk.stored(bad.id)
    expect(refused.remoteId).toBe('')
    expect(refused.sync.refused).toMatchObject({ message: 'Name not allowed', of: 'create' })
    expect(desk.engine.status).toMatchObject({ phase: 'idle', waiting: 0, needsYou: 1 })

    // It is left alone until it, or the reason, has changed.
    const mark = desk.connector.requests.length
    await desk.sync()
    expect(desk.requestsSince(mark).map(({ operation }) => operation)).toEqual(['pull'])
    await desk.edit(bad.id, { name: 'Better' })
    await desk.sync()
    expect((await desk.stored(bad.id)).remoteId).not.toBe('')
  })

  test('in a bulk call leaves the others accepted', async () => {
    const remote = newRemote(noKeyProfile())
    remote.refuse = (push) => (push.type === 'create' && push.whole.firstName === 'Bad' ? 'no' : null)
    const desk = await Desk.open(remote)
    await desk.start()
    for (const firstName of ['A', 'Bad', 'B']) await desk.create({ firstName, phone: '0113 496 0000' })
    const mark = desk.connector.requests.length
    await desk.sync()
    const pushes = desk.requestsSince(mark).filter(({ operation }) => operation === 'push')
    expect(pushes).toHaveLength(1)
    expect(remote.created).toHaveLength(2)
    expect(desk.engine.status.needsYou).toBe(1)
  })

  test('is tried again when a person asks for it', async () => {
    const remote = newRemote()
    remote.refuse = () => 'not today'
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    await desk.sync()
    remote.refuse = () => null
    await desk.engine.retry(id)
    await desk.engine.roundFinished()
    expect(await desk.stored(id)).toMatchObject({ pendingSince: 0, sync: { refused: null } })
  })
})

test('a refused edit survives the pulls that follow', async () => {
  const remote = newRemote()
  const ada = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  remote.refuse = (push) => (push.type === 'update' ? 'Locked by accounting' : null)
  const desk = await Desk.open(remote)
  await desk.start()
  const { id } = await desk.linked(ada)
  await desk.edit(id, { name: 'Ada Lovelace' })
  await desk.sync()
  remote.directEdit(ada, { company: 'Analytical Engines' })
  await desk.sync()
  await desk.engine.sweepNow()
  await desk.engine.roundFinished()
  const customer = await desk.stored(id)
  expect(customer).toMatchObject({ name: 'Ada Lovelace', company: 'Analytical Engines' })
  expect(customer.sync.refused).toMatchObject({ message: 'Locked by accounting', of: 'update' })
  expect(customer.sync.base).toEqual({ name: 'Ada' })
  expect(remote.customers.get(ada)?.fields.name).toBe('Ada')
})

test('an edit during its create leads to one create, and is sent after it', async () => {
  const remote = newRemote()
  const desk = await Desk.open(remote)
  await desk.start()
  const { id } = await desk.create({ name: 'Mara', email: 'mara@example.com' })
  let edits = 0
  desk.connector.faults.beforeAnswer = async (call) => {
    if (call.operation !== 'push' || edits > 0) return
    edits += 1
    await desk.edit(id, { name: 'Mara Okafor' })
  }
  await desk.sync()
  expect(edits).toBe(1)
  expect(remote.created).toHaveLength(1)
  const customer = await desk.stored(id)
  expect(customer).toMatchObject({ name: 'Mara Okafor', pendingSince: 0 })
  expect(remote.customers.get(customer.remoteId)?.fields.name).toBe('Mara Okafor')
})

describe('a stop in the middle of a push', () => {
  test('loses nothing and doubles nothing', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    for (let i = 0; i < 50; i += 1) await desk.create({ name: `C${i}`, email: `c${i}@example.com` })
    let pushes = 0
    const stops: Promise<void>[] = []
    desk.connector.faults.beforeEffect = (call) => {
      if (call.operation !== 'push') return
      pushes += 1
      if (pushes === 10) stops.push(desk.engine.stop())
    }
    await desk.sync()
    expect(stops).toHaveLength(1)
    await Promise.all(stops)
    expect(remote.created.length).toBeGreaterThan(0)
    expect(remote.created.length).toBeLessThan(50)
    await desk.restart()
    await desk.sync()
    expect(remote.created).toHaveLength(50)
    expect((await desk.all()).every((customer) => customer.pendingSince === 0)).toBe(true)
  })

  test('a call that hangs is broken off after a moment, and its create found at the next start', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote, { timing: { stopMs: 3_000 } })
    await desk.start()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    desk.connector.faults.hangNext('push')
    const hanging = new Promise<void>((resolve) => {
      desk.connector.faults.beforeEffect = (call) => {
        if (call.operation === 'push') resolve()
      }
    })
    const syncing = desk.sync()
    await hanging
    const stopping = desk.engine.stop()
    desk.clock.advance(3_000)
    await stopping
    await syncing
    expect((await desk.stored(id)).sync.intent).toMatchObject({
      kind: 'create',
      key: 'email:ada@example.com',
    })
    expect(desk.engine.status.phase).toBe('off')
    // It did take effect over there.
    const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
    await desk.restart()
    expect((await desk.stored(id)).remoteId).toBe(there)
    expect(remote.created).toHaveLength(1)
  })
})

describe('pages', () => {
  test('short and empty ones are no end', async () => {
    const remote = newRemote()
    for (let i = 0; i < 30; i += 1) remote.directCreate({ name: `C${i}`, email: `c${i}@example.com` })
    const desk = await Desk.open(remote)
    desk.connector.pageSizes = [5, 0, 1, 0, 0, 20]
    await desk.start()
    expect(await desk.all()).toHaveLength(30)
  })

  test('the next is asked for only when the one before is stored, and a restart goes on where it was', async () => {
    const remote = newRemote()
    for (let i = 0; i < 30; i += 1) remote.directCreate({ name: `C${i}`, email: `c${i}@example.com` })
    const desk = await Desk.open(remote)
    desk.connector.pageSizes = [10, 10, 10]
    const storedAtEachPage: number[] = []
    desk.connector.faults.beforeEffect = async (call) => {
      if (call.operation === 'pull' && call.kind === 'customer') {
        storedAtEachPage.push((await desk.all()).length)
      }
      if (storedAtEachPage.length === 3) desk.connector.faults.offline = true
    }
    desk.connector.faults.failNext({ kind: 'unavailable', status: 500, retryAfterMs: 0 }, 1, 'find')
    await desk.start()
    expect(storedAtEachPage.slice(0, 3)).toEqual([0, 10, 20])
    desk.renew()
    await desk.start()
    const pulls = desk.connector.requests.filter(
      ({ operation, kind }) => operation === 'pull' && kind === 'customer',
    )
    expect(await desk.all()).toHaveLength(30)
    // Two pages were stored: at most the third is asked for again, and the list is not begun anew.
    expect(pulls.length).toBeLessThanOrEqual(1)
  })
})

describe('an exception while one record is merged', () => {
  test('becomes the issue of that record; the rest of the page is stored', async () => {
    const remote = newRemote()
    const ids = ['A', 'B', 'C'].map((name) => remote.directCreate({ name, email: `${name}@example.com` }))
    const desk = await Desk.open(remote)
    await desk.start()
    for (const id of ids) remote.directEdit(id, { company: 'New' })
    const [, broken] = ids
    const mend = breakRecord(desk, broken)
    await desk.sync()
    const all = await desk.all()
    expect(all.map(({ company }) => company)).toEqual(['New', '', 'New'])
    expect(all[1]?.sync.refused).toMatchObject({ message: UNEXPECTED_PROBLEM, values: {} })
    const [line] = (await desk.log()).filter(({ kind }) => kind === 'record-failed')
    expect(line).toMatchObject({ customerId: all[1]?.id, level: 'error', detail: 'TypeError' })
    expect(desk.engine.status.phase).toBe('idle')

    // Tried again when a person asks, or by the next reading that goes well.
    mend()
    await desk.engine.retry(all[1]?.id ?? '')
    await desk.engine.roundFinished()
    expect((await desk.all())[1]).toMatchObject({ company: 'New', sync: { refused: null } })
  })

  test('of a record that nobody holds is logged, and the next sweep tries it again', async () => {
    const remote = newRemote(skuIoLikeProfile())
    remote.directCreate({ name: 'A', email: 'a@example.com' })
    const bad = remote.directCreate({ name: 'B', email: 'b@example.com' })
    const desk = await Desk.open(remote)
    const mend = breakRecord(desk, bad)
    await desk.start()
    expect((await desk.all()).map(({ name }) => name)).toEqual(['A'])
    expect((await desk.log()).some(({ kind }) => kind === 'record-failed')).toBe(true)
    mend()
    await desk.engine.sweepNow()
    await desk.engine.roundFinished()
    expect((await desk.all()).map(({ name }) => name)).toEqual(['A', 'B'])
  })
})

/**
 * Lets the connector break its word about one record: it tells no fields. An exception that nobody has planted in our
 * own code comes about in no other way. Returns how to end it.
 */
function breakRecord(desk: Desk, remoteId: string | undefined): () => void {
  const { connector } = desk
  const pull = connector.pull.bind(connector)
  connector.pull = async (kind, request, signal) => {
    const page = await pull(kind, request, signal)
    const records = page.ok ? page.value.records : []
    for (const record of records) {
      if (record.remoteId === remoteId) Object.assign(record, { fields: null })
    }
    return page
  }
  return () => {
    connector.pull = pull
  }
}

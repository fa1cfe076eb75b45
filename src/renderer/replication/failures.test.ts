import { describe, expect, test } from 'vitest'
import { Desk, newRemote } from './desk.testing.ts'
import { Backoff } from './backoff.ts'

describe('the network is away', () => {
  test('probes pause ever longer up to a minute, cost the records nothing, and end by themselves', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    desk.connector.faults.offline = true
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    await desk.later(1_000)
    expect(desk.engine.status).toMatchObject({ phase: 'offline', problem: { kind: 'offline' } })
    const pauses: number[] = []
    for (let i = 0; i < 8; i += 1) {
      const pause = desk.engine.status.nextTryAt - desk.clock.now()
      pauses.push(pause)
      await desk.later(pause)
      expect(desk.engine.status.phase).toBe('offline')
    }
    expect(pauses[0]).toBeLessThanOrEqual(2_000)
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(pauses.at(-1)).toBeLessThanOrEqual(60_000)
    expect((await desk.stored(id)).sync).toMatchObject({ refused: null, intent: null })

    desk.connector.faults.offline = false
    await desk.later(60_000)
    expect(desk.engine.status).toMatchObject({ phase: 'idle', problem: null, nextTryAt: 0 })
    expect((await desk.stored(id)).remoteId).not.toBe('')
  })

  test('a hint that it is back is followed at once', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    desk.connector.faults.offline = true
    await desk.sync()
    desk.connector.faults.offline = false
    desk.engine.onlineHint()
    await desk.engine.roundFinished()
    expect(desk.engine.status.phase).toBe('idle')
  })

  test('one line in the log, however often it is probed', async () => {
    const desk = await Desk.open(newRemote())
    await desk.start()
    desk.connector.faults.offline = true
    for (let i = 0; i < 5; i += 1) await desk.sync()
    expect((await desk.log()).filter(({ kind }) => kind === 'failed')).toHaveLength(1)
  })
})

describe('the remote refuses the credentials', () => {
  test('nothing is asked until they are put right', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    desk.connector.faults.failNext({ kind: 'unauthorised', detail: '' })
    await desk.sync()
    expect(desk.engine.status).toMatchObject({ phase: 'signed-out', problem: { kind: 'unauthorised' } })
    const mark = desk.connector.requests.length
    await desk.edit(id, { name: 'Ada L' })
    await desk.later(3_600_000)
    await desk.sync()
    expect(desk.requestsSince(mark)).toEqual([])
    desk.engine.resume()
    await desk.engine.roundFinished()
    expect(desk.requestsSince(mark)[0]?.operation).toBe('check')
    expect(await desk.stored(id)).toMatchObject({ name: 'Ada L', pendingSince: 0 })
    expect(desk.engine.status.phase).toBe('idle')
  })

  test('in the middle of sending: what was not sent is not taken for unknown', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    desk.connector.faults.failNext({ kind: 'unauthorised', detail: '' }, 1, 'push')
    await desk.sync()
    expect(desk.engine.status.phase).toBe('signed-out')
    expect((await desk.stored(id)).sync.intent).toBeNull()
  })

  test('another account answers: nothing is believed and nothing is sent', async () => {
    const remote = newRemote()
    const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.linked(there)
    await desk.edit(id, { name: 'Beth' })
    await desk.engine.stop()
    remote.scopeId = 'scope-2'
    remote.directDelete(there)
    await desk.restart()
    expect(desk.engine.status).toMatchObject({
      phase: 'signed-out',
      problem: { kind: 'wrong-scope', expected: 'scope-1', actual: 'scope-2' },
    })
    expect(desk.connector.requests.map(({ operation }) => operation)).toEqual(['check'])
    expect((await desk.stored(id)).name).toBe('Beth')
  })

  test('they allow no writes: reading goes on, and the status says so', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    desk.connector.readOnly = true
    await desk.start()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    const there = remote.directCreate({ name: 'Beth', email: 'beth@example.com' })
    await desk.sync()
    expect(desk.engine.status).toMatchObject({
      phase: 'idle',
      readOnly: true,
      problem: { kind: 'permission', requiredScope: 'customers:write' },
    })
    expect((await desk.linked(there)).name).toBe('Beth')
    expect((await desk.stored(id)).remoteId).toBe('')
  })
})

describe('the remote asks for patience', () => {
  test('429: exactly as long as it says or a little longer, whoever asks', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    await desk.create({ name: 'Ada', email: 'ada@example.com' })
    desk.connector.faults.failNext({ kind: 'rate-limited', retryAfterMs: 30_000 }, 1, 'push')
    await desk.sync()
    expect(desk.engine.status).toMatchObject({ phase: 'waiting', problem: { kind: 'rate-limited' } })
    const mark = desk.connector.requests.length
    const pause = desk.engine.status.nextTryAt - desk.clock.now()
    expect(pause).toBeGreaterThanOrEqual(30_000)
    expect(pause).toBeLessThanOrEqual(33_000)
    await desk.sync()
    await desk.later(pause - 1)
    expect(desk.requestsSince(mark)).toEqual([])
    await desk.later(1)
    expect(remote.created).toHaveLength(1)
    expect(desk.engine.status.phase).toBe('idle')
  })

  test('429 again and again: each time no longer than it says', async () => {
    const desk = await Desk.open(newRemote())
    await desk.start()
    for (let i = 0; i < 6; i += 1) {
      desk.connector.faults.failNext({ kind: 'rate-limited', retryAfterMs: 1_000 })
      await desk.later(60_000)
      expect(desk.engine.status.nextTryAt - desk.clock.now()).toBeLessThanOrEqual(1_100)
    }
  })

  test('5xx: pauses grow, and the Retry-After it names is kept', async () => {
    const desk = await Desk.open(newRemote())
    await desk.start()
    desk.connector.faults.failNext({ kind: 'unavailable', status: 503, retryAfterMs: 120_000 })
    await desk.sync()
    expect(desk.engine.status.phase).toBe('waiting')
    expect(desk.engine.status.nextTryAt - desk.clock.now()).toBeGreaterThanOrEqual(120_000)
  })

  test('a record whose every call fails does not hold up the others', async () => {
    const remote = newRemote()
    const ids = Array.from({ length: 5 }, (_, i) =>
      remote.directCreate({ name: `C${i}`, email: `c${i}@example.com` }),
    )
    const desk = await Desk.open(remote)
    await desk.start()
    for (const customer of await desk.all()) await desk.edit(customer.id, { phone: '1' })
    desk.connector.faults.plan = (call) =>
      call.operation === 'get' && call.ids.includes(ids[0] ?? '')
        ? { error: { kind: 'unavailable', status: 500, retryAfterMs: 0 }, effect: 'none', certain: true }
        : null
    await desk.sync()
    const sent = ids.filter((id) => remote.customers.get(id)?.fields.phone === '1')
    expect(sent).toEqual(ids.slice(1))
    expect(desk.engine.status).toMatchObject({ phase: 'idle', waiting: 1 })
    // It is tried again by and by, not at every look.
    const mark = desk.connector.requests.length
    await desk.sync()
    expect(desk.requestsSince(mark).map(({ operation }) => operation)).toEqual(['pull'])
    desk.connector.faults.plan = () => null
    await desk.later(60_000)
    expect(remote.customers.get(ids[0] ?? '')?.fields.phone).toBe('1')
  })
})

describe('a pause', () => {
  test('asks and sends nothing until it ends', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    desk.engine.pause()
    const mark = desk.connector.requests.length
    await desk.create({ name: 'Ada', email: 'ada@example.com' })
    await desk.later(600_000)
    await desk.sync()
    expect(desk.engine.status.phase).toBe('paused')
    expect(desk.requestsSince(mark)).toEqual([])
    desk.engine.resume()
    await desk.engine.roundFinished()
    expect(remote.created).toHaveLength(1)
  })
})

test('the log holds no data of customers', async () => {
  const remote = newRemote()
  remote.refuse = (push) => (push.type === 'create' ? 'ada@example.com is taken by Ada Byron' : null)
  const desk = await Desk.open(remote)
  await desk.start()
  await desk.create({ name: 'Ada Byron', email: 'ada@example.com' })
  desk.connector.faults.failNext({ kind: 'protocol', detail: 'body of ada@example.com' }, 1, 'pull')
  await desk.sync()
  await desk.later(10_000)
  const lines = await desk.log()
  expect(lines.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['refused', 'failed']))
  expect(JSON.stringify(lines)).not.toMatch(/ada|byron/i)
})

test('pauses grow up to the cap, with jitter, and never undercut what was asked for', () => {
  for (const random of [0, 0.5, 0.999]) {
    const backoff = new Backoff(() => random, 2_000, 60_000)
    const pauses = Array.from({ length: 8 }, () => backoff.next())
    expect(Math.max(...pauses)).toBeLessThanOrEqual(60_000)
    expect(pauses[0]).toBeGreaterThanOrEqual(1_000)
    expect(backoff.asTold(5_000)).toBeGreaterThanOrEqual(5_000)
    backoff.reset()
    expect(backoff.next()).toBe(pauses[0])
  }
})

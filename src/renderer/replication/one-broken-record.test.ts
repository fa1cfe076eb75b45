import { describe, expect, test } from 'vitest'
import { UNREADABLE_THERE } from '#shared/connector/app-refusals.ts'
import type { MemoryCall, MemoryFault } from '#shared/connector/memory-faults.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import type { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { Desk, newRemote } from './desk.testing.ts'

const DAY = 86_400_000
const unavailable: MemoryFault = {
  error: { kind: 'unavailable', status: 500, retryAfterMs: 0 },
  effect: 'none',
  certain: true,
}

/** The remote answers 500 to whoever reads this record directly. */
function breaks(remoteId: string): (call: MemoryCall) => MemoryFault | null {
  return ({ operation, kind, ids }) =>
    operation === 'get' && kind === 'customer' && ids.includes(remoteId) ? unavailable : null
}

function briefRemote(): MemoryRemote {
  const profile = skuIoLikeProfile()
  return newRemote({ ...profile, capabilities: { ...profile.capabilities, listLacksDetails: true } })
}

function createMany(remote: MemoryRemote, count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    remote.directCreate({ name: `Customer ${at}`, email: `c${at}@example.com`, phone: `020 ${at}` }),
  )
}

async function unreadLines(desk: Desk): Promise<number> {
  return (await desk.log()).filter(({ kind }) => kind === 'record-unread').length
}

describe('a record whose details the remote cannot give', () => {
  test('holds up the details of no other, and is asked for again later', async () => {
    const remote = briefRemote()
    const there = createMany(remote, 45)
    const broken = there[3] ?? ''
    const desk = await Desk.open(remote)
    desk.connector.faults.plan = breaks(broken)
    await desk.start()
    await desk.engine.roundFinished()
    await desk.later(60_000)
    const filled = (await desk.all()).filter(({ detailsDue }) => detailsDue === 0)
    expect(filled).toHaveLength(44)
    expect(await unreadLines(desk)).toBe(1)
    expect(desk.engine.status.phase).toBe('idle')

    desk.connector.faults.plan = () => null
    await desk.later(3_600_000)
    expect((await desk.linked(broken)).detailsDue).toBe(0)
  })

  test('is believed neither there nor gone by a sweep, which ends all the same', async () => {
    const remote = newRemote()
    const there = createMany(remote, 12)
    const [gone = '', broken = ''] = there
    const desk = await Desk.open(remote)
    await desk.start()
    remote.directDelete(gone)
    remote.directDelete(broken)
    desk.connector.faults.plan = breaks(broken)
    await desk.engine.sweepNow()
    await desk.engine.roundFinished()
    expect([...(await desk.customers.findByRemoteIds([gone, broken])).keys()]).toEqual([broken])
    expect((await desk.log()).map(({ kind }) => kind)).toContain('sweep-finished')

    desk.connector.faults.plan = () => null
    await desk.engine.sweepNow()
    await desk.engine.roundFinished()
    expect((await desk.customers.findByRemoteIds([broken])).size).toBe(0)
  })

  test('that seems to be an unsent customer is not sent a second time, and the others are stored', async () => {
    const remote = briefRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    const ada = remote.directCreate({ name: 'Ada', email: 'ada@example.com', phone: '0207' })
    const [beth = ''] = createMany(remote, 1)
    desk.connector.faults.plan = breaks(ada)
    for (let tries = 0; tries < 3; tries += 1) await desk.sync()
    expect((await desk.linked(beth)).name).toBe('Customer 0')
    expect((await desk.stored(id)).sync.refused).toMatchObject({ message: UNREADABLE_THERE, of: 'create' })
    await desk.later(60_000)
    expect(desk.connector.requests.filter(({ operation }) => operation === 'push')).toEqual([])

    desk.connector.faults.plan = () => null
    await desk.engine.retry(id)
    await desk.engine.roundFinished()
    expect(await desk.stored(id)).toMatchObject({ remoteId: ada, phone: '0207', sync: { refused: null } })
    expect(remote.created).toHaveLength(2)
  })

  test('does not keep the changes of others from going out', async () => {
    const remote = newRemote()
    const there = createMany(remote, 3)
    const broken = there[0] ?? ''
    const desk = await Desk.open(remote)
    await desk.start()
    desk.connector.faults.plan = breaks(broken)
    for (const remoteId of there) await desk.edit((await desk.linked(remoteId)).id, { phone: '1' })
    await desk.later(1_000)
    const waiting = (await desk.all()).filter(({ pendingSince }) => pendingSince !== 0)
    expect(waiting.map(({ remoteId }) => remoteId)).toEqual([broken])
    desk.connector.faults.plan = () => null
    await desk.later(3_600_000)
    expect((await desk.linked(broken)).pendingSince).toBe(0)
  })
})

test('SKU mappings that the remote cannot give hold up those of no other customer', async () => {
  const remote = newRemote()
  const there = createMany(remote, 30)
  for (const remoteId of there) remote.setSkuMapping(remoteId, 'A-1', '11')
  const broken = there[2] ?? ''
  const desk = await Desk.open(remote)
  desk.connector.faults.plan = ({ kind, ids }) =>
    kind === 'sku-mapping' && ids.includes(broken) ? unavailable : null
  await desk.start()
  await desk.later(60_000)
  const counts = await Promise.all(
    there.map(async (remoteId) => (await desk.skuMappings.findFor((await desk.linked(remoteId)).id)).length),
  )
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(29)

  desk.connector.faults.plan = () => null
  await desk.later(3_600_000)
  expect(await desk.skuMappings.findFor((await desk.linked(broken)).id)).toHaveLength(1)
})

test('a row of a list that cannot be read counts as seen, and is a line in the log', async () => {
  const remote = newRemote()
  const there = createMany(remote, 5)
  const desk = await Desk.open(remote)
  await desk.start()
  desk.connector.unreadable.add(there[1] ?? '')
  const mark = desk.connector.requests.length
  await desk.engine.sweepNow()
  await desk.engine.roundFinished()
  expect((await desk.all()).map(({ remoteId }) => remoteId).sort()).toEqual([...there].sort())
  expect(desk.requestsSince(mark).filter(({ operation }) => operation === 'get')).toEqual([])
  expect(await unreadLines(desk)).toBeGreaterThan(0)
})

test('a list that cannot be read to its end keeps neither news nor edits from their way', async () => {
  const remote = newRemote()
  const [there = ''] = createMany(remote, 5)
  const desk = await Desk.open(remote)
  await desk.start()
  const { id } = await desk.linked(there)
  desk.connector.faults.plan = ({ mode }) => (mode === 'sweep' ? unavailable : null)
  await desk.edit(id, { phone: '1' })
  const news = remote.directCreate({ name: 'New', email: 'new@example.com' })
  await desk.later(8 * DAY)
  await desk.sync()
  expect((await desk.stored(id)).pendingSince).toBe(0)
  expect((await desk.linked(news)).name).toBe('New')
  expect((await desk.log()).filter(({ kind }) => kind === 'sweep-failed')).toHaveLength(1)
})

test('a pause that the remote asks for is kept, and no record blamed', async () => {
  const remote = briefRemote()
  createMany(remote, 45)
  const desk = await Desk.open(remote)
  desk.connector.faults.plan = ({ operation, kind }) =>
    operation === 'get' && kind === 'customer'
      ? { ...unavailable, error: { kind: 'unavailable', status: 503, retryAfterMs: 120_000 } }
      : null
  await desk.start()
  await desk.engine.roundFinished()
  expect(desk.engine.status.phase).toBe('waiting')
  expect(desk.connector.requests.filter(({ operation }) => operation === 'get')).toHaveLength(1)
})

test('the check that a person asked for is made up for, where the list failed meanwhile', async () => {
  const remote = newRemote()
  const there = createMany(remote, 40)
  const desk = await Desk.open(remote)
  await desk.start()
  for (const remoteId of there.slice(0, 30)) remote.directDelete(remoteId)
  await desk.engine.sweepNow()
  expect(desk.engine.status.question).toMatchObject({ missing: 30 })
  desk.connector.faults.plan = ({ mode }) => (mode === 'sweep' ? unavailable : null)
  await desk.engine.answerQuestion('check')
  await desk.engine.roundFinished()
  expect(await desk.all()).toHaveLength(40)
  desk.connector.faults.plan = () => null
  await desk.later(60_000)
  expect(await desk.all()).toHaveLength(10)
})

test('a moment of weakness in the middle of linking bothers nobody', async () => {
  const remote = briefRemote()
  const desk = await Desk.open(remote)
  await desk.start()
  const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
  const ada = remote.directCreate({ name: 'Ada', email: 'ada@example.com', phone: '0207' })
  desk.connector.faults.failNext({ kind: 'unavailable', status: 500, retryAfterMs: 0 }, 1, 'get')
  await desk.sync()
  await desk.later(60_000)
  expect(await desk.stored(id)).toMatchObject({ remoteId: ada, phone: '0207', sync: { refused: null } })
})

import { describe, expect, test } from 'vitest'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import type { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { Desk, newRemote, place } from './desk.testing.ts'

/** A workspace with four customers of its own, and a remote that has some of them. */
async function connect(): Promise<{ desk: Desk; remote: MemoryRemote; ids: string[] }> {
  const remote = newRemote()
  remote.directCreate({ name: 'Ada Byron', email: 'ada@example.com', phone: '1' })
  remote.directCreate({ name: 'Beth Hart' }, [place('b', '2 High Street', 'LS2 2BB')])
  remote.directCreate({ name: 'Only There', email: 'there@example.com' })
  const desk = await Desk.open(remote)
  const drafts = [
    { name: 'Ada B.', email: 'ADA@example.com', fax: '2' },
    { name: 'Beth Hart', addresses: [place('b', '2 high street', 'ls2 2bb')] },
    { name: 'Only Here', email: 'here@example.com' },
  ]
  const ids: string[] = []
  for (const draft of drafts) ids.push((await desk.create(draft)).id)
  return { desk, remote, ids }
}

describe('a workspace that has customers', () => {
  test('reads everything, links by unique keys, shows the rest, and sends nothing before it is confirmed', async () => {
    const { desk, remote, ids } = await connect()
    await desk.start()
    expect(desk.engine.status.phase).toBe('confirm')
    expect(desk.engine.status.firstConnection).toMatchObject({
      linked: 1,
      onlyHere: 2,
      onlyThere: 2,
      doubtful: [{ localId: ids[1], by: 'name-and-address' }],
    })
    // Both sides have a name: a person decides. What only one side has is taken over.
    const ada = await desk.stored(ids[0] ?? '')
    expect(ada).toMatchObject({ phone: '1', fax: '2' })
    expect(ada.sync.theirs).toEqual({ kind: 'fields', fields: { name: 'Ada Byron' } })
    await desk.sync()
    await desk.later(600_000)
    expect(desk.connector.requests.filter(({ operation }) => operation === 'push')).toEqual([])
    expect(desk.engine.status.phase).toBe('confirm')
    expect(remote.created).toHaveLength(3)
  })

  test('the question survives a restart', async () => {
    const { desk } = await connect()
    await desk.start()
    const before = desk.engine.status.firstConnection
    await desk.engine.stop()
    await desk.restart()
    expect(desk.engine.status).toMatchObject({ phase: 'confirm', firstConnection: before })
  })

  test('confirmed: doubtful ones that are the same become one, and what is only here is sent', async () => {
    const { desk, remote, ids } = await connect()
    await desk.start()
    const [pair] = desk.engine.status.firstConnection?.doubtful ?? []
    await desk.engine.confirmFirstConnection({
      same: [{ localId: pair?.localId ?? '', remoteId: pair?.remoteId ?? '' }],
      onlyHere: 'send',
    })
    expect(desk.engine.status).toMatchObject({ phase: 'idle', firstConnection: null })
    expect(await desk.stored(ids[1] ?? '')).toMatchObject({ remoteId: pair?.remoteId })
    expect(await desk.all()).toHaveLength(4)
    expect(remote.created).toHaveLength(4)
    expect([...remote.customers.values()].map(({ fields }) => fields.email)).toContain('here@example.com')
  })

  test('doubtful ones that are different stay two', async () => {
    const { desk, remote } = await connect()
    // This remote would refuse a second one at the same place.
    remote.profile.refusesSamePlace = false
    await desk.start()
    await desk.engine.confirmFirstConnection({ same: [], onlyHere: 'send' })
    await desk.engine.roundFinished()
    expect(await desk.all()).toHaveLength(5)
    expect(remote.created).toHaveLength(5)
  })

  test('what is only here can be kept here', async () => {
    const { desk, remote, ids } = await connect()
    await desk.start()
    await desk.engine.confirmFirstConnection({ same: [], onlyHere: 'keep-here' })
    await desk.engine.roundFinished()
    expect(remote.created).toHaveLength(3)
    expect(await desk.stored(ids[2] ?? '')).toMatchObject({ pendingSince: 0, sync: { localOnly: true } })
  })

  test('a crash while the decisions are applied: the next start goes on', async () => {
    const { desk, ids } = await connect()
    await desk.start()
    const [pair] = desk.engine.status.firstConnection?.doubtful ?? []
    desk.connector.faults.beforeAnswer = (call) =>
      call.operation === 'get' ? new Promise(() => undefined) : undefined
    void desk.engine.confirmFirstConnection({
      same: [{ localId: pair?.localId ?? '', remoteId: pair?.remoteId ?? '' }],
      onlyHere: 'send',
    })
    await expect.poll(() => desk.connector.requests.at(-1)?.operation).toBe('get')
    desk.crash()
    await desk.restart()
    expect(desk.engine.status.phase).toBe('idle')
    expect(await desk.stored(ids[1] ?? '')).toMatchObject({ remoteId: pair?.remoteId })
    expect(await desk.all()).toHaveLength(4)
  })

  test('a stop in the middle of the reading: it goes on where it was, and counts are right', async () => {
    const remote = newRemote(skuIoLikeProfile())
    for (let i = 0; i < 9; i += 1) remote.directCreate({ name: `C${i}`, email: `c${i}@example.com` })
    const desk = await Desk.open(remote)
    await desk.create({ name: 'C1', email: 'c1@example.com' })
    desk.connector.pageSizes = [3, 3, 3]
    desk.connector.faults.beforeEffect = () => {
      if (desk.connector.requests.length === 4) desk.connector.faults.failNext({ kind: 'offline' })
    }
    await desk.start()
    expect(desk.engine.status.phase).toBe('offline')
    await desk.engine.stop()
    await desk.restart()
    expect(desk.engine.status.firstConnection).toMatchObject({ linked: 1, onlyHere: 0, onlyThere: 8 })
  })
})

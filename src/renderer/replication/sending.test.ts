import { describe, expect, test } from 'vitest'
import { noKeyProfile, ownReferenceProfile, skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import type { CustomerPush } from '#shared/connector/remote-connector.ts'
import { Desk, newRemote, place } from './desk.testing.ts'
import { DELETE_UNSUPPORTED } from '#shared/connector/app-refusals.ts'

function operations(desk: Desk, mark: number): string[] {
  return desk.requestsSince(mark).map(({ operation, kind }) => (kind === 'customer' ? operation : kind))
}

describe('when edits go', () => {
  test('a moment after the last edit, by themselves, and with one look at the record', async () => {
    const remote = newRemote()
    const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.linked(there)
    const mark = desk.connector.requests.length
    await desk.edit(id, { name: 'Ada B' })
    await desk.edit(id, { phone: '1' })
    await desk.later(999)
    expect(operations(desk, mark)).toEqual([])
    await desk.later(1)
    expect(operations(desk, mark)).toEqual(['get', 'push'])
    expect(remote.customers.get(there)?.fields).toMatchObject({ name: 'Ada B', phone: '1' })
    await desk.later(5_000)
    expect(operations(desk, mark)).toEqual(['get', 'push'])
  })

  test('a quiet system sends nothing but one question for news, also after a restart', async () => {
    const remote = newRemote()
    for (let i = 0; i < 20; i += 1) {
      remote.directCreate({ name: `C${i}`, email: `c${i}@example.com` }, [
        place('a', `${i} Mill Lane`, 'LS1'),
      ])
    }
    const desk = await Desk.open(remote)
    await desk.start()
    await desk.edit((await desk.all())[0]?.id ?? '', { phone: '1' })
    await desk.later(60_000)
    const mark = desk.connector.requests.length
    for (let i = 0; i < 5; i += 1) await desk.later(60_000)
    expect(operations(desk, mark)).toEqual(['pull', 'pull', 'pull', 'pull', 'pull'])
    await desk.engine.stop()
    await desk.restart()
    expect(operations(desk, 0)).toEqual(['check', 'pull'])
  })
})

describe('deletions', () => {
  test('are sent when they can no longer be undone', async () => {
    const remote = newRemote()
    const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
    const desk = await Desk.open(remote, { undoDeleteMs: 30_000 })
    await desk.start()
    const { id } = await desk.linked(there)
    const mark = desk.connector.requests.length
    await desk.customers.markDeleted([id])
    await desk.later(29_000)
    expect(operations(desk, mark)).toEqual([])
    await desk.customers.undoDelete([id])
    await desk.later(5_000)
    expect(operations(desk, mark)).toEqual([])
    await desk.customers.markDeleted([id])
    await desk.later(1_000)
    await desk.later(29_000)
    expect(operations(desk, mark).filter((each) => each !== 'pull')).toEqual(['get', 'push'])
    expect(remote.customers.size).toBe(0)
    expect(await desk.customers.get(id)).toBeNull()
  })

  test('of what the remote does not have any more are done', async () => {
    const remote = newRemote()
    const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.linked(there)
    remote.directDelete(there)
    await desk.customers.markDeleted([id])
    await desk.later(1_000)
    expect(await desk.customers.get(id)).toBeNull()
  })

  test('that a remote does not offer come back with the reason', async () => {
    const remote = newRemote(ownReferenceProfile())
    const there = remote.directCreate({ firstName: 'Ada', phone: '1' })
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.linked(there)
    await desk.customers.markDeleted([id])
    await desk.later(1_000)
    expect(await desk.stored(id)).toMatchObject({
      deletedAt: 0,
      sync: { refused: { of: 'delete', message: DELETE_UNSUPPORTED } },
    })
  })
})

describe('calls', () => {
  test('archiving many is one call for each hundred, and reads nothing', async () => {
    const remote = newRemote()
    for (let i = 0; i < 150; i += 1) remote.directCreate({ name: `C${i}`, email: `c${i}@example.com` })
    const desk = await Desk.open(remote)
    await desk.start()
    const ids = (await desk.all()).map(({ id }) => id)
    const mark = desk.connector.requests.length
    await desk.customers.setArchived(ids, true)
    await desk.later(1_000)
    expect(operations(desk, mark)).toEqual(['push', 'push'])
    expect([...remote.customers.values()].every(({ archived }) => archived)).toBe(true)
    expect((await desk.all()).every(({ pendingSince }) => pendingSince === 0)).toBe(true)
  })

  test('single calls run side by side, no more than the remote bears', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    for (let i = 0; i < 20; i += 1) await desk.create({ name: `C${i}`, email: `c${i}@example.com` })
    let open = 0
    let most = 0
    desk.connector.faults.beforeEffect = async () => {
      open += 1
      most = Math.max(most, open)
      for (let i = 0; i < 20; i += 1) await Promise.resolve()
    }
    desk.connector.faults.beforeAnswer = () => {
      open -= 1
    }
    await desk.sync()
    expect(remote.created).toHaveLength(20)
    expect(most).toBe(skuIoLikeProfile().capabilities.bulk.together)
  })

  test('bulk calls carry as many as the remote takes', async () => {
    const remote = newRemote(noKeyProfile())
    const desk = await Desk.open(remote)
    await desk.start()
    for (let i = 0; i < 130; i += 1) await desk.create({ firstName: `C${i}`, phone: '1' })
    const mark = desk.connector.requests.length
    await desk.later(1_000)
    const sizes = desk.requestsSince(mark).map(({ items }) => items?.length)
    expect(sizes).toEqual([100, 30])
    expect(remote.created).toHaveLength(130)
  })

  test('an answer that does not name a record leaves that record unknown', async () => {
    const remote = newRemote()
    const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.linked(there)
    const push = desk.connector.push.bind(desk.connector)
    desk.connector.push = async (kind, items, signal) => {
      await push(kind, items, signal)
      return []
    }
    await desk.edit(id, { name: 'Ada B' })
    await desk.sync()
    desk.connector.push = push
    await desk.sync()
    expect(await desk.stored(id)).toMatchObject({ name: 'Ada B', pendingSince: 0 })
  })

  test('an answer to a reading that is too short is not taken for a deletion', async () => {
    const remote = newRemote()
    const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.linked(there)
    desk.connector.get = () => Promise.resolve({ ok: true, value: [] })
    await desk.edit(id, { name: 'Ada B' })
    await desk.sync()
    expect((await desk.stored(id)).sync).toMatchObject({ theirs: null, base: { name: 'Ada' } })
  })
})

describe('a remote without a key', () => {
  test('asks a person after a lost answer, and does what the person says', async () => {
    for (const answer of ['send-again', 'keep-local-only'] as const) {
      const remote = newRemote(noKeyProfile())
      const desk = await Desk.open(remote)
      await desk.start()
      const { id } = await desk.create({ firstName: 'Ada', phone: '1' })
      desk.connector.faults.cutNext('before')
      await desk.sync()
      await desk.later(600_000)
      expect((await desk.stored(id)).sync.refused).toMatchObject({ of: 'ask' })
      expect(remote.created).toHaveLength(0)
      await desk.engine.answerUnknownCreate(id, answer)
      await desk.engine.roundFinished()
      expect(remote.created).toHaveLength(answer === 'send-again' ? 1 : 0)
      expect((await desk.stored(id)).pendingSince).toBe(0)
    }
  })
})

describe('details', () => {
  test('of records listed without them are filled in the background, opened ones first', async () => {
    const remote = newRemote(ownReferenceProfile())
    const ids = Array.from({ length: 45 }, (_, i) =>
      remote.directCreate({ firstName: `C${i}`, phone: '1' }, [place('a', `${i} Mill Lane`, 'LS1 1AA')]),
    )
    const desk = await Desk.open(remote)
    desk.connector.faults.beforeEffect = async (call) => {
      if (call.operation !== 'get') return
      desk.connector.faults.beforeEffect = () => undefined
      desk.engine.opened((await desk.linked(ids[44] ?? '')).id)
    }
    await desk.start()
    const gets = desk.connector.requests.filter(({ operation }) => operation === 'get')
    expect(gets[1]?.ids).toEqual([ids[44]])
    expect(
      (await desk.all()).every(({ addresses, detailsDue }) => addresses.length === 1 && detailsDue === 0),
    ).toBe(true)
    expect(gets.length).toBeLessThanOrEqual(4)
  })
})

test('a customer of the same e-mail as one that is linked already is refused as the same', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  const desk = await Desk.open(remote)
  await desk.start()
  const linked = await desk.linked(there)
  const { id } = await desk.create({ name: 'Ada again', email: 'ada@example.com' })
  await desk.sync()
  expect((await desk.stored(id)).sync.refused).toMatchObject({ of: 'create', values: { sameAs: linked.id } })
  expect(remote.created).toHaveLength(1)
})

test('what is sent carries no field that the remote cannot hold', async () => {
  const remote = newRemote()
  const desk = await Desk.open(remote)
  await desk.start()
  const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com', notes: 'likes tea', code: 'A1' })
  await desk.sync()
  await desk.edit(id, { notes: 'likes coffee' })
  const mark = desk.connector.requests.length
  await desk.sync()
  expect(operations(desk, mark)).toEqual(['pull'])
  expect(await desk.stored(id)).toMatchObject({ notes: 'likes coffee', code: 'A1', pendingSince: 0 })
  const sent = desk.connector.requests.flatMap(({ items }) => (items ?? []) as CustomerPush[])
  expect(sent).toHaveLength(1)
})

describe('the log line about what was sent', () => {
  const sent = async (desk: Desk): Promise<string[]> =>
    (await desk.log()).filter(({ kind }) => kind === 'sent').map(({ detail }) => detail)

  test('counts what the remote has taken, and not what it refused', async () => {
    const remote = newRemote()
    remote.refuse = (push) => (push.type === 'create' && push.whole.firstName === 'Bad' ? 'no' : null)
    const desk = await Desk.open(remote)
    await desk.start()
    for (const name of ['Ada', 'Bad', 'Cleo', 'Dora']) {
      await desk.create({ name, firstName: name, email: `${name}@example.com` })
    }
    await desk.sync()
    expect(await sent(desk)).toEqual(['3'])
  })

  test('is not written where there came only refusals, of a deletion too', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.create({ name: 'Ada', email: 'ada@example.com' })
    await desk.sync()
    remote.refuse = () => 'It has orders.'
    await desk.customers.markDeleted([id])
    await desk.later(60_000)
    expect((await desk.stored(id)).sync.refused).toMatchObject({ of: 'delete' })
    expect(await sent(desk)).toEqual(['1'])
  })
})

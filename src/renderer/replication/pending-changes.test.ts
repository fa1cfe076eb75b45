import { expect, test } from 'vitest'
import { Desk, newRemote } from './desk.testing.ts'

const HELD_MS = 30_000

async function withAda() {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com', company: 'Before', phone: '1' })
  const desk = await Desk.open(remote, { undoDeleteMs: HELD_MS })
  await desk.start()
  const { id } = await desk.linked(there)
  await desk.later(120_000)
  return { remote, there, desk, id }
}

const one = (id: string) => ({ customers: [id], mappings: [] })

test('an edit that is given up is never sent, stands in the history, and can be taken back', async () => {
  const { remote, there, desk, id } = await withAda()
  desk.engine.pause()
  await desk.edit(id, { company: 'Here', phone: '2' })
  const discarded = await desk.engine.discard(one(id))
  expect(await desk.stored(id)).toMatchObject({ company: 'Before', phone: '1', pendingSince: 0 })
  const entry = (await desk.history.findFor(id)).find(({ origin }) => origin === 'discard')
  expect(entry?.changes).toContainEqual({ key: 'company', before: 'Here', after: 'Before' })

  expect(await desk.engine.undoDiscard(discarded)).toBe(1)
  expect(await desk.stored(id)).toMatchObject({ company: 'Here', phone: '2' })
  desk.engine.resume()
  await desk.sync()
  expect(remote.customers.get(there)?.fields).toMatchObject({ company: 'Here', phone: '2' })
})

test('a customer that was never sent is deleted, and comes back', async () => {
  const { remote, desk } = await withAda()
  desk.engine.pause()
  const { id } = await desk.create({ name: 'Beth', email: 'beth@example.com' })
  const discarded = await desk.engine.discard(one(id))
  expect((await desk.stored(id)).deletedAt).not.toBe(0)
  expect(await desk.engine.undoDiscard(discarded)).toBe(1)
  expect((await desk.stored(id)).deletedAt).toBe(0)

  await desk.engine.discard(one(id))
  desk.engine.resume()
  await desk.later(HELD_MS + 1000)
  expect(await desk.customers.get(id)).toBeNull()
  expect(remote.created).toHaveLength(1)
})

test('a deletion is taken back', async () => {
  const { remote, there, desk, id } = await withAda()
  await desk.customers.markDeleted([id])
  expect(desk.engine.whyWaiting(await desk.stored(id))).toMatchObject({ kind: 'undo' })
  await desk.engine.discard(one(id))
  await desk.later(HELD_MS * 2)
  expect(remote.customers.has(there)).toBe(true)
  expect(await desk.stored(id)).toMatchObject({ deletedAt: 0, pendingSince: 0 })
})

test('a record that the remote could not take says when it is tried again', async () => {
  const { remote, there, desk, id } = await withAda()
  desk.connector.faults.cutNext('before')
  await desk.edit(id, { company: 'Here' })
  await desk.sync()
  expect(desk.engine.whyWaiting(await desk.stored(id)).until).toBeGreaterThan(desk.clock.now())
  await desk.later(120_000)
  expect(remote.customers.get(there)?.fields.company).toBe('Here')
})

test('a change of a SKU mapping is given up and taken back', async () => {
  const { remote, there, desk, id } = await withAda()
  remote.setSkuMapping(there, 'A-1', '11')
  desk.engine.opened(id)
  await desk.later(90_000_000)
  desk.engine.pause()
  const mapping = await desk.skuMappings.upsert(id, { customerSku: 'A-1', productId: '12' })
  expect(mapping.base).toBe('11')
  const discarded = await desk.engine.discard({ customers: [], mappings: [mapping.id] })
  expect(await desk.skuMappings.get(mapping.id)).toMatchObject({ productId: '11', pendingSince: 0 })
  expect(await desk.engine.undoDiscard(discarded)).toBe(1)
  expect(await desk.skuMappings.get(mapping.id)).toMatchObject({ productId: '12', base: '11' })
})

import { expect, test } from 'vitest'
import type { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { Desk, newRemote, place } from './desk.testing.ts'

const HELD_MS = 30_000

async function inConflict(): Promise<{ desk: Desk; remote: MemoryRemote; there: string; id: string }> {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com', company: 'Before', phone: '1' })
  const desk = await Desk.open(remote, { undoDeleteMs: HELD_MS })
  await desk.start()
  const { id } = await desk.linked(there)
  desk.engine.pause()
  await desk.edit(id, { company: 'Here', phone: '2' })
  remote.directEdit(there, { company: 'There' })
  desk.engine.resume()
  await desk.sync()
  expect((await desk.stored(id)).sync.theirs).toEqual({ kind: 'fields', fields: { company: 'There' } })
  return { desk, remote, there, id }
}

const companyOf = (remote: MemoryRemote, there: string): unknown =>
  remote.customers.get(there)?.fields.company

test('what was decided is sent only when it can be undone no more', async () => {
  const { desk, remote, there, id } = await inConflict()
  await desk.engine.decideConflicts({ customers: new Map([[id, 'mine']]), mappings: new Map() })
  await desk.sync()
  expect(companyOf(remote, there)).toBe('There')
  await desk.later(HELD_MS + 1000)
  expect(companyOf(remote, there)).toBe('Here')
  expect((await desk.stored(id)).pendingSince).toBe(0)
})

test.each(['mine', 'theirs'] as const)(
  'a decision for %s that is undone is the same question again',
  async (side) => {
    const { desk, remote, there, id } = await inConflict()
    const before = await desk.stored(id)
    const decided = await desk.engine.decideConflicts({
      customers: new Map([[id, side]]),
      mappings: new Map(),
    })
    expect((await desk.stored(id)).sync.theirs).toBeNull()
    await desk.sync()
    expect(await desk.engine.undoDecisions(decided)).toBe(1)
    const after = await desk.stored(id)
    expect(after.company).toBe('Here')
    expect(after.sync.theirs).toEqual(before.sync.theirs)
    expect(after.sync.base['company']).toBe('Before')
    await desk.later(HELD_MS * 3)
    expect(companyOf(remote, there)).toBe('There')
    expect((await desk.stored(id)).sync.theirs).toEqual(before.sync.theirs)
  },
)

test('a decision that has been sent, or edited over, stays as it is', async () => {
  const { desk, remote, there, id } = await inConflict()
  const decided = await desk.engine.decideConflicts({
    customers: new Map([[id, 'mine']]),
    mappings: new Map(),
  })
  await desk.later(HELD_MS + 1000)
  expect(await desk.engine.undoDecisions(decided)).toBe(0)
  expect((await desk.stored(id)).sync.theirs).toBeNull()
  expect(companyOf(remote, there)).toBe('Here')
})

test('both sides of a decision that is undone are in the history', async () => {
  const { desk, id } = await inConflict()
  const decided = await desk.engine.decideConflicts({
    customers: new Map([[id, 'theirs']]),
    mappings: new Map(),
  })
  await desk.engine.undoDecisions(decided)
  const changes = (await desk.history.findFor(id))
    .filter(({ origin }) => origin === 'conflict' || origin === 'undo')
    .flatMap((entry) => entry.changes)
  expect(changes).toContainEqual({ key: 'company', before: 'Here', after: 'There' })
  expect(changes).toContainEqual({ key: 'company', before: 'There', after: 'Here' })
})

test('a customer that was deleted by a decision comes back with its SKU mappings', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  const desk = await Desk.open(remote, { undoDeleteMs: HELD_MS })
  await desk.start()
  const { id } = await desk.linked(there)
  desk.engine.pause()
  await desk.edit(id, { company: 'Here' })
  await desk.skuMappings.upsert(id, { customerSku: 'A-1', productId: '7' })
  remote.directDelete(there)
  desk.engine.resume()
  await desk.sync()
  expect((await desk.stored(id)).sync.theirs).toEqual({ kind: 'deleted-there' })
  const decided = await desk.engine.decideConflicts({
    customers: new Map([[id, { kind: 'delete' }]]),
    mappings: new Map(),
  })
  expect(await desk.customers.get(id)).toBeNull()
  expect(await desk.engine.undoDecisions(decided)).toBe(1)
  expect((await desk.stored(id)).sync.theirs).toEqual({ kind: 'deleted-there' })
  expect(await desk.skuMappings.findFor(id)).toHaveLength(1)
})

test('an address that a decision dropped comes back as the remote knows it', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  const desk = await Desk.open(remote, { undoDeleteMs: HELD_MS })
  await desk.start()
  const { id } = await desk.linked(there)
  await desk.edit(id, { addresses: [place('a1', 'First Street 1', '3000')] })
  await desk.sync()
  const before = await desk.stored(id)
  const theirs = Object.fromEntries(
    Object.keys(before.addresses[0] ?? {})
      .filter((part) => ['line1', 'postcode'].includes(part))
      .map((part) => [`address/a1/${part}`, '']),
  )
  await desk.customers.modify(id, (customer) => ({
    ...customer,
    sync: {
      ...customer.sync,
      base: { 'address/a1/line1': 'First Street 1', 'address/a1/postcode': '3001' },
      theirs: { kind: 'fields', fields: theirs },
    },
  }))
  const asked = await desk.stored(id)
  const decided = await desk.engine.decideConflicts({
    customers: new Map([[id, 'theirs']]),
    mappings: new Map(),
  })
  expect(await desk.engine.undoDecisions(decided)).toBe(1)
  const after = await desk.stored(id)
  expect(after.addresses).toEqual(asked.addresses)
  expect(after.sync.theirs).toEqual(asked.sync.theirs)
})

test('SKU mappings: what loses is in the history of the customer, and a decision can be undone', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  remote.setSkuMapping(there, 'A-1', '11')
  const desk = await Desk.open(remote, { undoDeleteMs: HELD_MS })
  await desk.start()
  const { id } = await desk.linked(there)
  desk.engine.pause()
  await desk.skuMappings.upsert(id, { customerSku: 'A-1', productId: '12' })
  remote.setSkuMapping(there, 'A-1', '13')
  desk.engine.resume()
  await desk.sync()
  const [mapping] = await desk.skuMappings.findFor(id)
  if (mapping === undefined) throw new Error('The mapping is there')
  expect(mapping.theirs).toBe('13')
  // Entries of one moment have no order.
  await desk.later(1000)
  const decided = await desk.engine.decideConflicts({
    customers: new Map(),
    mappings: new Map([[mapping.id, 'theirs']]),
  })
  expect((await desk.skuMappings.get(mapping.id))?.productId).toBe('13')
  const [entry] = await desk.history.findFor(id)
  expect(entry).toMatchObject({
    origin: 'conflict',
    changes: [{ key: 'sku/A-1', before: '12', after: '13' }],
  })
  expect(await desk.engine.undoDecisions(decided)).toBe(1)
  expect(await desk.skuMappings.get(mapping.id)).toMatchObject({ productId: '12', theirs: '13', base: '11' })
})

test.each([
  ['mine', 'Here', 'There'],
  ['theirs', 'There', 'Here'],
] as const)('a workspace that always takes %s asks nobody, and keeps what lost', async (rule, kept, lost) => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com', company: 'Before' })
  const desk = await Desk.open(remote)
  await desk.start()
  await desk.engine.setConflictRule(rule)
  const { id } = await desk.linked(there)
  desk.engine.pause()
  await desk.edit(id, { company: 'Here' })
  remote.directEdit(there, { company: 'There' })
  desk.engine.resume()
  await desk.sync()
  await desk.later(60_000)
  const customer = await desk.stored(id)
  expect(customer).toMatchObject({ company: kept, pendingSince: 0 })
  expect(companyOf(remote, there)).toBe(kept)
  const changes = (await desk.history.findFor(id)).flatMap((entry) => entry.changes)
  expect(changes).toContainEqual({ key: 'company', before: lost, after: kept })
  expect((await desk.log()).map(({ kind }) => kind)).toContain('settled')
})

test('a rule decides nothing about deletions', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  const desk = await Desk.open(remote)
  await desk.start()
  await desk.engine.setConflictRule('theirs')
  const { id } = await desk.linked(there)
  desk.engine.pause()
  await desk.edit(id, { company: 'Here' })
  remote.directDelete(there)
  desk.engine.resume()
  await desk.sync()
  expect((await desk.stored(id)).sync.theirs).toEqual({ kind: 'deleted-there' })
})

test('adding a customer there anew takes its SKU mappings along, and undoing that puts them back', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com', company: 'Before' })
  remote.setSkuMapping(there, 'A-1', '11')
  const desk = await Desk.open(remote, { undoDeleteMs: HELD_MS })
  await desk.start()
  const { id } = await desk.linked(there)
  await desk.later(120_000)
  const [mapping] = await desk.skuMappings.findFor(id)
  expect(mapping).toMatchObject({ customerSku: 'A-1', pendingSince: 0 })
  desk.engine.pause()
  await desk.edit(id, { company: 'Here' })
  remote.directDelete(there)
  desk.engine.resume()
  await desk.sync()
  const before = await desk.stored(id)
  expect(before.sync.theirs).toEqual({ kind: 'deleted-there' })

  const decisions = { customers: new Map([[id, { kind: 'restore-as-new' } as const]]), mappings: new Map() }
  const decided = await desk.engine.decideConflicts(decisions)
  expect(await desk.skuMappings.findFor(id)).toMatchObject([{ remoteId: '', base: '' }])
  expect(await desk.engine.undoDecisions(decided)).toBe(1)
  expect((await desk.stored(id)).sync.theirs).toEqual({ kind: 'deleted-there' })
  expect(await desk.skuMappings.findFor(id)).toMatchObject([{ remoteId: mapping?.remoteId, base: null }])

  await desk.engine.decideConflicts(decisions)
  await desk.later(HELD_MS + 1000)
  await desk.later(120_000)
  const { remoteId } = await desk.stored(id)
  expect(remoteId).not.toBe(there)
  expect([...remote.skuMappings.values()]).toMatchObject([
    { customerRemoteId: remoteId, customerSku: 'A-1', productId: '11' },
  ])
})

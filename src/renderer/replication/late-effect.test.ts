import { expect, test } from 'vitest'
import type { MemoryRemote } from '#shared/connector/memory-remote.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import { Desk, newRemote } from './desk.testing.ts'

/** Longer than a remote may act on a request that was given up. */
const SETTLED = 120_000

/** What was taken away by a conflict, by field. */
function lostIn(entries: readonly HistoryEntry[]): unknown[] {
  const changes = entries.filter(({ origin }) => origin === 'conflict').flatMap((entry) => entry.changes)
  return changes.map(({ key, before, after }) => [key, before, after])
}

test('our own update that takes effect late ends a conflict: what somebody else had entered is in the history', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  const desk = await Desk.open(remote)
  await desk.start()
  const { id } = await desk.linked(there)
  await desk.edit(id, { name: 'Ada L.' })
  desk.connector.faults.cutNext('later')
  await desk.sync()
  remote.directEdit(there, { name: 'Ada K.' })
  await desk.sync()
  expect((await desk.stored(id)).sync.theirs).toEqual({ kind: 'fields', fields: { name: 'Ada K.' } })

  desk.connector.faults.runLate()
  await desk.later(SETTLED)
  await desk.sync()
  expect(await desk.stored(id)).toMatchObject({ name: 'Ada L.', pendingSince: 0, sync: { theirs: null } })
  expect(lostIn(await desk.history.findFor(id))).toContainEqual(['name', 'Ada K.', 'Ada L.'])
})

/** A desk with one customer, whose SKU A-1 means product 11. */
async function withMapping(): Promise<{ desk: Desk; remote: MemoryRemote; there: string; ada: string }> {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  remote.setSkuMapping(there, 'A-1', '11')
  const desk = await Desk.open(remote)
  await desk.start()
  return { desk, remote, there, ada: (await desk.linked(there)).id }
}

async function setProduct(desk: Desk, customerId: string, productId: string): Promise<void> {
  const [seen] = await desk.skuMappings.findFor(customerId)
  await desk.skuMappings.upsert(
    customerId,
    { customerSku: 'A-1', productId },
    { seen: seen?.productId ?? '' },
  )
}

/** Reads the mappings of the customer, and sends what waits of them. */
async function reread(desk: Desk, customerId: string): Promise<void> {
  desk.engine.opened(customerId)
  await desk.sync()
}

/** What was given up takes effect, and all has come to rest. */
async function takesEffect(desk: Desk, customerId: string): Promise<void> {
  desk.connector.faults.runLate()
  await desk.later(SETTLED)
  await reread(desk, customerId)
  await desk.later(SETTLED)
  await reread(desk, customerId)
}

function productsThere(remote: MemoryRemote): string[] {
  return [...remote.skuMappings.values()].map(({ productId }) => productId)
}

test('the same for a SKU mapping', async () => {
  const { desk, remote, there, ada } = await withMapping()
  await setProduct(desk, ada, '12')
  desk.connector.faults.cutNext('later')
  await desk.sync()
  remote.setSkuMapping(there, 'A-1', '13')
  await reread(desk, ada)
  expect(await desk.skuMappings.findFor(ada)).toMatchObject([{ productId: '12', theirs: '13' }])

  await takesEffect(desk, ada)
  expect(await desk.skuMappings.findFor(ada)).toMatchObject([
    { productId: '12', theirs: null, pendingSince: 0 },
  ])
  expect(lostIn(await desk.history.findFor(ada))).toContainEqual(['sku/A-1', '13', '12'])
})

test('a SKU mapping that is added again is there in the end, though its deletion takes effect late', async () => {
  const { desk, remote, ada } = await withMapping()
  const [mapping] = await desk.skuMappings.findFor(ada)
  await desk.skuMappings.remove([mapping?.id ?? ''])
  desk.connector.faults.cutNext('later')
  await desk.sync()
  await setProduct(desk, ada, '12')
  await reread(desk, ada)
  expect(productsThere(remote)).toEqual(['11'])

  await takesEffect(desk, ada)
  expect(productsThere(remote)).toEqual(['12'])
  expect(await desk.skuMappings.findFor(ada)).toMatchObject([{ productId: '12', pendingSince: 0 }])
})

test.each([
  ['theirs', '13', ['13']],
  ['mine', '13', ['14']],
  ['theirs', '', []],
] as const)(
  'a conflict over a SKU mapping that is decided for %s (there: "%s") stays so, though an upsert takes effect late',
  async (side, other, expected) => {
    const { desk, remote, there, ada } = await withMapping()
    await setProduct(desk, ada, '12')
    desk.connector.faults.cutNext('later')
    await desk.sync()
    await setProduct(desk, ada, '14')
    if (other === '') remote.skuMappings.clear()
    else remote.setSkuMapping(there, 'A-1', other)
    await reread(desk, ada)
    const [asked] = await desk.skuMappings.findFor(ada)
    expect(asked).toMatchObject({ productId: '14', theirs: other })

    await desk.decideMapping(asked?.id ?? '', side)
    await takesEffect(desk, ada)
    expect(productsThere(remote)).toEqual(expected)
    const here = await desk.skuMappings.findFor(ada)
    expect(here.map(({ productId, pendingSince }) => [productId, pendingSince])).toEqual(
      expected.map((product) => [product, 0]),
    )
  },
)

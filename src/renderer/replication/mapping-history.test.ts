import { expect, test } from 'vitest'
import { skuFieldKey } from '#shared/domain/field-map.ts'
import { Desk, newRemote } from './desk.testing.ts'

const DAY = 90_000_000

async function withAda(skus: Record<string, string>) {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  for (const [sku, product] of Object.entries(skus)) remote.setSkuMapping(there, sku, product)
  const desk = await Desk.open(remote, { undoDeleteMs: 30_000 })
  await desk.start()
  return { remote, there, desk, id: (await desk.linked(there)).id }
}

/** What the history tells of SKUs, oldest first. */
async function told(desk: Desk, customerId: string): Promise<string[]> {
  const entries = await desk.history.findFor(customerId)
  return entries
    .reverse()
    .flatMap(({ origin, changes }) =>
      changes
        .filter(({ key }) => key.startsWith('sku/'))
        .map(({ key, before, after }) => `${origin} ${key} ${String(before)}>${String(after)}`),
    )
}

async function mappingOf(desk: Desk, customerId: string): Promise<string> {
  const [mapping] = await desk.skuMappings.findFor(customerId)
  return mapping?.id ?? ''
}

test('what the remote changes, adds and removes is told; what is read for the first time is no change', async () => {
  const { remote, there, desk, id } = await withAda({ 'A-1': '11', 'A-2': '12' })
  expect(await told(desk, id)).toEqual([])
  remote.setSkuMapping(there, 'A-1', '77')
  remote.setSkuMapping(there, 'A-3', '13')
  for (const [key, { customerSku }] of remote.skuMappings) {
    if (customerSku === 'A-2') remote.skuMappings.delete(key)
  }
  await desk.later(DAY)
  expect((await told(desk, id)).sort()).toEqual([
    'remote sku/A-1 11>77',
    'remote sku/A-2 12>',
    'remote sku/A-3 >13',
  ])
})

test('the first mapping of a customer who had none is told, once all have been read', async () => {
  const { remote, there, desk, id } = await withAda({})
  remote.setSkuMapping(there, 'A-1', '11')
  await desk.later(DAY)
  expect(await told(desk, id)).toEqual(['remote sku/A-1 >11'])
})

test('what is sent and answered as it was sent leaves the edit alone in the history', async () => {
  const { desk, id } = await withAda({ 'A-1': '11' })
  await desk.skuMappings.upsert(id, { customerSku: 'A-1', productId: '12' })
  await desk.later(1_000)
  await desk.later(DAY)
  expect(await told(desk, id)).toEqual(['edit sku/A-1 11>12'])
})

test('both sides of a conflict, its decision and the undo of that are told', async () => {
  const { remote, there, desk, id } = await withAda({ 'A-1': '11' })
  desk.engine.pause()
  await desk.skuMappings.upsert(id, { customerSku: 'A-1', productId: '12' })
  remote.setSkuMapping(there, 'A-1', '13')
  desk.engine.resume()
  await desk.sync()
  desk.clock.advance(1)
  const decided = await desk.engine.decideConflicts({
    customers: new Map(),
    mappings: new Map([[await mappingOf(desk, id), 'theirs']]),
  })
  desk.clock.advance(1)
  await desk.engine.undoDecisions(decided)
  expect(await told(desk, id)).toEqual([
    `edit ${skuFieldKey('A-1')} 11>12`,
    `conflict ${skuFieldKey('A-1')} 12>13`,
    `undo ${skuFieldKey('A-1')} 13>12`,
  ])
})

test('a change that is given up, and taken back, is told', async () => {
  const { desk, id } = await withAda({ 'A-1': '11' })
  desk.engine.pause()
  const { id: mapping } = await desk.skuMappings.upsert(id, { customerSku: 'A-1', productId: '12' })
  desk.clock.advance(1)
  const discarded = await desk.engine.discard({ customers: [], mappings: [mapping] })
  desk.clock.advance(1)
  await desk.engine.undoDiscard(discarded)
  expect(await told(desk, id)).toEqual(['edit sku/A-1 11>12', 'discard sku/A-1 12>11', 'undo sku/A-1 11>12'])
})

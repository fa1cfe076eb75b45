import { expect, test } from 'vitest'
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

test('the same for a SKU mapping', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  remote.setSkuMapping(there, 'A-1', '11')
  const desk = await Desk.open(remote)
  await desk.start()
  const { id } = await desk.linked(there)
  await desk.skuMappings.upsert(id, { customerSku: 'A-1', productId: '12' })
  desk.connector.faults.cutNext('later')
  await desk.sync()
  remote.setSkuMapping(there, 'A-1', '13')
  desk.engine.opened(id)
  await desk.engine.roundFinished()
  expect(await desk.skuMappings.findFor(id)).toMatchObject([{ productId: '12', theirs: '13' }])

  desk.connector.faults.runLate()
  await desk.later(SETTLED)
  desk.engine.opened(id)
  await desk.engine.roundFinished()
  expect(await desk.skuMappings.findFor(id)).toMatchObject([
    { productId: '12', theirs: null, pendingSince: 0 },
  ])
  expect(lostIn(await desk.history.findFor(id))).toContainEqual(['sku/A-1', '13', '12'])
})

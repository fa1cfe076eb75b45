import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { firstValueFrom, skip } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { HistoryRepository } from './history-repository.ts'
import { openDatabase, type AppDatabase } from './open-database.ts'
import { SkuMappingRepository } from './sku-mapping-repository.ts'

const opened: AppDatabase[] = []
let made = 0
let history: HistoryRepository

async function open(): Promise<SkuMappingRepository> {
  made += 1
  const database = await openDatabase({
    name: `mappings-${String(made)}`,
    storage: getRxStorageMemory(),
    collections: ['skuMappings'],
  })
  opened.push(database)
  let clock = 100
  let ids = 0
  history = new HistoryRepository(database)
  return new SkuMappingRepository(database, {
    now: () => (clock += 1),
    newId: () => `018f0000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`,
  })
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()))
})

function skus(mappings: readonly SkuMapping[]): string[] {
  return mappings.map((mapping) => mapping.customerSku)
}

/** As after the remote has accepted the mapping. */
function linked(mapping: SkuMapping): SkuMapping {
  return { ...mapping, remoteId: '7', base: null }
}

describe('SkuMappingRepository', () => {
  it('makes one mapping of a customer and a SKU, however often it is written', async () => {
    const mappings = await open()
    const first = await mappings.upsert('c1', { customerSku: ' A-1 ', productId: '10' })
    const again = await mappings.upsert('c1', { customerSku: 'A-1', productId: '10' })
    const other = await mappings.upsert('c2', { customerSku: 'A-1', productId: '10' })
    expect(again).toEqual(first)
    expect(other.id).not.toBe(first.id)
    expect(first).toMatchObject({ customerSku: 'A-1', productId: '10', base: '', remoteId: '' })
    expect((await mappings.pendingIds(9)).map((position) => position.id)).toEqual([first.id, other.id])
  })

  it('remembers the common value of a change, and forgets it when the change is taken back', async () => {
    const mappings = await open()
    const { id } = await mappings.upsert('c1', { customerSku: 'A', productId: '10' })
    expect((await mappings.modify(id, linked))?.pendingSince).toBe(0)
    expect(await mappings.upsert('c1', { customerSku: 'A', productId: '11' })).toMatchObject({ base: '10' })
    expect(await mappings.upsert('c1', { customerSku: 'A', productId: '12' })).toMatchObject({ base: '10' })
    expect(await mappings.upsert('c1', { customerSku: 'A', productId: '10' })).toMatchObject({
      base: null,
      pendingSince: 0,
    })
  })

  it('asks about a product that came in unseen, and not about one that was deleted here', async () => {
    const mappings = await open()
    const { id } = await mappings.upsert('c1', { customerSku: 'A', productId: '10' })
    await mappings.modify(id, linked)
    expect(await mappings.upsert('c1', { customerSku: 'A', productId: '11' }, { seen: '' })).toMatchObject({
      base: '',
    })
    await mappings.modify(id, (mapping) => ({ ...mapping, productId: '12', base: null }))
    await mappings.remove([id])
    expect(await mappings.upsert('c1', { customerSku: 'A', productId: '13' }, { seen: '' })).toMatchObject({
      base: '12',
      deletedAt: 0,
    })
  })

  it('keeps a change pending that is taken back while it is being sent', async () => {
    const mappings = await open()
    const { id } = await mappings.upsert('c1', { customerSku: 'A', productId: '10' })
    await mappings.modify(id, linked)
    await mappings.upsert('c1', { customerSku: 'A', productId: '11' })
    await mappings.modify(id, (mapping) => ({ ...mapping, sent: { productId: '11', at: 1 } }))
    const back = await mappings.upsert('c1', { customerSku: 'A', productId: '10' })
    expect(back.base).toBe('10')
    expect(back.pendingSince).toBeGreaterThan(0)
  })

  it('removes at once what was never sent, and marks the rest', async () => {
    const mappings = await open()
    const unsent = await mappings.upsert('c1', { customerSku: 'A', productId: '1' })
    const sent = await mappings.upsert('c1', { customerSku: 'B', productId: '2' })
    await mappings.modify(sent.id, linked)
    await mappings.remove([unsent.id, sent.id])
    expect(await mappings.get(unsent.id)).toBeNull()
    expect((await mappings.get(sent.id))?.deletedAt).toBeGreaterThan(0)
    expect(await firstValueFrom(mappings.listFor('c1'))).toEqual([])
    expect(skus(await mappings.findFor('c1'))).toEqual(['B'])
    expect(await mappings.pendingIds(5)).toHaveLength(1)
    expect(await mappings.upsert('c1', { customerSku: 'B', productId: '3' })).toMatchObject({
      deletedAt: 0,
      base: '2',
      productId: '3',
    })
  })

  it('lists across customers by SKU, stretch by stretch, without what is deleted', async () => {
    const mappings = await open()
    await mappings.upsertMany(
      Array.from({ length: 25 }, (_, at) => ({
        customerId: `c${String(at % 3)}`,
        customerSku: `${at % 2 === 0 ? 'Even' : 'odd'}-${String(at).padStart(2, '0')}`,
        productId: '1',
      })),
    )
    const all = await mappings.list({ prefix: '', after: '', limit: 100 })
    expect(all.mappings).toHaveLength(25)
    const third = all.mappings[2]
    if (third === undefined) throw new Error('There are 25')
    await mappings.modify(third.id, linked)
    await mappings.remove([third.id])
    const seen: string[] = []
    let cursor = ''
    do {
      const stretch = await mappings.list({ prefix: 'EVEN', after: cursor, limit: 5 })
      seen.push(...skus(stretch.mappings))
      cursor = stretch.cursor
    } while (cursor !== '')
    expect(seen).toEqual(
      skus(all.mappings).filter((sku) => sku.startsWith('Even') && sku !== third.customerSku),
    )
    expect(seen).toHaveLength(12)
  })

  it('tells the history of a customer what was changed, and nothing else', async () => {
    const mappings = await open()
    const told = async (): Promise<unknown[]> =>
      (await history.findFor('c1')).map(({ origin, batchId, changes }) => [origin, batchId, changes])
    const { id } = await mappings.upsert('c1', { customerSku: 'A', productId: '10' })
    await mappings.upsert('c1', { customerSku: 'A', productId: '10' })
    await mappings.modify(id, linked)
    await mappings.upsert('c1', { customerSku: 'A', productId: '11' })
    await mappings.remove([id])
    await mappings.upsert('c1', { customerSku: 'A', productId: '11' }, { origin: 'undo' })
    const changes = (before: string, after: string): unknown => [{ key: 'sku/A', before, after }]
    expect(await told()).toEqual([
      ['undo', '', changes('', '11')],
      ['edit', '', changes('11', '')],
      ['edit', '', changes('10', '11')],
      ['edit', '', changes('', '10')],
    ])
  })

  it('puts what a batch changes into one entry of each customer, however often it is repeated', async () => {
    const mappings = await open()
    const wanted = ['c1', 'c2', 'c1'].map((customerId, at) => ({
      ...{ customerId, customerSku: `A-${String(at)}`, productId: '1' },
    }))
    const write = async (): Promise<void> => {
      await mappings.upsertMany(wanted, mappings.noting('import', 'b1'))
    }
    await write()
    for (const { id } of await mappings.findForMany(['c1', 'c2'])) await mappings.modify(id, () => 'remove')
    await write()
    const [entry, ...more] = await history.findFor('c1')
    expect(more).toEqual([])
    expect(entry).toMatchObject({ origin: 'import', batchId: 'b1' })
    expect(entry?.changes.map(({ key }) => key)).toEqual(['sku/A-0', 'sku/A-2'])
    expect((await history.findFor('c2')).map(({ changes }) => changes)).toEqual([
      [{ key: 'sku/A-1', before: '', after: '1' }],
    ])
  })

  it('lists what waits as far as it is asked for, and counts all of it', async () => {
    const mappings = await open()
    const made = await mappings.upsertMany(
      Array.from({ length: 7 }, (_, at) => ({
        ...{ customerId: 'c1', customerSku: `A-${String(at)}`, productId: '1' },
      })),
    )
    const [first, second] = made
    if (first === undefined || second === undefined) throw new Error('There are 7')
    const refused = { message: 'no', of: 'create', field: '', values: {}, at: 1 } as const
    await mappings.modify(first.id, (mapping) => ({ ...mapping, refused }))
    await mappings.modify(second.id, (mapping) => ({ ...mapping, theirs: '9' }))
    const waiting = await firstValueFrom(mappings.observeWaiting(3))
    expect([waiting.mappings.length, waiting.count]).toEqual([3, 5])
    expect(await firstValueFrom(mappings.counts$)).toEqual({ waiting: 5, conflicts: 1, refused: 1 })
    expect(skus(await firstValueFrom(mappings.observeRefused()))).toEqual([first.customerSku])
    expect(skus(await firstValueFrom(mappings.observeConflicts()))).toEqual([second.customerSku])
  })

  it('shows the mappings of a customer as they change', async () => {
    const mappings = await open()
    const next = firstValueFrom(mappings.listFor('c1').pipe(skip(1)))
    await mappings.findByIds([])
    await mappings.upsert('c1', { customerSku: 'A', productId: '1' })
    expect(skus(await next)).toEqual(['A'])
  })
  it('lists the mappings of many customers in their order, those of each by SKU', async () => {
    const mappings = await open()
    for (const [customerId, customerSku] of [
      ['c1', 'B'],
      ['c2', 'D'],
      ['c1', 'A'],
      ['c2', 'C'],
    ] as const)
      await mappings.upsert(customerId, { customerSku, productId: '1' })
    expect(skus(await firstValueFrom(mappings.observeForMany(['c2', 'c1'])))).toEqual(['C', 'D', 'A', 'B'])
  })
})

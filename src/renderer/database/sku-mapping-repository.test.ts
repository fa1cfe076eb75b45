import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { firstValueFrom, skip } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { openDatabase, type AppDatabase } from './open-database.ts'
import { SkuMappingRepository } from './sku-mapping-repository.ts'

const opened: AppDatabase[] = []
let made = 0

async function open(): Promise<SkuMappingRepository> {
  made += 1
  const database = await openDatabase({
    name: `mappings-${String(made)}`,
    storage: getRxStorageMemory(),
    collections: ['skuMappings'],
  })
  opened.push(database)
  let clock = 100
  return new SkuMappingRepository(database, { now: () => (clock += 1) })
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
    expect(await mappings.upsert('c1', { customerSku: 'A', productId: '11' }, '')).toMatchObject({ base: '' })
    await mappings.modify(id, (mapping) => ({ ...mapping, productId: '12', base: null }))
    await mappings.remove([id])
    expect(await mappings.upsert('c1', { customerSku: 'A', productId: '13' }, '')).toMatchObject({
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

  it('shows the mappings of a customer as they change', async () => {
    const mappings = await open()
    const next = firstValueFrom(mappings.listFor('c1').pipe(skip(1)))
    await mappings.findByIds([])
    await mappings.upsert('c1', { customerSku: 'A', productId: '1' })
    expect(skus(await next)).toEqual(['A'])
  })
})

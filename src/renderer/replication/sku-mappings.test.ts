import { firstValueFrom } from 'rxjs'
import { describe, expect, test } from 'vitest'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import type { MemoryRemote } from '#shared/connector/memory-remote.ts'
import { Desk, newRemote } from './desk.testing.ts'

async function withAda(skus: Record<string, string> = {}): Promise<{
  desk: Desk
  remote: MemoryRemote
  there: string
  ada: string
}> {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  for (const [sku, product] of Object.entries(skus)) remote.setSkuMapping(there, sku, product)
  const desk = await Desk.open(remote)
  await desk.start()
  return { desk, remote, there, ada: (await desk.linked(there)).id }
}

async function here(desk: Desk, customerId: string): Promise<Record<string, string>> {
  const mappings = await desk.skuMappings.findFor(customerId)
  return Object.fromEntries(mappings.map(({ customerSku, productId }) => [customerSku, productId]))
}

function thereNow(remote: MemoryRemote, customerRemoteId: string): Record<string, string> {
  const all = [...remote.skuMappings.values()].filter((each) => each.customerRemoteId === customerRemoteId)
  return Object.fromEntries(all.map(({ customerSku, productId }) => [customerSku, productId]))
}

async function one(
  desk: Desk,
  customerId: string,
): Promise<Awaited<ReturnType<Desk['skuMappings']['findFor']>>[0]> {
  const [mapping] = await desk.skuMappings.findFor(customerId)
  if (mapping === undefined) throw new Error('There is no mapping')
  return mapping
}

describe('reading', () => {
  test('all customers once after the first connection, new ones soon, nobody again at every question for news', async () => {
    const { desk, remote, ada } = await withAda({ 'A-1': '11', 'A-2': '12' })
    expect(await here(desk, ada)).toEqual({ 'A-1': '11', 'A-2': '12' })
    const beth = remote.directCreate({ name: 'Beth', email: 'beth@example.com' })
    remote.setSkuMapping(beth, 'B-1', '21')
    const mark = desk.connector.requests.length
    await desk.later(60_000)
    expect(await here(desk, (await desk.linked(beth)).id)).toEqual({ 'B-1': '21' })
    expect(desk.requestsSince(mark).map(({ kind }) => kind)).toEqual(['customer', 'sku-mapping'])
    await desk.later(60_000)
    expect(desk.requestsSince(mark)).toHaveLength(3)
  })

  test('a customer that is opened is read at once, and not again for a moment', async () => {
    const { desk, remote, there, ada } = await withAda({ 'A-1': '11' })
    remote.setSkuMapping(there, 'A-1', '99')
    await desk.later(30_000)
    desk.engine.opened(ada)
    await desk.engine.roundFinished()
    expect(await here(desk, ada)).toEqual({ 'A-1': '99' })
    const mark = desk.connector.requests.length
    desk.engine.opened(ada)
    await desk.engine.roundFinished()
    expect(desk.requestsSince(mark)).toEqual([])
  })

  test('a customer whose credentials do not reach the mappings still syncs', async () => {
    const remote = newRemote()
    const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
    const desk = await Desk.open(remote)
    desk.connector.faults.plan = ({ kind }) =>
      kind === 'sku-mapping'
        ? { error: { kind: 'permission', detail: '', requiredScope: 'sku' }, effect: 'none', certain: true }
        : null
    await desk.start()
    expect((await desk.linked(there)).name).toBe('Ada')
    expect(desk.engine.status.phase).toBe('idle')
  })
})

describe('sending', () => {
  test('adds, changes and deletes', async () => {
    const { desk, remote, there, ada } = await withAda({ 'A-1': '11', 'A-2': '12' })
    await desk.skuMappings.upsert(ada, { customerSku: 'A-1', productId: '77' })
    await desk.skuMappings.upsert(ada, { customerSku: 'A-3', productId: '13' })
    const gone = (await desk.skuMappings.findFor(ada)).find(({ customerSku }) => customerSku === 'A-2')
    await desk.skuMappings.remove([gone?.id ?? ''])
    await desk.later(1_000)
    expect(thereNow(remote, there)).toEqual({ 'A-1': '77', 'A-3': '13' })
    expect(await here(desk, ada)).toEqual({ 'A-1': '77', 'A-3': '13' })
    expect((await desk.skuMappings.findFor(ada)).every(({ pendingSince }) => pendingSince === 0)).toBe(true)
  })

  test('of a customer that was deleted there waits for the person who decides about the customer', async () => {
    const { desk, remote, there, ada } = await withAda({ 'A-1': '11' })
    await desk.edit(ada, { phone: '0113 496 0000' })
    await desk.skuMappings.upsert(ada, { customerSku: 'A-9', productId: '19' })
    remote.directDelete(there)
    await desk.sync()
    expect((await desk.stored(ada)).sync.theirs).toEqual({ kind: 'deleted-there' })
    const mark = desk.connector.requests.length
    await desk.sync()
    await desk.later(120_000)
    expect(desk.requestsSince(mark).filter(({ kind }) => kind === 'sku-mapping')).toEqual([])

    await desk.decide(ada, { kind: 'restore-as-new' })
    await desk.later(120_000)
    const { remoteId } = await desk.stored(ada)
    expect(thereNow(remote, remoteId)).toEqual({ 'A-1': '11', 'A-9': '19' })
  })

  test('waits for the customer, and goes when it is there', async () => {
    const { desk, remote } = await withAda()
    remote.refuse = (push) => (push.type === 'create' ? 'no' : null)
    const { id } = await desk.create({ name: 'Beth', email: 'beth@example.com' })
    await desk.skuMappings.upsert(id, { customerSku: 'B-1', productId: '21' })
    await desk.sync()
    expect(remote.skuMappings.size).toBe(0)
    remote.refuse = () => null
    await desk.engine.retry(id)
    await desk.engine.roundFinished()
    expect(thereNow(remote, (await desk.stored(id)).remoteId)).toEqual({ 'B-1': '21' })
  })

  test('is withdrawn when a customer that was never sent is deleted', async () => {
    const { desk, remote } = await withAda()
    const { id } = await desk.create({ name: 'Beth', email: 'beth@example.com' })
    await desk.skuMappings.upsert(id, { customerSku: 'B-1', productId: '21' })
    await desk.customers.markDeleted([id])
    await desk.sync()
    expect(await desk.customers.get(id)).toBeNull()
    expect(await desk.skuMappings.findFor(id)).toEqual([])
    expect(remote.created).toHaveLength(1)
  })

  test('a refused one keeps its edit and does not hold up the others', async () => {
    const { desk, remote, there, ada } = await withAda({ 'A-1': '11' })
    remote.refuseSkuMapping = (push) =>
      push.type === 'upsert' && push.productId === '404' ? 'No such product' : null
    await desk.skuMappings.upsert(ada, { customerSku: 'A-1', productId: '404' })
    await desk.skuMappings.upsert(ada, { customerSku: 'A-2', productId: '12' })
    await desk.sync()
    expect(thereNow(remote, there)).toEqual({ 'A-1': '11', 'A-2': '12' })
    expect(await here(desk, ada)).toEqual({ 'A-1': '404', 'A-2': '12' })
    expect(desk.engine.status.needsYou).toBe(1)
    const mark = desk.connector.requests.length
    await desk.sync()
    expect(desk.requestsSince(mark).map(({ operation }) => operation)).toEqual(['pull'])
    remote.refuseSkuMapping = () => null
    const refused = (await desk.skuMappings.findFor(ada)).find(({ refused: it }) => it !== null)
    await desk.engine.retrySkuMapping(refused?.id ?? '')
    await desk.engine.roundFinished()
    expect(thereNow(remote, there)).toEqual({ 'A-1': '404', 'A-2': '12' })
  })

  test('a refused deletion is back, needs a person and is not sent again, until they leave or repeat it', async () => {
    const { desk, remote, there, ada } = await withAda({ 'A-1': '11' })
    const { id } = await one(desk, ada)
    remote.refuseSkuMapping = (push) => (push.type === 'delete' ? 'It is on an order' : null)
    const removed = async (): Promise<void> => {
      await desk.skuMappings.remove([id])
      await desk.sync()
      await desk.sync()
    }
    const seen = async (): Promise<unknown[]> => {
      const refused = await firstValueFrom(desk.skuMappings.observeRefused())
      const { refused: counted, waiting } = await firstValueFrom(desk.skuMappings.counts$)
      return [refused.map(({ customerSku }) => customerSku), counted, waiting, desk.engine.status.needsYou]
    }
    await removed()
    expect(await one(desk, ada)).toMatchObject({ deletedAt: 0, productId: '11', refused: { of: 'delete' } })
    expect(await seen()).toEqual([['A-1'], 1, 0, 1])
    const mark = desk.connector.requests.length
    await desk.sync()
    await desk.later(3_600_000)
    expect(desk.requestsSince(mark).filter(({ operation }) => operation === 'push')).toEqual([])

    await desk.engine.retrySkuMapping(id)
    await desk.engine.roundFinished()
    expect(await seen()).toEqual([[], 0, 0, 0])
    expect((await one(desk, ada)).pendingSince).toBe(0)
    expect(thereNow(remote, there)).toEqual({ 'A-1': '11' })

    await removed()
    expect(await seen()).toEqual([['A-1'], 1, 0, 1])
    remote.refuseSkuMapping = () => null
    await removed()
    expect(await seen()).toEqual([[], 0, 0, 0])
    expect(thereNow(remote, there)).toEqual({})
  })

  test('after a lost answer the list shows what became of it', async () => {
    const { desk, remote, there, ada } = await withAda({ 'A-1': '11' })
    await desk.skuMappings.upsert(ada, { customerSku: 'A-1', productId: '12' })
    desk.connector.faults.cutNext('after')
    await desk.sync()
    await desk.sync()
    expect(await one(desk, ada)).toMatchObject({ productId: '12', sent: null, pendingSince: 0 })
    expect(thereNow(remote, there)).toEqual({ 'A-1': '12' })
  })

  test('taken back while a lost upsert may still arrive: stays pending, and wins', async () => {
    const { desk, remote, there, ada } = await withAda({ 'A-1': '11' })
    await desk.skuMappings.upsert(ada, { customerSku: 'A-1', productId: '12' })
    desk.connector.faults.cutNext('later')
    await desk.sync()
    await desk.skuMappings.upsert(ada, { customerSku: 'A-1', productId: '11' })
    desk.engine.opened(ada)
    await desk.sync()
    expect(await one(desk, ada)).toMatchObject({ productId: '11', base: '11' })
    desk.connector.faults.runLate()
    expect(thereNow(remote, there)).toEqual({ 'A-1': '12' })
    await desk.later(60_000)
    expect(thereNow(remote, there)).toEqual({ 'A-1': '11' })
    expect(await one(desk, ada)).toMatchObject({ productId: '11', pendingSince: 0 })
  })
})

describe('both sides', () => {
  test('changed differently: asked, and decided either way', async () => {
    for (const choice of ['mine', 'theirs'] as const) {
      const { desk, remote, there, ada } = await withAda({ 'A-1': '11' })
      await desk.skuMappings.upsert(ada, { customerSku: 'A-1', productId: '12' })
      remote.setSkuMapping(there, 'A-1', '13')
      await desk.sync()
      const asked = await one(desk, ada)
      expect(asked).toMatchObject({ productId: '12', theirs: '13' })
      expect(thereNow(remote, there)).toEqual({ 'A-1': '13' })
      await desk.decideMapping(asked.id, choice)
      const product = choice === 'mine' ? '12' : '13'
      expect(thereNow(remote, there)).toEqual({ 'A-1': product })
      expect(await one(desk, ada)).toMatchObject({ productId: product, theirs: null, pendingSince: 0 })
    }
  })

  test('deleted there: goes here, unless it was changed here', async () => {
    const { desk, remote, there, ada } = await withAda({ 'A-1': '11', 'A-2': '12' })
    await desk.skuMappings.upsert(ada, { customerSku: 'A-2', productId: '77' })
    for (const id of remote.skuMappings.keys()) remote.skuMappings.delete(id)
    await desk.sync()
    expect(await here(desk, ada)).toEqual({ 'A-2': '77' })
    const asked = await one(desk, ada)
    expect(asked.theirs).toBe('')
    await desk.decideMapping(asked.id, 'mine')
    expect(thereNow(remote, there)).toEqual({ 'A-2': '77' })
  })

  test('a customer that was deleted there takes its mappings with it', async () => {
    const { desk, remote, there, ada } = await withAda({ 'A-1': '11' })
    remote.directCreate({ name: 'Beth', email: 'beth@example.com' })
    await desk.sync()
    remote.directDelete(there)
    await desk.engine.sweepNow()
    await desk.engine.roundFinished()
    expect(await desk.customers.get(ada)).toBeNull()
    expect(await desk.skuMappings.findFor(ada)).toEqual([])
  })

  test('a page shift while the list is read removes nothing', async () => {
    const skus = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`A-${i}`, String(10 + i)]))
    const { desk, remote, ada } = await withAda(skus)
    await desk.later(120_000)
    desk.connector.pageSizes = [3, 3, 3]
    const [first] = remote.skuMappings.keys()
    let pages = 0
    desk.connector.faults.beforeEffect = (call) => {
      if (call.kind !== 'sku-mapping') return
      pages += 1
      if (pages === 2) remote.skuMappings.delete(first ?? '')
    }
    desk.engine.opened(ada)
    await desk.engine.roundFinished()
    expect(Object.keys(await here(desk, ada))).toContain('A-3')
  })

  test.each([
    ['full', 6],
    ['empty', 4],
  ])(
    'nor one between two pages as long as the remote makes them, the second %s by then',
    async (_, count) => {
      const profile = skuIoLikeProfile()
      const remote = newRemote({ ...profile, capabilities: { ...profile.capabilities, pageSize: 3 } })
      const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
      for (let i = 0; i < count; i += 1) remote.setSkuMapping(there, `A-${i}`, String(10 + i))
      const desk = await Desk.open(remote)
      await desk.start()
      const ada = (await desk.linked(there)).id
      await desk.later(120_000)
      expect(Object.keys(await here(desk, ada))).toHaveLength(count)
      const [first = ''] = remote.skuMappings.keys()
      let pages = 0
      desk.connector.faults.beforeEffect = (call) => {
        if (call.kind !== 'sku-mapping') return
        pages += 1
        if (pages === 2) remote.skuMappings.delete(first)
      }
      desk.engine.opened(ada)
      await desk.engine.roundFinished()
      expect(pages).toBeGreaterThan(2)
      expect(thereNow(remote, there)).toHaveProperty('A-3')
      expect(await here(desk, ada)).toHaveProperty('A-3')
      await desk.later(120_000)
      desk.engine.opened(ada)
      await desk.engine.roundFinished()
      expect(await here(desk, ada)).toEqual(thereNow(remote, there))
    },
  )
})

test('one that is added again while its deletion is under way is there in the end', async () => {
  const { desk, remote, there, ada } = await withAda({ 'A-1': '11' })
  await desk.sync()
  const { id } = await one(desk, ada)
  await desk.skuMappings.remove([id])
  desk.connector.faults.beforeAnswer = async ({ operation }) => {
    if (operation !== 'push') return
    desk.connector.faults.beforeAnswer = () => undefined
    await desk.skuMappings.upsert(ada, { customerSku: 'A-1', productId: '11' })
  }
  await desk.sync()
  expect(thereNow(remote, there)).toEqual({ 'A-1': '11' })
  expect(await one(desk, ada)).toMatchObject({ productId: '11', pendingSince: 0, refused: null })
})

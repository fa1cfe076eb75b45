import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FaultRule } from '../../../../e2e/sandbox/faults.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from '../../../../e2e/sandbox/sku-io/server.ts'
import { skuIoCapabilities } from './capabilities.ts'
import { connectorTo } from './sandboxed-connector.testing.ts'

const CHECK = 'POST /api/customers/deletable'
const BULK = 'DELETE /api/customers'

describe('deleting customers of SKU.io', () => {
  let sandbox: SkuIoSandbox

  beforeEach(async () => {
    sandbox = await startSkuIoSandbox()
  })
  afterEach(() => sandbox.close())

  const seed = (count: number): string[] =>
    Array.from({ length: count }, (_, at) => String(sandbox.store.createCustomer({ name: `C ${at}` }).id))
  const remove = (ids: readonly string[], signal = new AbortController().signal) => {
    const items = ids.map((remoteId) => ({ type: 'delete' as const, localId: `l${remoteId}`, remoteId }))
    return connectorTo(sandbox).push('customer', items, signal)
  }
  const asked = (): string[] => sandbox.requests.list().map(({ method, path }) => `${method} ${path}`)
  const bodies = (): unknown[] =>
    sandbox.requests.list().map(({ body }): unknown => (body === null ? null : JSON.parse(body)))
  const left = (): number[] => [...sandbox.store.customers.keys()]
  const fail = (path: string, fault: FaultRule['fault']): unknown =>
    sandbox.faults.add({ fault, path, times: 1 })
  const failCheck = (fault: FaultRule['fault']): unknown => fail('/api/customers/deletable', fault)
  const statuses = async (ids: readonly string[]): Promise<string[]> =>
    (await remove(ids)).map((outcome) => outcome.status)

  it('asks first, also for one', async () => {
    const [id = ''] = seed(1)
    expect(await remove([id])).toEqual([
      { status: 'accepted', localId: `l${id}`, record: null, addressIds: {} },
    ])
    expect(asked()).toEqual([CHECK, `DELETE /api/customers/${id}`])
    expect(bodies()[0]).toEqual({ ids: [1], scope: 'ids' })
  })

  it('takes three requests for a hundred: explicit ids, and never all that match', async () => {
    const ids = seed(100)
    sandbox.store.createCustomer({ name: 'Another' })
    expect(skuIoCapabilities.bulk.delete).toBe(100)
    expect(new Set(await statuses(ids))).toEqual(new Set(['accepted']))
    expect(asked()).toEqual([CHECK, BULK, CHECK])
    expect(bodies()[1]).toEqual({ ids: ids.map(Number), apply_to_all: false, filters: {} })
    expect(left()).toEqual([101])
  })

  it('asks once for all and cuts what goes in bulk', async () => {
    const ids = seed(150)
    expect(new Set(await statuses(ids))).toEqual(new Set(['accepted']))
    expect(asked()).toEqual([CHECK, BULK, CHECK, BULK, CHECK])
  })

  it('refuses with the reasons what cannot be deleted, and deletes the others', async () => {
    const ids = seed(4)
    sandbox.store.sales.addOrder({ customer_id: 2, total: 1, paid: 1, ordered_at: 0 })
    sandbox.store.sales.addCredit({ customer_id: 2, total: 1, credited_at: 0 })
    sandbox.store.linkToOrders(3, 'Is a supplier too')
    const outcomes = await remove(ids)
    expect(outcomes).toMatchObject([
      { status: 'accepted', localId: 'l1' },
      { status: 'refused', reason: 'Has sales orders; Has sales credits', field: '' },
      { status: 'refused', reason: 'Is a supplier too' },
      { status: 'accepted', localId: 'l4' },
    ])
    expect(asked()).toEqual([CHECK, BULK, CHECK])
    expect(left()).toEqual([2, 3])
  })

  it('sends no delete where everything is refused', async () => {
    const [id = ''] = seed(1)
    sandbox.store.linkToOrders(1, 'Has sales orders')
    expect(await statuses([id])).toEqual(['refused'])
    expect(asked()).toEqual([CHECK])
  })

  it('finds out alone about what the remote says nothing of', async () => {
    const ids = seed(3)
    sandbox.store.deleteCustomer(2)
    expect(await statuses(ids)).toEqual(['accepted', 'gone', 'accepted'])
    expect(asked()).toEqual([CHECK, BULK, CHECK, 'DELETE /api/customers/2'])
  })

  it.each([
    { kind: 'status', status: 403 },
    { kind: 'status', status: 404 },
    { kind: 'status', status: 422 },
    { kind: 'html' },
  ] as const)('deletes one by one where the question is not answered: %j', async (fault) => {
    const ids = seed(2)
    sandbox.store.linkToOrders(2, 'Has sales orders')
    failCheck(fault)
    expect(await remove(ids)).toMatchObject([
      { status: 'accepted' },
      { status: 'refused', reason: 'C 1 cannot be deleted: Has sales orders' },
    ])
    expect(asked().slice(1).sort()).toEqual(['DELETE /api/customers/1', 'DELETE /api/customers/2'])
  })

  it.each([
    [{ kind: 'status', status: 401 }, 'unauthorised'],
    [{ kind: 'status', status: 429, retryAfter: 20 }, 'rate-limited'],
    [{ kind: 'status', status: 503 }, 'unavailable'],
    [{ kind: 'cut-before' }, 'unavailable'],
    [{ kind: 'cut-after' }, 'unavailable'],
  ] as const)('leaves nothing open where the question is lost: %j', async (fault, kind) => {
    const ids = seed(2)
    failCheck(fault)
    const notSent = { status: 'not-sent', error: { kind } }
    expect(await remove(ids)).toMatchObject([notSent, notSent])
    expect(asked()).toEqual([CHECK])
    expect(left()).toHaveLength(2)
  })

  it('names the scope that is missing, and asks no more', async () => {
    const ids = seed(2)
    sandbox.tokens.change(sandbox.token, { scopes: ['customers:read'] })
    const notSent = { status: 'not-sent', error: { kind: 'permission', requiredScope: 'customers:write' } }
    expect(await remove(ids)).toMatchObject([notSent, notSent])
    expect(asked()).toEqual([CHECK])
  })

  it('deletes one by one where the bulk call is refused because somebody has ordered meanwhile', async () => {
    const ids = seed(3)
    fail('/api/customers', { kind: 'status', status: 400 })
    expect(await statuses(ids)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(asked().slice(0, 2)).toEqual([CHECK, BULK])
    expect(asked()).toHaveLength(5)
  })

  it('deletes alone what the bulk call has left although it succeeded', async () => {
    const ids = seed(3)
    sandbox.behaviour.bulkDeletes = 'only-said'
    expect(await statuses(ids)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(asked()).toHaveLength(6)
    expect(left()).toEqual([])
  })

  it.each([
    [{ kind: 'cut-before' }, 3],
    [{ kind: 'cut-after' }, 0],
    [{ kind: 'html', takesEffect: true }, 0],
    [{ kind: 'status', status: 504, takesEffect: true }, 0],
  ] as const)('leaves all open where the answer to the bulk call is lost: %j', async (fault, remaining) => {
    const ids = seed(3)
    fail('/api/customers', fault)
    expect(new Set(await statuses(ids))).toEqual(new Set(['unknown']))
    expect(asked()).toEqual([CHECK, BULK])
    expect(left()).toHaveLength(remaining)
  })

  it('believes the bulk call where it cannot ask afterwards', async () => {
    const ids = seed(2)
    sandbox.faults.add({ fault: { kind: 'cut-before' }, path: '/api/customers/deletable', skip: 1 })
    expect(await statuses(ids)).toEqual(['accepted', 'accepted'])
    expect(left()).toEqual([])
  })

  it('is cancelled before the deletes, leaving nothing open', async () => {
    const ids = seed(2)
    sandbox.faults.add({ fault: { kind: 'latency', milliseconds: 600_000 } })
    const controller = new AbortController()
    const outcomes = remove(ids, controller.signal)
    while (sandbox.requests.count() === 0) await new Promise((resolve) => setImmediate(resolve))
    controller.abort()
    expect(await outcomes).toMatchObject([
      { status: 'not-sent', error: { kind: 'cancelled' } },
      { status: 'not-sent' },
    ])
  })
})

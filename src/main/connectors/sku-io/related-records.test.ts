import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RelatedKind } from '#shared/connector/related-data.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from '../../../../e2e/sandbox/sku-io/server.ts'
import { createSkuIoConnector } from './connector.ts'
import { connectorTo } from './sandboxed-connector.testing.ts'

const AT = Date.UTC(2026, 10, 2, 9)
const { signal } = new AbortController()

describe('orders and credits of SKU.io', () => {
  let sandbox: SkuIoSandbox

  beforeEach(async () => {
    sandbox = await startSkuIoSandbox()
    const { store } = sandbox
    store.createCustomer({ name: 'Mara Okafor' })
    store.sales.addCredit({ customer_id: 1, total: 10_010, credited_at: AT / 1000 })
    store.sales.addOrder({ customer_id: 1, total: 8000, paid: 3005, ordered_at: AT / 1000 })
    store.sales.allocate(301, 1001, 10)
  })
  afterEach(() => sandbox.close())

  const related = (kind: RelatedKind, id = '1') => connectorTo(sandbox).related?.(kind, id, signal)

  it('are named by the capabilities', () => {
    expect(connectorTo(sandbox).capabilities.related).toEqual(['credits', 'orders'])
  })

  it('tell unpaid orders with what is still to be paid', async () => {
    expect(await related('orders')).toEqual({
      ok: true,
      value: [
        {
          ...{ remoteId: '1001', number: 'SO-1001', orderedAt: AT, status: '', currency: '' },
          ...{ total: '80.00', balance: '49.85', lines: [] },
        },
      ],
    })
  })

  it('tell open credits with what they have paid; a day without a zone stays that day', async () => {
    expect(await related('credits')).toEqual({
      ok: true,
      value: [
        {
          ...{
            remoteId: '301',
            number: 'SC-301',
            status: 'partially_paid',
            total: '100.10',
            remaining: '100.00',
          },
          creditedAt: Date.UTC(2026, 10, 2, 12),
          allocations: [{ remoteId: '9001', orderId: '1001', orderNumber: 'SO-1001', amount: '0.10' }],
        },
      ],
    })
  })

  it('take amounts that are numbers without changing them', async () => {
    sandbox.behaviour.amounts = 'number'
    expect(await related('orders')).toMatchObject({ value: [{ total: '80', balance: '49.85' }] })
    expect(await related('credits')).toMatchObject({
      value: [{ remaining: '100', allocations: [{ amount: '0.1' }] }],
    })
  })

  it('are empty where there are none, not found where the customer is not', async () => {
    sandbox.store.createCustomer({ name: 'Other' })
    for (const kind of ['orders', 'credits'] as const) {
      expect(await related(kind, '2')).toEqual({ ok: true, value: [] })
      expect(await related(kind, '99')).toEqual({ ok: false, error: { kind: 'not-found' } })
    }
  })

  it('are not asked for as downloads', async () => {
    expect(await related('downloads')).toMatchObject({ ok: false, error: { kind: 'protocol' } })
    expect(sandbox.requests.count()).toBe(0)
  })

  it.each([
    [{ kind: 'status', status: 403 }, 'permission'],
    [{ kind: 'status', status: 500 }, 'unavailable'],
    [{ kind: 'cut-after' }, 'unavailable'],
    [{ kind: 'html' }, 'protocol'],
  ] as const)('after %j are an error of its kind', async (fault, kind) => {
    sandbox.faults.add({ fault, times: 1 })
    expect(await related('credits')).toMatchObject({ ok: false, error: { kind } })
  })
})

/** Shapes that the reference leaves open, one answer each. */
describe('answers of another shape', () => {
  const answered = async (kind: RelatedKind, ...bodies: unknown[]) => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(bodies.shift()))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const connector = createSkuIoConnector({
      ...{ baseUrl: `http://127.0.0.1:${port}`, credentials: { token: '1|x' }, scopeId: '' },
      http: createHttpClient({ fetch: (url, how) => fetch(url, how) }),
    })
    const answer = await connector.related?.(kind, '1', signal)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    return answer
  }

  it('work out what is left where it is not told', async () => {
    const order = { id: '10', total: '1,250.10', paid: 1000.2, currency: { code: 'EUR' }, status: 'open' }
    expect(await answered('orders', { data: [order] })).toMatchObject({
      value: [
        { remoteId: '10', balance: '249.90', currency: 'EUR', status: 'open', orderedAt: 0, number: '' },
      ],
    })
    const allocations = [{ id: 9, sales_order: { id: 10, sales_order_number: 'SO-10' }, amount: 5 }]
    const credit = { id: 31, total: 0.3, allocated: '0.1', allocations }
    expect(await answered('credits', { data: [credit] })).toMatchObject({
      value: [{ remaining: '0.2', allocations: [{ orderId: '10', orderNumber: 'SO-10', amount: '5' }] }],
    })
  })

  it('leave empty what is told nowhere', async () => {
    expect(await answered('credits', { data: [{ id: 31, total: 'n/a' }] })).toMatchObject({
      value: [{ total: '', remaining: '', allocations: [] }],
    })
  })

  it('read all pages where there are pages', async () => {
    const page = (id: number, next: string | null) => ({
      ...{ data: [{ id }], current_page: id, per_page: 1, total: 2, next_page_url: next },
    })
    expect(await answered('orders', page(1, '/x?page=2'), page(2, null))).toMatchObject({
      value: [{ remoteId: '1' }, { remoteId: '2' }],
    })
  })

  it('are an error rather than a list without one of its rows', async () => {
    expect(await answered('orders', { data: [{ id: 1 }, { number: 'SO-2' }] })).toMatchObject({
      ok: false,
      error: { kind: 'protocol' },
    })
    expect(await answered('orders', { orders: [] })).toMatchObject({ ok: false, error: { kind: 'protocol' } })
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ActionKind, RemoteAction } from '#shared/connector/remote-action.ts'
import { ACTION_KINDS } from '#shared/connector/remote-action.ts'
import type { RemoteActions, RemoteConnector } from '#shared/connector/remote-connector.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from '../../../../e2e/sandbox/sku-io/server.ts'
import { createSkuIoConnector } from './connector.ts'
import { connectorTo } from './sandboxed-connector.testing.ts'

const AT = Date.UTC(2026, 10, 2, 9) / 1000
const PATHS: Record<ActionKind, string> = {
  'allocate-credit': 'POST /api/customers/1/sales-credits/301/allocate',
  'unallocate-credit': 'DELETE /api/customers/1/sales-credits/301/allocations/9001',
  'submit-to-starshipit': 'GET /api/customers/starshipit/submit-orders',
  'update-starshipit-order': 'PUT /api/customers/starshipit/update-order/7001',
  'refresh-integration': 'POST /api/woo-commerce/1/customers/sync',
}

describe('the commands of SKU.io', () => {
  let sandbox: SkuIoSandbox
  let connector: RemoteConnector
  const { signal } = new AbortController()

  /** Mara has a credit of 100.10, of which 20 pays one of two orders, and two parcels that Starshipit knows. */
  beforeEach(async () => {
    sandbox = await startSkuIoSandbox()
    connector = connectorTo(sandbox)
    const { store } = sandbox
    store.createCustomer({ name: 'Mara Okafor' })
    store.sales.addCredit({ customer_id: 1, total: 10_010, credited_at: AT })
    store.sales.addOrder({ customer_id: 1, total: 8000, paid: 0, ordered_at: AT }, 2)
    store.sales.addOrder({ customer_id: 1, total: 9999, paid: 0, ordered_at: AT })
    store.sales.allocate(301, 1001, 2000)
    store.sales.submit()
    store.shops.add(1, 'Ines Duarte', 'ines@shop.example')
  })
  afterEach(() => sandbox.close())

  const actions = (of = connector): RemoteActions => {
    if (of.actions === undefined) throw new Error('SKU.io has commands')
    return of.actions
  }
  const run = (action: RemoteAction, by = signal) => actions().run(action, by)
  const allocate = (amounts: Record<string, string>): RemoteAction => ({
    kind: 'allocate-credit',
    customerRemoteId: '1',
    input: {
      ...{ creditId: '301', creditNumber: 'SC-301' },
      orders: Object.entries(amounts).map(([orderId, amount]) => ({
        ...{ orderId, orderNumber: `SO-${orderId}`, amount },
      })),
    },
  })
  const unallocate = (allocationId = '9001'): RemoteAction => ({
    ...{ kind: 'unallocate-credit', customerRemoteId: '1' },
    input: {
      ...{ creditId: '301', creditNumber: 'SC-301', allocationId },
      ...{ orderNumber: 'SO-1001', amount: '20.00' },
    },
  })
  const submit: RemoteAction = { kind: 'submit-to-starshipit', customerRemoteId: '', input: {} }
  const updateOrder = (fulfilmentId = '7001'): RemoteAction => ({
    ...{ kind: 'update-starshipit-order', customerRemoteId: '', input: { fulfilmentId } },
  })
  const refresh = (instanceId = '1'): RemoteAction => ({
    ...{ kind: 'refresh-integration', customerRemoteId: '', input: { instanceId } },
  })
  const ACTIONS: Record<ActionKind, RemoteAction> = {
    'allocate-credit': allocate({ '1002': '50.10' }),
    'unallocate-credit': unallocate(),
    'submit-to-starshipit': submit,
    'update-starshipit-order': updateOrder(),
    'refresh-integration': refresh(),
  }
  const asked = (): string[] => sandbox.requests.list().map(({ method, path }) => `${method} ${path}`)

  /** What each command leaves behind: so many times it has taken effect. */
  const effects = (kind: ActionKind): number => {
    const { sales, shops } = sandbox.store
    switch (kind) {
      case 'allocate-credit':
        return sales.allocations.size - 1
      case 'unallocate-credit':
        return 1 - sales.allocations.size
      case 'submit-to-starshipit':
        return sales.submissions - 1
      case 'update-starshipit-order':
        return sales.fulfillments.get(7001)?.starshipit?.updates ?? 0
      case 'refresh-integration':
        return shops.takeAsked().length
    }
  }

  it('are all named by the capabilities', () => {
    expect(connector.capabilities.actions).toEqual(ACTION_KINDS)
  })

  describe.each(ACTION_KINDS)('%s', (kind) => {
    it('takes one request', async () => {
      expect(await run(ACTIONS[kind])).toMatchObject({ status: 'done' })
      expect(asked()).toEqual([PATHS[kind]])
      expect(effects(kind)).toBe(1)
    })

    it.each([
      [{ kind: 'cut-before' }, 0],
      [{ kind: 'cut-after' }, 1],
      [{ kind: 'truncated-body' }, 1],
      [{ kind: 'html', takesEffect: true }, 1],
      [{ kind: 'malformed-json', takesEffect: true }, 1],
      [{ kind: 'status', status: 500 }, 0],
      [{ kind: 'status', status: 504, takesEffect: true }, 1],
    ] as const)('is unknown after %j, and is not sent again', async (fault, made) => {
      // The connection is in use by then: one that is reused is what might be repeated on.
      await connector.checkConnection(signal)
      sandbox.requests.reset()
      sandbox.faults.add({ fault, times: 1 })
      expect(await run(ACTIONS[kind])).toMatchObject({ status: 'unknown' })
      expect(asked()).toEqual([PATHS[kind]])
      expect(effects(kind)).toBe(made)
    })

    it('hands on the words of a 422', async () => {
      sandbox.faults.add({ fault: { kind: 'status', status: 422 } })
      expect(await run(ACTIONS[kind])).toEqual({ status: 'refused', reason: 'The name is invalid.' })
    })

    it('is refused by a 403 that names no scope and by a 404 that names no route', async () => {
      sandbox.faults.add({ fault: { kind: 'status', status: 403 }, times: 1 })
      expect(await run(ACTIONS[kind])).toEqual({ status: 'refused', reason: 'This action is unauthorized.' })
      sandbox.faults.add({ fault: { kind: 'status', status: 404 }, times: 1 })
      expect(await run(ACTIONS[kind])).toEqual({ status: 'refused', reason: 'Not Found.' })
      expect(effects(kind)).toBe(0)
    })

    it('certainly was not sent without network, token or scope, under a rate limit, or when given up before', async () => {
      const kindOf = async (by = signal): Promise<string> => {
        const outcome = await run(ACTIONS[kind], by)
        return outcome.status === 'not-sent' ? outcome.error.kind : outcome.status
      }
      const aborted = new AbortController()
      aborted.abort()
      expect(await kindOf(aborted.signal)).toBe('cancelled')
      expect(asked()).toEqual([])
      sandbox.faults.add({ fault: { kind: 'status', status: 429 }, times: 1 })
      expect(await kindOf()).toBe('rate-limited')
      expect(asked()).toEqual([PATHS[kind]])
      connector = connectorTo(sandbox) // one that has not been told to wait
      await sandbox.down()
      expect(await kindOf()).toBe('offline')
      await sandbox.up()
      sandbox.tokens.change(sandbox.token, { scopes: [] })
      expect(await kindOf()).toBe('permission')
      sandbox.tokens.revoke(sandbox.token)
      expect(await kindOf()).toBe('unauthorised')
      expect(effects(kind)).toBe(0)
    })

    it('is unknown when it is given up under way', async () => {
      sandbox.faults.add({ fault: { kind: 'latency', milliseconds: 600_000 } })
      const controller = new AbortController()
      const outcome = run(ACTIONS[kind], controller.signal)
      while (sandbox.requests.count() === 0) await new Promise((resolve) => setImmediate(resolve))
      controller.abort()
      expect(await outcome).toMatchObject({ status: 'unknown' })
    })
  })

  it('pay several orders to the cent, as numbers that say the same', async () => {
    expect(await run(allocate({ '1001': '0.10', '1002': '80.00' }))).toEqual({ status: 'done', message: '' })
    expect(sandbox.requests.list()[0]?.body).toBe(
      '{"sales_orders":[{"id":1001,"amount":0.1},{"id":1002,"amount":80}]}',
    )
    const [credit] = sandbox.store.sales.credits.values()
    expect(credit && sandbox.store.sales.statusOf(credit)).toBe('paid')
  })

  it('hand on that a credit has less left, or an order less to pay', async () => {
    expect(await run(allocate({ '1001': '60.01' }))).toEqual({
      status: 'refused',
      reason: 'The amount exceeds the balance of SO-1001: 60.00.',
    })
    expect(await run(allocate({ '1001': '60', '1002': '20.11' }))).toEqual({
      status: 'refused',
      reason: 'The amounts exceed what remains of the credit: 80.10.',
    })
    expect(effects('allocate-credit')).toBe(0)
  })

  it('send no amount that a number would change, and no id that is none', async () => {
    const actions = [
      allocate({ '1001': '12345678901234567.89' }),
      allocate({ '1001': 'much' }),
      allocate({ x: '1' }),
      unallocate('..'),
      updateOrder('../submit-orders'),
      refresh(''),
      { ...unallocate(), customerRemoteId: '' },
    ] as RemoteAction[]
    for (const action of actions) {
      expect(await run(action)).toMatchObject({ status: 'not-sent', error: { kind: 'protocol' } })
    }
    expect(asked()).toEqual([])
  })

  it('say what is not there any more', async () => {
    expect(await run(unallocate('9999'))).toEqual({
      ...{ status: 'refused', reason: 'No query results for model [SalesCreditAllocation] 9999' },
    })
    expect(await run(updateOrder('7999'))).toMatchObject({ status: 'refused' })
    expect(await run(refresh('2'))).toMatchObject({ status: 'refused' })
  })

  it('name the scope of their area where there is one', async () => {
    sandbox.behaviour.scopes = 'by-area'
    for (const action of [ACTIONS['allocate-credit'], ACTIONS['unallocate-credit']]) {
      expect(await run(action)).toMatchObject({
        ...{ status: 'not-sent', error: { kind: 'permission', requiredScope: 'orders:write' } },
      })
    }
    expect(await run(refresh())).toMatchObject({ error: { requiredScope: 'integrations:write' } })
    expect(await actions().integrationCustomers('1', 1, signal)).toMatchObject({
      error: { kind: 'permission', requiredScope: 'integrations:read' },
    })
  })

  it('are refused for Starshipit to who is no power user', async () => {
    sandbox.tokens.change(sandbox.token, { role: 'user' })
    for (const action of [submit, updateOrder()]) {
      expect(await run(action)).toEqual({ status: 'refused', reason: 'This action is unauthorized.' })
    }
    expect(await actions().shippingOrder('7001', signal)).toMatchObject({ error: { kind: 'permission' } })
  })

  it('submit to Starshipit on a connection of its own, and hand on what the remote says', async () => {
    const own: string[] = []
    const http = createHttpClient({
      fetch: (url, how) => fetch(url, how),
      openWriteChannel: () =>
        Promise.resolve({
          fetch: (url, how) => {
            own.push(`${how.method} ${new URL(url).pathname} ${how.cache}`)
            return fetch(url, how)
          },
          release: () => undefined,
        }),
    })
    const { baseUrl, token } = sandbox
    const careful = createSkuIoConnector({ baseUrl, scopeId: '', credentials: { token }, http })
    const outcome = await actions(careful).run(submit, signal)
    expect(outcome).toEqual({ status: 'done', message: '0 orders submitted to Starshipit' })
    expect(own).toEqual(['GET /api/customers/starshipit/submit-orders no-store'])
  })

  it('do not wait a rate limit out by sending the submission again', async () => {
    const http = createHttpClient({ fetch: (url, how) => fetch(url, how) })
    const { baseUrl, token } = sandbox
    const patient = createSkuIoConnector({
      ...{ baseUrl, scopeId: '', credentials: { token }, http, patienceMs: 60_000 },
    })
    sandbox.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 0 }, times: 1 })
    expect(await actions(patient).run(submit, signal)).toMatchObject({ status: 'not-sent' })
    expect(asked()).toHaveLength(1)
  })

  describe('the order of a fulfilment', () => {
    it('is told with all its facts', async () => {
      expect(await actions().shippingOrder('7001', signal)).toEqual({
        ok: true,
        value: {
          ...{ number: 'SO-1001', status: 'unshipped' },
          facts: [
            { name: 'order_id', value: 'SS-7001' },
            { name: 'order_number', value: 'SO-1001' },
            { name: 'status', value: 'unshipped' },
            { name: 'carrier.name', value: 'Parcel Post' },
            { name: 'carrier.service', value: 'EXPRESS' },
            { name: 'updates', value: '0' },
          ],
        },
      })
    })

    it('is null where there is none', async () => {
      for (const id of ['7999', '..']) {
        expect(await actions().shippingOrder(id, signal)).toEqual({ ok: true, value: null })
      }
      expect(asked()).toHaveLength(1)
    })

    it('leaves nothing open when it is lost', async () => {
      sandbox.faults.add({ fault: { kind: 'cut-after' }, times: 1 })
      expect(await actions().shippingOrder('7001', signal)).toMatchObject({ error: { kind: 'unavailable' } })
    })
  })

  describe('the customers of a shop', () => {
    it('are there once the job is done, and then among the customers', async () => {
      const listed = () => actions().integrationCustomers('1', 1, signal)
      expect(await run(refresh())).toEqual({ status: 'done', message: 'The customers sync has been queued.' })
      expect(await listed()).toEqual({ ok: true, value: { customers: [], hasMore: false } })
      expect(await listed()).toEqual({
        ok: true,
        value: {
          customers: [{ remoteId: '501', name: 'Ines Duarte', email: 'ines@shop.example' }],
          hasMore: false,
        },
      })
      const found = await connector.find({ email: 'ines@shop.example' }, signal)
      expect(found).toMatchObject({ value: [{ extra: { integration_instance_id: 1 } }] })
    })

    it('come in pages', async () => {
      for (let at = 0; at < 120; at += 1) sandbox.store.shops.add(1, `Buyer ${at}`, `b${at}@shop.example`)
      await run(refresh())
      await connector.checkConnection(signal)
      const first = await actions().integrationCustomers('1', 1, signal)
      const second = await actions().integrationCustomers('1', 2, signal)
      expect(first.ok && [first.value.customers.length, first.value.hasMore]).toEqual([100, true])
      expect(second.ok && [second.value.customers.length, second.value.hasMore]).toEqual([21, false])
    })

    it('are not found where there is no such shop', async () => {
      for (const id of ['2', '..']) {
        const listed = await actions().integrationCustomers(id, 1, signal)
        expect(listed).toEqual({ ok: false, error: { kind: 'not-found' } })
      }
    })
  })
})

import { expect, test } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'
import { SkuIoStore, type StoreSnapshot } from './store.ts'

const CREDITS = '/api/customers/1/open-sales-credits'
const ORDERS = '/api/customers/1/unpaid-orders'
const ALLOCATE = '/api/customers/1/sales-credits/301/allocate'
const AT = Date.UTC(2026, 10, 2, 9) / 1000

/** Mara has a credit of 100.10 and two orders, of which 30 and 0 are paid. */
async function mara(): ReturnType<typeof sandboxWithApi> {
  const started = await sandboxWithApi()
  const { store } = started.sandbox
  store.createCustomer({ name: 'Mara Okafor' })
  store.createCustomer({ name: 'Other' })
  store.sales.addCredit({ customer_id: 1, total: 10_010, credited_at: AT })
  store.sales.addOrder({ customer_id: 1, total: 8000, paid: 3000, ordered_at: AT })
  store.sales.addOrder({ customer_id: 1, total: 9999, paid: 0, ordered_at: AT })
  store.sales.addOrder({ customer_id: 2, total: 9999, paid: 0, ordered_at: AT })
  return started
}

test('open credits and unpaid orders are told with what remains, in text or in numbers', async () => {
  const { sandbox, api } = await mara()
  expect((await api('GET', CREDITS)).body.data).toEqual([
    {
      id: 301,
      sales_credit_number: 'SC-301',
      credit_date: '2026-11-02',
      total: '100.10',
      allocated: '0.00',
      remaining: '100.10',
      payment_status: 'open',
      allocations: [],
    },
  ])
  const [first] = (await api('GET', ORDERS)).body.data
  expect(first).toEqual({
    id: 1001,
    sales_order_number: 'SO-1001',
    order_date: '2026-11-02T09:00:00Z',
    total: '80.00',
    paid: '30.00',
    balance: '50.00',
  })
  sandbox.behaviour.amounts = 'number'
  expect((await api('GET', CREDITS)).body.data).toMatchObject([{ total: 100.1, remaining: 100.1 }])
})

test('a credit pays several orders at once, and what is paid is listed no more', async () => {
  const { api } = await mara()
  const sales_orders = [
    { id: 1001, amount: 50 },
    { id: 1002, amount: 0.1 },
  ]
  expect((await api('POST', ALLOCATE, { sales_orders })).body.data).toEqual({
    id: 301,
    payment_status: 'partially_paid',
  })
  expect((await api('GET', ORDERS)).body.data).toMatchObject([{ id: 1002, balance: '99.89' }])
  expect((await api('GET', CREDITS)).body.data).toMatchObject([
    {
      remaining: '50.00',
      allocations: [
        { id: 9001, sales_order_id: 1001, sales_order_number: 'SO-1001', amount: '50.00' },
        { id: 9002, sales_order_id: 1002, amount: '0.10' },
      ],
    },
  ])
  await api('POST', ALLOCATE, { sales_orders: [{ id: 1002, amount: 50 }] })
  expect((await api('GET', CREDITS)).body.data).toEqual([])
})

test('an allocation taken back opens the credit and the order again', async () => {
  const { api } = await mara()
  const orders = [
    { id: 1001, amount: 50 },
    { id: 1002, amount: 50.1 },
  ]
  expect((await api('POST', ALLOCATE, { sales_orders: orders })).body.data.payment_status).toBe('paid')
  const take = (id: number) => api('DELETE', `/api/customers/1/sales-credits/301/allocations/${id}`)
  expect((await take(9001)).body.data.payment_status).toBe('partially_paid')
  expect((await take(9002)).body.data.payment_status).toBe('open')
  expect((await take(9002)).status).toBe(404)
  expect((await api('GET', ORDERS)).body.data).toMatchObject([{ balance: '50.00' }, { balance: '99.99' }])
})

test('more than the balance, more than remains, somebody else’s order: all of it is refused', async () => {
  const { sandbox, api } = await mara()
  const refused = async (sales_orders: unknown) => {
    const answer = await api('POST', ALLOCATE, { sales_orders })
    expect(answer.status).toBe(422)
    return answer.body.errors
  }
  expect(await refused([{ id: 1001, amount: 50.01 }])).toEqual({
    'sales_orders.0.amount': ['The amount exceeds the balance of SO-1001: 50.00.'],
  })
  const tooMuch = [
    { id: 1001, amount: 50 },
    { id: 1002, amount: 50.11 },
  ]
  expect(await refused(tooMuch)).toEqual({
    sales_orders: ['The amounts exceed what remains of the credit: 100.10.'],
  })
  expect(await refused([{ id: 1003, amount: 1 }])).toHaveProperty(['sales_orders.0.id'])
  expect(await refused([1001, 1001].map((id) => ({ id, amount: 1 })))).toHaveProperty(['sales_orders.1.id'])
  for (const amount of [0, -1, 1.001, 'much', null]) {
    expect(await refused([{ id: 1001, amount }])).toHaveProperty(['sales_orders.0.amount'])
  }
  expect(await refused([])).toHaveProperty('sales_orders')
  expect(sandbox.store.sales.allocations.size).toBe(0)
})

test('another customer’s credit is not found', async () => {
  const { api } = await mara()
  const path = '/api/customers/2/sales-credits/301/allocate'
  expect((await api('POST', path, { sales_orders: [{ id: 1003, amount: 1 }] })).status).toBe(404)
  expect((await api('GET', '/api/customers/99/unpaid-orders')).status).toBe(404)
})

test('who has orders or credits is not deleted, alone or in bulk, and the reasons are told', async () => {
  const { sandbox, api } = await mara()
  const deletable = await api('POST', '/api/customers/deletable', { ids: [1, 2], scope: 'ids' })
  expect(deletable.body.data).toMatchObject([
    { deletable: false, reason: ['Has sales orders', 'Has sales credits'] },
    { deletable: false, reason: ['Has sales orders'] },
  ])
  expect((await api('DELETE', '/api/customers/1')).status).toBe(400)
  const many = { ids: [1, 2], apply_to_all: false, filters: {} }
  expect((await api('DELETE', '/api/customers', many)).status).toBe(400)
  sandbox.store.deleteCustomer(2)
  expect([...sandbox.store.sales.orders.keys()]).toEqual([1001, 1002])
})

test('where there are scopes by area, paying with a credit takes one', async () => {
  const { sandbox, api } = await mara()
  sandbox.behaviour.scopes = 'by-area'
  const body = { sales_orders: [{ id: 1001, amount: 1 }] }
  expect((await api('POST', ALLOCATE, body)).body).toMatchObject({ required_scope: 'orders:write' })
  const scopes = ['customers:read', 'customers:write', 'orders:write']
  sandbox.tokens.change(sandbox.token, { scopes })
  expect((await api('POST', ALLOCATE, body)).status).toBe(200)
})

test('a share of the seeded customers has orders and credits, the same in every run', async () => {
  const [one, two] = [await sandboxWithApi({ customers: 200 }), await sandboxWithApi({ customers: 200 })]
  const { sales, shops } = one.sandbox.store
  expect(two.sandbox.store.sales.snapshot()).toEqual(sales.snapshot())
  const unpaid = [...sales.orders.values()].filter((order) => sales.paidOf(order) < order.total)
  expect(unpaid.length).toBeGreaterThan(10)
  expect(sales.credits.size).toBeGreaterThan(5)
  expect(sales.allocations.size).toBeGreaterThan(0)
  for (const credit of sales.credits.values()) expect(sales.usedOf(credit)).toBeLessThanOrEqual(credit.total)
  expect(shops.of(1).filter((each) => each.customer_id === null)).toHaveLength(3)
})

test('what is kept in a file comes back whole', async () => {
  const { sandbox } = await sandboxWithApi({ customers: 100 })
  const kept = JSON.parse(JSON.stringify(sandbox.store.snapshot())) as StoreSnapshot
  const back = new SkuIoStore(() => new Date())
  back.restore(kept)
  expect(back.sales.orders.size).toBeGreaterThan(0)
  expect(back.snapshot()).toEqual(sandbox.store.snapshot())
})

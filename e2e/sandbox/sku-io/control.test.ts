import { expect, test } from 'vitest'
import { anyText, sandboxWithApi } from './api.testing.ts'

test('another process sees the state, edits customers, links orders and expires tokens', async () => {
  const { sandbox, api, control } = await sandboxWithApi()
  const created = await control('POST', '/__sandbox/customers', {
    name: 'Mara Okafor',
    address1: '18 Quay Road',
  })
  expect(created.body.data).toMatchObject({ id: 1, default_shipping_address: { address1: '18 Quay Road' } })
  await control('PUT', '/__sandbox/customers/1', { phone: '555' })
  await control('PUT', '/__sandbox/customers/1/archived', { archived: true })
  await control('POST', '/__sandbox/customers/1/orders', { reason: 'Has 3 sales orders' })
  await control('POST', '/__sandbox/customers/1/sku-mappings', { customer_sku: 'OKF-9', product_id: 5 })

  const state = (await control('GET', '/__sandbox/state')).body
  expect(state.customers).toMatchObject([
    { id: 1, phone: '555', archived_at: anyText, links: ['Has 3 sales orders'] },
  ])
  expect(state.sku_mappings).toMatchObject([{ customer_sku: 'OKF-9' }])
  expect((await api('DELETE', '/api/customers/1')).status).toBe(400)

  await control('DELETE', '/__sandbox/customers/1/orders')
  await control('DELETE', '/__sandbox/customers/1')
  expect(sandbox.store.customers.size).toBe(0)

  await control('PUT', '/__sandbox/tokens', { token: sandbox.token, expiresAt: 1 })
  expect((await api('GET', '/api/me')).status).toBe(401)
  const issued = (await control('POST', '/__sandbox/tokens', { scopes: ['customers:read'] })).body
  const token = String(issued.token)
  expect((await api('GET', '/api/me', undefined, { authorization: `Bearer ${token}` })).status).toBe(200)
  await control('PUT', '/__sandbox/behaviour', { routes: 'v2-only' })
  expect((await api('GET', '/api/customers', undefined, { authorization: `Bearer ${token}` })).status).toBe(
    404,
  )
})

test('another process gives orders, credits and shop customers, and sees what became of them', async () => {
  const { api, control } = await sandboxWithApi()
  await control('POST', '/__sandbox/customers', { name: 'Mara Okafor' })
  const path = '/__sandbox/customers/1'
  const order = await control('POST', `${path}/sales-orders`, { total: '80.10', paid: 30, fulfillments: 1 })
  expect(order.body.data).toMatchObject({ id: 1001, balance: '50.10', fulfillments: [{ id: 7001 }] })
  const credit = await control('POST', `${path}/sales-credits`, { total: 100 })
  expect(credit.body.data).toMatchObject({ id: 301, sales_credit_number: 'SC-301', remaining: '100.00' })
  expect((await control('POST', `${path}/sales-credits`, { total: 'much' })).status).toBe(400)
  await control('POST', '/__sandbox/shop-customers', { name: 'Ines Duarte', email: 'ines@shop.example' })
  const body = { sales_orders: [{ id: 1001, amount: 20 }] }
  await api('POST', '/api/customers/1/sales-credits/301/allocate', body)
  await api('GET', '/api/customers/starshipit/submit-orders')

  const state = (await control('GET', '/__sandbox/state')).body
  expect(state.sales_orders).toMatchObject([{ id: 1001, customer_id: 1, balance: '30.10' }])
  expect(state.sales_credits).toMatchObject([{ remaining: '80.00', allocations: [{ amount: '20.00' }] }])
  expect(state.starshipit).toMatchObject({
    submissions: 1,
    fulfillments: [{ id: 7001, sales_order_number: 'SO-1001', order: { order_id: 'SS-7001' } }],
  })
  expect(state.shop_customers).toMatchObject([{ name: 'Ines Duarte', customer_id: null }])
})

test('edits behind the back are checked as others are, and a mistake says what it is', async () => {
  const { control } = await sandboxWithApi()
  expect((await control('POST', '/__sandbox/customers', { name: '' })).status).toBe(422)
  const missing = await control('PUT', '/__sandbox/customers/5', { name: 'x' })
  expect(missing.status).toBe(400)
  expect(missing.body).toEqual({ message: 'There is no customer 5' })
})

test('the control routes are on the port of the remote too, and are not logged', async () => {
  const { sandbox, api } = await sandboxWithApi({ customers: 2 })
  expect((await api('GET', '/__sandbox/state')).body.customers).toHaveLength(2)
  expect(sandbox.requests.count()).toBe(0)
})

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

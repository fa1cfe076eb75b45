import { expect, test } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'

const LIST = '/api/woo-commerce/1/customers'

test('a sync is queued: what it fetches is in the lists one request later', async () => {
  const { sandbox, api } = await sandboxWithApi()
  sandbox.store.createCustomer({ name: 'Mara Okafor', email: 'mara@okafor.example' })
  sandbox.store.shops.add(1, 'Ines Duarte', 'ines@shop.example')
  sandbox.store.shops.add(1, 'M. Okafor', 'Mara@okafor.example')

  expect((await api('POST', `${LIST}/sync`)).body).toEqual({
    message: 'The customers sync has been queued.',
  })
  expect((await api('GET', LIST)).body).toMatchObject({ data: [], total: 0 })
  expect((await api('GET', LIST)).body.data).toMatchObject([
    { id: 501, name: 'Ines Duarte', email: 'ines@shop.example', customer_id: 2 },
    { id: 502, customer_id: 1 },
  ])
  expect((await api('GET', '/api/customers')).body.data).toMatchObject([
    { id: 1, name: 'Mara Okafor', integration_instance_id: 1 },
    { id: 2, name: 'Ines Duarte', integration_instance_id: 1 },
  ])
})

test('the list has pages and a search, and another instance is none', async () => {
  const { sandbox, api } = await sandboxWithApi()
  for (let at = 1; at <= 12; at += 1) sandbox.store.shops.add(1, `Buyer ${at}`, `b${at}@shop.example`)
  await api('POST', `${LIST}/sync`)
  await api('GET', '/api/me')
  expect((await api('GET', LIST)).body).toMatchObject({ per_page: 10, total: 12 })
  expect((await api('GET', `${LIST}?limit=5&page=3`)).body.data).toHaveLength(2)
  expect((await api('GET', `${LIST}?search=b12@`)).body.data).toMatchObject([{ name: 'Buyer 12' }])
  expect((await api('GET', '/api/woo-commerce/2/customers')).status).toBe(404)
  expect((await api('POST', '/api/woo-commerce/9/customers/sync')).status).toBe(404)
})

test('where there are scopes by area, integrations have their own', async () => {
  const { sandbox, api } = await sandboxWithApi({ scopes: 'by-area' })
  expect((await api('GET', LIST)).body).toMatchObject({ required_scope: 'integrations:read' })
  expect((await api('POST', `${LIST}/sync`)).body).toMatchObject({ required_scope: 'integrations:write' })
  sandbox.tokens.change(sandbox.token, { scopes: ['customers:read', 'integrations:read'] })
  expect((await api('GET', LIST)).status).toBe(200)
})

import { expect, test } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'

async function fourCustomers(): ReturnType<typeof sandboxWithApi> {
  const started = await sandboxWithApi()
  for (const name of ['A', 'B', 'C', 'D']) started.sandbox.store.createCustomer({ name })
  return started
}

const NONE = { apply_to_all: false, filters: {} }

test('bulk archive and unarchive touch the given ids only and pass over unknown ones', async () => {
  const { sandbox, api } = await fourCustomers()
  const archived = (): number[] =>
    [...sandbox.store.customers.values()]
      .filter(({ archived_at }) => archived_at !== null)
      .map(({ id }) => id)

  expect((await api('PUT', '/api/customers/archive', { ids: [1], ...NONE })).body).toEqual({
    message: '1 customer archived',
  })
  expect((await api('PUT', '/api/customers/archive', { ids: [2, 3, 99], ...NONE })).body).toEqual({
    message: '2 customers archived',
  })
  expect(archived()).toEqual([1, 2, 3])
  await api('PUT', '/api/customers/unarchive', { ids: [2, 3], ...NONE })
  expect(archived()).toEqual([1])
})

test('apply_to_all acts on everything that the filters let through, and without filters on everybody', async () => {
  const { sandbox, api } = await fourCustomers()
  const filters = { conjunction: 'and', filterSet: [{ column: 'name', operator: '=', value: 'B' }] }
  await api('PUT', '/api/customers/archive', { ids: [1], apply_to_all: true, filters })
  expect([...sandbox.store.customers.values()].map(({ archived_at }) => archived_at !== null)).toEqual([
    false,
    true,
    false,
    false,
  ])
  await api('DELETE', '/api/customers', { ids: [1], apply_to_all: true, filters: {} })
  expect(sandbox.store.customers.size).toBe(0)
})

test('ids are required and must be whole numbers', async () => {
  const { api } = await fourCustomers()
  expect((await api('PUT', '/api/customers/archive', NONE)).body.errors).toEqual({
    ids: ['The ids field is required.'],
  })
  expect((await api('PUT', '/api/customers/unarchive', { ids: [1, 'two'], ...NONE })).body.errors).toEqual({
    'ids.1': ['The ids.1 field must be an integer.'],
  })
})

test('one linked customer refuses the whole bulk delete, with the reason', async () => {
  const { sandbox, api } = await fourCustomers()
  sandbox.store.linkToOrders(2, 'Has sales orders')
  const refused = await api('DELETE', '/api/customers', { ids: [1, 2], ...NONE })
  expect(refused.status).toBe(400)
  expect(refused.body.data).toEqual([{ id: 2, name: 'B', deletable: false, reason: ['Has sales orders'] }])
  expect(sandbox.store.customers.size).toBe(4)

  expect((await api('DELETE', '/api/customers', { ids: [1, 3], ...NONE })).body).toEqual({
    message: '2 customers deleted',
  })
  expect([...sandbox.store.customers.keys()]).toEqual([2, 4])
})

test('deletable tells for each customer whether it can be deleted and why not', async () => {
  const { sandbox, api } = await fourCustomers()
  sandbox.store.linkToOrders(1, 'Has sales orders')
  sandbox.store.linkToOrders(1, 'Has sales credits')
  const { status, body } = await api('POST', '/api/customers/deletable', { ids: [1, 2], scope: 'ids' })
  expect(status).toBe(200)
  expect(body.data).toEqual([
    { id: 1, name: 'A', deletable: false, reason: ['Has sales orders', 'Has sales credits'] },
    { id: 2, name: 'B', deletable: true, reason: [] },
  ])
  expect((await api('POST', '/api/customers/deletable', { ids: [1] })).body.errors).toHaveProperty('scope')
})

import { expect, test } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'

const SUBMIT = '/api/customers/starshipit/submit-orders'
const view = (id: number): string => `/api/customers/starshipit/view-order/${id}`
const update = (id: number): string => `/api/customers/starshipit/update-order/${id}`

/** Mara's order is sent in two parcels. */
async function twoParcels(): ReturnType<typeof sandboxWithApi> {
  const started = await sandboxWithApi()
  const { store } = started.sandbox
  store.createCustomer({ name: 'Mara Okafor' })
  store.sales.addOrder({ customer_id: 1, total: 100, paid: 0, ordered_at: 0 }, 2)
  return started
}

test('submitting hands every parcel over once, and every call counts', async () => {
  const { sandbox, api } = await twoParcels()
  const first = (await api('GET', SUBMIT)).body
  expect(first.message).toBe('2 orders submitted to Starshipit')
  expect(first.data.submitted).toMatchObject([{ order_id: 'SS-7001' }, { order_id: 'SS-7002' }])
  expect((await api('GET', SUBMIT)).body.message).toBe('0 orders submitted to Starshipit')
  expect(sandbox.store.sales.submissions).toBe(2)
})

test('an order is seen and brought up to date once it has been submitted', async () => {
  const { api } = await twoParcels()
  expect((await api('GET', view(7001))).body).toEqual({ message: 'The fulfillment has no Starshipit order.' })
  expect((await api('PUT', update(7001))).status).toBe(422)
  await api('GET', SUBMIT)
  expect((await api('GET', view(7001))).body.data).toMatchObject({
    order_number: 'SO-1001',
    status: 'unshipped',
  })
  expect((await api('PUT', update(7001))).status).toBe(200)
  expect((await api('GET', view(7001))).body.data).toMatchObject({ status: 'updated', updates: 1 })
  expect((await api('PUT', update(7999))).status).toBe(404)
  expect((await api('GET', view(7999))).status).toBe(404)
})

test('all of it is for power users', async () => {
  const { sandbox, api } = await twoParcels()
  sandbox.tokens.change(sandbox.token, { role: 'user' })
  for (const [method, path] of [
    ['GET', SUBMIT],
    ['GET', view(7001)],
    ['PUT', update(7001)],
  ] as const) {
    expect((await api(method, path)).status).toBe(403)
  }
  expect(sandbox.store.sales.submissions).toBe(0)
})

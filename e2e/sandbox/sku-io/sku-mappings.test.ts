import { expect, test } from 'vitest'
import { sandboxWithApi, steppedClock } from './api.testing.ts'

const PATH = '/api/customers/1/sku-mappings'

async function mara(): ReturnType<typeof sandboxWithApi> {
  const started = await sandboxWithApi()
  started.sandbox.store.createCustomer({ name: 'Mara Okafor' })
  return started
}

function csvFile(text: string): FormData {
  const form = new FormData()
  form.set('file', new File([text], 'mappings.csv', { type: 'text/csv' }))
  return form
}

test('a mapping is added, and the same SKU again points the same mapping to the new product', async () => {
  const { sandbox, api } = await mara()
  const first = await api('POST', PATH, { customer_sku: ' OKF-9 ', product_id: 55 })
  expect(first.body).toEqual({ data: { id: 1, customer_id: 1, customer_sku: 'OKF-9', product_id: 55 } })
  const second = await api('POST', PATH, { customer_sku: 'OKF-9', product_id: 56 })
  expect(second.body.data).toEqual({ id: 1, customer_id: 1, customer_sku: 'OKF-9', product_id: 56 })
  expect((await api('POST', PATH, { customer_sku: 'okf-9', product_id: 56 })).body.data.id).toBe(2)
  expect(sandbox.store.mappings.of(1)).toHaveLength(2)
})

test('a mapping needs a SKU and a product that exists', async () => {
  const { api } = await mara()
  expect((await api('POST', PATH, { customer_sku: '' })).body.errors).toEqual({
    customer_sku: ['The customer sku field is required.'],
    product_id: ['The product id field is required.'],
  })
  expect((await api('POST', PATH, { customer_sku: 'A', product_id: 99_999 })).body.errors).toEqual({
    product_id: ['The selected product id is invalid.'],
  })
})

test('mappings are listed in pages with their product', async () => {
  const { sandbox, api } = await mara()
  for (let at = 1; at <= 12; at += 1) sandbox.store.mappings.upsert(1, `SKU-${at}`, at)
  const first = (await api('GET', PATH)).body
  expect(first).toMatchObject({ per_page: 10, total: 12, last_page: 2 })
  expect(first.data[0]).toEqual({
    id: 1,
    customer_id: 1,
    customer_sku: 'SKU-1',
    product_id: 1,
    product: { id: 1, sku: 'SKU-0001', name: 'Product 1' },
  })
  expect((await api('GET', `${PATH}?page=2&per_page=10`)).body.data).toHaveLength(2)
})

test('a mapping is deleted once, and only through its customer', async () => {
  const { sandbox, api } = await mara()
  sandbox.store.createCustomer({ name: 'Other' })
  sandbox.store.mappings.upsert(1, 'OKF-9', 55)
  expect((await api('DELETE', '/api/customers/2/sku-mappings/1')).status).toBe(404)
  expect((await api('DELETE', `${PATH}/1`)).status).toBe(200)
  expect((await api('DELETE', `${PATH}/1`)).status).toBe(404)
})

test('changes of mappings leave the updated_at of the customer alone', async () => {
  const clock = steppedClock('2026-11-02T09:00:00Z')
  const { sandbox, api } = await sandboxWithApi({ now: clock.now })
  sandbox.store.createCustomer({ name: 'Mara Okafor' })
  clock.advance(60)
  await api('POST', PATH, { customer_sku: 'OKF-9', product_id: 55 })
  expect((await api('GET', '/api/customers/1')).body.data.updated_at).toBe('2026-11-02T09:00:00Z')
})

test('a CSV is imported row by row: upserts count, bad rows are named', async () => {
  const { sandbox, api } = await mara()
  sandbox.store.mappings.upsert(1, 'OLD', 1)
  const text = '\ufeffcustomer_sku,product_id\r\nOLD,2\r\n"NEW, with comma",3\r\n,4\r\nX,99999\r\n'
  const { body } = await api('POST', `${PATH}/import`, csvFile(text))
  expect(body.data).toEqual({
    created: 1,
    updated: 1,
    failed: 2,
    errors: [
      { row: 4, message: 'The customer sku field is required.' },
      { row: 5, message: 'The selected product id is invalid.' },
    ],
  })
  expect(sandbox.store.mappings.of(1)).toMatchObject([
    { customer_sku: 'OLD', product_id: 2 },
    { customer_sku: 'NEW, with comma', product_id: 3 },
  ])
  expect((await api('POST', `${PATH}/import`, csvFile('sku;product\nA;1\n'))).body.errors).toHaveProperty(
    'file',
  )
  expect((await api('POST', `${PATH}/import`, new FormData())).status).toBe(422)
})

test('the export is CSV that the import takes back', async () => {
  const { sandbox, api } = await mara()
  sandbox.store.mappings.upsert(1, 'OKF-9', 55)
  sandbox.store.mappings.upsert(1, '3/4" pipe, "long"', 56)
  const exported = await api('GET', `${PATH}/export`, undefined, { accept: 'text/csv' })
  expect(exported.headers.get('content-type')).toContain('text/csv')
  expect(exported.text).toBe('customer_sku,product_id\nOKF-9,55\n"3/4"" pipe, ""long""",56\n')
  expect((await api('POST', `${PATH}/import`, csvFile(exported.text))).body.data).toMatchObject({
    created: 0,
    updated: 2,
    failed: 0,
  })
})

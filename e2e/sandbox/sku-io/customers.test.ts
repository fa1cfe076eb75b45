import { expect, test } from 'vitest'
import { anyNumber, type AnswerData, sandboxWithApi, steppedClock } from './api.testing.ts'

const MARA = {
  name: 'Mara Okafor',
  company: 'Okafor Hardware',
  email: 'mara@okafor.example',
  phone: '+1-555-0144',
  address1: '18 Quay Road',
  city: 'Oakland',
  province: 'California',
  province_code: 'CA',
  zip: '94607',
  country: 'United States',
  country_code: 'US',
}

test('a create answers with the whole customer; the root address is its default shipping address', async () => {
  const { now } = steppedClock('2026-11-02T09:14:05.678Z')
  const { api } = await sandboxWithApi({ now })
  const billing = { name: 'Mara Okafor', address1: 'PO Box 77', zip: '94604', country_code: 'US' }

  const { status, body } = await api('POST', '/api/customers', { ...MARA, default_billing_address: billing })

  expect(status).toBe(200)
  expect(body.data).toMatchObject({
    id: 1,
    name: 'Mara Okafor',
    email: 'mara@okafor.example',
    default_shipping_address: {
      name: 'Mara Okafor',
      address1: '18 Quay Road',
      zip: '94607',
      country_code: 'US',
    },
    default_billing_address: { ...billing, city: null },
    other_addresses: [],
    default_sales_rep: null,
    lifetime_value: '0.00',
    created_at: '2026-11-02T09:14:05Z',
    updated_at: '2026-11-02T09:14:05Z',
    archived_at: null,
  })
  expect(body.data.default_shipping_address.id).not.toBe(body.data.default_billing_address?.id)
  expect(body.data.default_address_id).toBe(body.data.default_shipping_address.id)
  expect(body.data).not.toHaveProperty('address1')
  expect((await api('GET', '/api/customers/1')).body).toEqual(body)
})

test('a customer without an address has no default address, and a billing address equal to the root one is reused', async () => {
  const { api } = await sandboxWithApi()
  const plain = await api('POST', '/api/customers', { name: 'Ngozi Eze' })
  expect(plain.body.data).toMatchObject({ default_shipping_address: null, default_billing_address: null })

  const { data } = (
    await api('POST', '/api/customers', {
      name: 'Uwe Voigt',
      address1: 'Hauptstraße 4',
      zip: '10115',
      default_billing_address: { name: 'UWE VOIGT', address1: 'hauptstraße 4,', zip: '10115', label: 'Home' },
    })
  ).body
  expect(data.default_billing_address).toEqual(data.default_shipping_address)
  expect(data.other_addresses).toEqual([])
})

test('a create can be told to answer 201', async () => {
  const { api } = await sandboxWithApi({ createStatus: 201 })
  expect((await api('POST', '/api/customers', { name: 'Ivy Kerr' })).status).toBe(201)
})

test('texts are trimmed, empty ones become null, case is kept', async () => {
  const { api } = await sandboxWithApi()
  const { body } = await api('POST', '/api/customers', {
    name: '  José   Núñez\u00a0',
    company: '   ',
    email: ' Jose@Example.example ',
    phone: '',
    address1: ' Calle Mayor, 3 ',
    country_code: 'es',
  })
  expect(body.data).toMatchObject({
    name: 'José   Núñez',
    company: null,
    email: 'Jose@Example.example',
    phone: null,
    default_shipping_address: { address1: 'Calle Mayor, 3', country_code: 'es' },
  })
})

test('a 422 lists everything that is wrong under dot paths', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const { status, body } = await api('POST', '/api/customers', {
    name: ' ',
    email: 'not an address',
    company: 'x'.repeat(256),
    zip: 94607,
    country_code: 'USA',
    default_sales_rep_id: 'Ada',
    integration_instance_id: 99,
    default_billing_address: { email: 'nor this', address1: 5 },
  })
  expect(status).toBe(422)
  expect(body).toEqual({
    message: 'The given data was invalid.',
    errors: {
      name: ['The name field is required.'],
      email: ['The email field must be a valid email address.'],
      company: ['The company field must not be greater than 255 characters.'],
      zip: ['The zip field must be a string.'],
      country_code: ['The country code field must be 2 letters.'],
      default_sales_rep_id: ['The default sales rep id field must be an integer.'],
      integration_instance_id: ['The selected integration instance id is invalid.'],
      'default_billing_address.email': [
        'The default billing address.email field must be a valid email address.',
      ],
      'default_billing_address.address1': ['The default billing address.address1 field must be a string.'],
    },
  })
  expect(sandbox.store.customers.size).toBe(0)
})

test('without a JSON content type no field arrives, and broken JSON is a 400', async () => {
  const { api } = await sandboxWithApi()
  const plain = await api('POST', '/api/customers', { name: 'Mara' }, { 'content-type': 'text/plain' })
  expect(plain.body.errors).toEqual({ name: ['The name field is required.'] })

  const { sandbox } = await sandboxWithApi()
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    authorization: `Bearer ${sandbox.token}`,
  }
  const broken = await fetch(`${sandbox.baseUrl}/api/customers`, {
    method: 'POST',
    headers,
    body: '{"name":',
  })
  expect(broken.status).toBe(400)
})

test('an e-mail is unique across customers and all their addresses, archived ones too, whatever its case', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const holder = sandbox.store.createCustomer({ name: 'Holder', email: 'held@a.example' })
  sandbox.store.addAddress(holder.id, { address1: '1 Side Street', email: 'side@a.example' })
  sandbox.store.setArchived(holder.id, true)
  const taken = { errors: { email: ['The email has already been taken.'] } }

  for (const email of ['held@a.example', 'HELD@A.example', 'side@a.example']) {
    expect((await api('POST', '/api/customers', { name: 'Other', email })).body).toMatchObject(taken)
  }
  const other = sandbox.store.createCustomer({ name: 'Other', email: 'other@a.example' })
  expect((await api('PUT', `/api/customers/${other.id}`, { email: 'side@a.example' })).body).toMatchObject(
    taken,
  )
  const asBilling = { name: 'Third', default_billing_address: { address1: 'x', email: 'held@a.example' } }
  expect((await api('POST', '/api/customers', asBilling)).body.errors).toHaveProperty([
    'default_billing_address.email',
  ])

  expect((await api('PUT', `/api/customers/${holder.id}`, { email: 'side@a.example' })).status).toBe(200)
  sandbox.store.deleteCustomer(holder.id)
  expect((await api('PUT', `/api/customers/${other.id}`, { email: 'side@a.example' })).status).toBe(200)
})

test('the same name, postcode and first address line is CODE_CUSTOMER_EXISTS; without an address nothing guards', async () => {
  const { sandbox, api } = await sandboxWithApi()
  await api('POST', '/api/customers', MARA)
  const again = await api('POST', '/api/customers', {
    ...MARA,
    name: 'mara okafor',
    address1: '18 QUAY ROAD',
    email: 'new@okafor.example',
  })
  expect(again.status).toBe(422)
  expect(again.text).toContain('CODE_CUSTOMER_EXISTS')

  const elsewhere = { ...MARA, email: null, address1: '19 Quay Road' }
  expect((await api('POST', '/api/customers', elsewhere)).status).toBe(200)
  for (let copy = 0; copy < 2; copy += 1) {
    expect((await api('POST', '/api/customers', { name: 'Mara Okafor' })).status).toBe(200)
  }
  expect(sandbox.store.customers.size).toBe(4)
})

test('default settings are set by an update only and must point to something', async () => {
  const { api } = await sandboxWithApi()
  const settings = { store_id: 2, warehouse_id: 1, product_pricing_tier_id: 3 }
  const created = await api('POST', '/api/customers', { ...MARA, ...settings, default_sales_rep_id: 2 })
  expect(created.body.data).toMatchObject({
    store_id: null,
    warehouse_id: null,
    product_pricing_tier_id: null,
    default_sales_rep_id: 2,
    default_sales_rep: { id: 2, name: 'Ben Osei' },
  })

  expect((await api('PUT', '/api/customers/1', settings)).body.data).toMatchObject(settings)
  expect((await api('PUT', '/api/customers/1', { store_id: 77 })).body.errors).toEqual({
    store_id: ['The selected store id is invalid.'],
  })
  expect((await api('PUT', '/api/customers/1', { store_id: null })).body.data.store_id).toBeNull()
})

test('an update changes only what it carries, and moves updated_at only if something changed', async () => {
  const clock = steppedClock('2026-11-02T09:00:00Z')
  const { api } = await sandboxWithApi({ now: clock.now })
  const { data: created } = (await api('POST', '/api/customers', MARA)).body

  clock.advance(60)
  const { data: same } = (await api('PUT', '/api/customers/1', { name: MARA.name, zip: MARA.zip })).body
  expect(same).toEqual(created)

  const { data: changed } = (await api('PUT', '/api/customers/1', { phone: '+1-555-0199' })).body
  expect(changed).toEqual({
    ...(created as AnswerData),
    phone: '+1-555-0199',
    updated_at: '2026-11-02T09:01:00Z',
  })
  expect((await api('PUT', '/api/customers/1', { name: null })).status).toBe(422)
})

test('root address fields in an update make a new default shipping address; the old one stays among the others', async () => {
  const { api } = await sandboxWithApi()
  const { data: created } = (await api('POST', '/api/customers', MARA)).body

  const { data: moved } = (await api('PUT', '/api/customers/1', { address1: '20 Quay Road' })).body
  expect(moved.default_shipping_address).toEqual({
    ...created.default_shipping_address,
    id: anyNumber,
    address1: '20 Quay Road',
  })
  expect(moved.default_shipping_address.id).not.toBe(created.default_shipping_address.id)
  expect(moved.other_addresses).toEqual([created.default_shipping_address])

  const { data: back } = (await api('PUT', '/api/customers/1', { address1: '18 quay road' })).body
  expect(back.default_shipping_address).toEqual(created.default_shipping_address)
  expect(back.other_addresses).toEqual([moved.default_shipping_address])

  const blank = Object.fromEntries(
    Object.keys(MARA)
      .slice(4)
      .map((field) => [field, null]),
  )
  const { data: none } = (await api('PUT', '/api/customers/1', blank)).body
  expect(none.default_shipping_address).toBeNull()
  expect(none.other_addresses).toHaveLength(2)
})

test('a billing address in an update is not taken', async () => {
  const { api } = await sandboxWithApi()
  await api('POST', '/api/customers', MARA)
  const update = { default_billing_address: { address1: 'PO Box 1' } }
  expect((await api('PUT', '/api/customers/1', update)).body.data.default_billing_address).toBeNull()
})

test('archive and unarchived set and clear archived_at, and repeating them changes nothing', async () => {
  const clock = steppedClock('2026-11-02T09:00:00Z')
  const { api } = await sandboxWithApi({ now: clock.now })
  await api('POST', '/api/customers', MARA)
  const read = async (): Promise<unknown> => (await api('GET', '/api/customers/1')).body.data

  clock.advance(1)
  expect((await api('PUT', '/api/customers/1/archive')).status).toBe(200)
  const archived = { archived_at: '2026-11-02T09:00:01Z', updated_at: '2026-11-02T09:00:01Z' }
  expect(await read()).toMatchObject(archived)
  clock.advance(1)
  await api('PUT', '/api/customers/1/archive')
  expect(await read()).toMatchObject(archived)

  expect((await api('PUT', '/api/customers/1/unarchive')).status).toBe(404)
  expect((await api('PUT', '/api/customers/1/unarchived')).status).toBe(200)
  expect(await read()).toMatchObject({ archived_at: null, updated_at: '2026-11-02T09:00:02Z' })
})

test('a delete is for good, and refused with 400 and the reason while orders are linked', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const { id } = sandbox.store.createCustomer({ name: 'Mara Okafor', email: 'mara@okafor.example' })
  sandbox.store.mappings.upsert(id, 'OKF-9', 55)
  sandbox.store.linkToOrders(id, 'Has 2 sales orders')

  const refused = await api('DELETE', `/api/customers/${id}`)
  expect(refused.status).toBe(400)
  expect(refused.body).toEqual({ message: 'Mara Okafor cannot be deleted: Has 2 sales orders' })
  expect(sandbox.store.customers.has(id)).toBe(true)

  sandbox.store.unlinkFromOrders(id)
  expect((await api('DELETE', `/api/customers/${id}`)).body).toEqual({
    message: 'Customer Mara Okafor deleted',
  })
  expect((await api('DELETE', `/api/customers/${id}`)).status).toBe(404)
  expect([...sandbox.store.mappings.all()]).toEqual([])
  expect(
    (await api('POST', '/api/customers', { name: 'Mara', email: 'mara@okafor.example' })).body.data.id,
  ).toBe(2)
})

test('a customer that is not there is a 404 with a message, for whatever is asked of it', async () => {
  const { api } = await sandboxWithApi()
  for (const [method, path] of [
    ['GET', '/api/customers/9'],
    ['GET', '/api/customers/nine'],
    ['PUT', '/api/customers/9'],
    ['DELETE', '/api/customers/9'],
    ['PUT', '/api/customers/9/archive'],
    ['PUT', '/api/customers/9/unarchived'],
    ['GET', '/api/v2/customers/9'],
    ['GET', '/api/customers/9/addresses'],
    ['POST', '/api/customers/9/addresses'],
    ['GET', '/api/customers/9/sku-mappings'],
    ['POST', '/api/customers/9/sku-mappings'],
  ] as const) {
    const answer = await api(method, path)
    expect(answer.status, `${method} ${path}`).toBe(404)
    expect(answer.body.message).toMatch(/^No query results for model \[Customer\]/)
  }
})

test('find-match wants the same name and postcode and an address line that is 90 % alike', async () => {
  const { api } = await sandboxWithApi()
  await api('POST', '/api/customers', MARA)
  const match = async (name: string, zip: string, address1: string): Promise<number[]> => {
    const query = new URLSearchParams({ name, zip, address1 })
    const { body } = await api('GET', `/api/customers/find-match?${query}`)
    return body.data.map((customer) => customer.id)
  }
  expect(await match('MARA OKAFOR', '94607', '18 Quay Road')).toEqual([1])
  expect(await match('Mara Okafor', '94607', '18 Quay Roed')).toEqual([1])
  expect(await match('Mara Okafor', '94607', '18 Quai Roed')).toEqual([])
  expect(await match('Mara Okafor', '94608', '18 Quay Road')).toEqual([])
  expect(await match('Mara', '94607', '18 Quay Road')).toEqual([])

  const missing = await api('GET', '/api/customers/find-match?name=Mara')
  expect(missing.status).toBe(422)
  expect(Object.keys(missing.body.errors)).toEqual(['zip', 'address1'])
})

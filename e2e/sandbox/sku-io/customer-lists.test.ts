import { expect, test } from 'vitest'
import { sandboxWithApi, steppedClock, type Api } from './api.testing.ts'

async function names(api: Api, query: string): Promise<string[]> {
  const { status, body } = await api('GET', `/api/customers?${query}`)
  expect(status).toBe(200)
  return body.data.map((row) => row.name)
}

async function threeCustomers(): ReturnType<typeof sandboxWithApi> {
  const clock = steppedClock('2026-11-02T09:00:00Z')
  const started = await sandboxWithApi({ now: clock.now })
  const { store } = started.sandbox
  store.createCustomer({
    name: 'bea',
    email: 'z@a.example',
    company: 'Mill',
    address1: '1 Low St',
    zip: '100',
  })
  clock.advance(10)
  store.createCustomer({ name: 'Ada', company: 'Quay', address1: '2 Low St', zip: '200' })
  clock.advance(10)
  store.createCustomer({ name: 'Cem', email: 'b@a.example' })
  store.setArchived(3, true)
  clock.advance(10)
  store.updateCustomer(1, { phone: '555' })
  return started
}

test('a list without parameters is ten active customers in the order of their ids', async () => {
  const { sandbox, api } = await sandboxWithApi({ customers: 40 })
  const active = [...sandbox.store.customers.values()].filter(({ archived_at }) => archived_at === null)
  const { body } = await api('GET', '/api/customers')

  expect(body.data.map((row) => row.id)).toEqual(active.slice(0, 10).map(({ id }) => id))
  expect(body).toMatchObject({
    current_page: 1,
    last_page: Math.ceil(active.length / 10),
    per_page: 10,
    total: active.length,
    from: 1,
    to: 10,
    next_page_url: `${sandbox.baseUrl}/api/customers?page=2`,
    prev_page_url: null,
    path: `${sandbox.baseUrl}/api/customers`,
  })
})

test('pages together hold every customer once; the last one has no next page', async () => {
  const { sandbox, api } = await sandboxWithApi({ customers: 250 })
  const ids: number[] = []
  let page = 1
  for (let next: string | null = ''; next !== null; page += 1) {
    const { body } = await api('GET', `/api/customers?page=${page}&limit=100&archived=2&sort=-updated_at`)
    ids.push(...body.data.map((row) => row.id))
    next = body.next_page_url
  }
  expect(page).toBe(4)
  expect(ids.toSorted((a, b) => a - b)).toEqual([...sandbox.store.customers.keys()])
})

test('at most 100 rows come, per_page says so; a page beyond the last is empty', async () => {
  const { api } = await sandboxWithApi({ customers: 120 })
  const large = (await api('GET', '/api/customers?limit=5000&archived=2')).body
  expect(large.data).toHaveLength(100)
  expect(large).toMatchObject({ per_page: 100, last_page: 2, total: 120 })

  const beyond = (await api('GET', '/api/customers?limit=100&archived=2&page=3')).body
  expect(beyond).toMatchObject({ data: [], from: null, to: null, next_page_url: null, current_page: 3 })
})

test('there is no stable snapshot: a deletion on an earlier page shifts a row out of the reading', async () => {
  const { sandbox, api } = await sandboxWithApi()
  for (const name of ['A', 'B', 'C', 'D']) sandbox.store.createCustomer({ name })
  expect(await names(api, 'limit=2&page=1')).toEqual(['A', 'B'])
  sandbox.store.deleteCustomer(1)
  expect(await names(api, 'limit=2&page=2')).toEqual(['D'])
})

test('rows are brief: no addresses, no lifetime value, unless the remote is told to give all', async () => {
  const { sandbox, api } = await threeCustomers()
  const [row] = (await api('GET', '/api/customers')).body.data
  expect(Object.keys(row ?? {})).toEqual([
    'id',
    'name',
    'company',
    'email',
    'phone',
    'fax',
    'integration_instance_id',
    'default_sales_rep_id',
    'product_pricing_tier_id',
    'store_id',
    'shipping_method_domestic_id',
    'shipping_method_international_id',
    'warehouse_id',
    'default_address_id',
    'created_at',
    'updated_at',
    'archived_at',
  ])

  sandbox.behaviour.listRows = 'full'
  const [full] = (await api('GET', '/api/customers')).body.data
  expect(full).toEqual((await api('GET', '/api/customers/1')).body.data)
})

test('archived chooses active, archived or both', async () => {
  const { api } = await threeCustomers()
  expect(await names(api, 'archived=0')).toEqual(['bea', 'Ada'])
  expect(await names(api, 'archived=1')).toEqual(['Cem'])
  expect(await names(api, 'archived=2')).toEqual(['bea', 'Ada', 'Cem'])
  expect((await api('GET', '/api/customers?archived=yes')).status).toBe(422)
})

test('each column sorts both ways, empty values first', async () => {
  const { api } = await threeCustomers()
  const expected = {
    name: ['Ada', 'bea', 'Cem'],
    email: ['Ada', 'Cem', 'bea'],
    company: ['Cem', 'bea', 'Ada'],
    created_at: ['bea', 'Ada', 'Cem'],
    updated_at: ['Ada', 'Cem', 'bea'],
    archived_at: ['bea', 'Ada', 'Cem'],
  }
  for (const [column, order] of Object.entries(expected)) {
    expect(await names(api, `archived=2&sort=${column}`), column).toEqual(order)
    expect(await names(api, `archived=2&sort=-${column}`), column).toEqual(order.toReversed())
  }
  expect((await api('GET', '/api/customers?sort=id')).body.errors).toHaveProperty('sort')
})

test('sorted lists follow every kind of change', async () => {
  const { sandbox, api } = await threeCustomers()
  expect(await names(api, 'archived=0&sort=name')).toEqual(['Ada', 'bea'])
  sandbox.store.updateCustomer(2, { name: 'Zoe' })
  sandbox.store.createCustomer({ name: 'Mia' })
  sandbox.store.setArchived(3, false)
  expect(await names(api, 'archived=0&sort=name')).toEqual(['bea', 'Cem', 'Mia', 'Zoe'])
  sandbox.store.deleteCustomer(1)
  sandbox.store.setArchived(4, true)
  expect(await names(api, 'archived=0&sort=name')).toEqual(['Cem', 'Zoe'])
  expect(await names(api, 'archived=1&sort=name')).toEqual(['Mia'])
})

test('search looks for part of name, e-mail or company', async () => {
  const { sandbox, api } = await threeCustomers()
  expect(await names(api, 'search=AD')).toEqual(['Ada'])
  expect(await names(api, 'search=z@a')).toEqual(['bea'])
  expect(await names(api, 'search=quay')).toEqual(['Ada'])
  expect(await names(api, 'search=cem')).toEqual([])
  sandbox.store.updateCustomer(1, { name: 'Adalbert' })
  expect(await names(api, 'search=AD')).toEqual(['Adalbert', 'Ada'])
})

test('filter[column] and the structured filters narrow the list', async () => {
  const { api } = await threeCustomers()
  const set = (...filterSet: object[]): string =>
    `archived=2&filters=${encodeURIComponent(JSON.stringify({ conjunction: 'and', filterSet }))}`

  expect(await names(api, 'filter[zip]=20')).toEqual(['Ada'])
  expect(await names(api, 'filter[name]=a&filter[company]=mill')).toEqual(['bea'])
  expect(await names(api, 'archived=2&filter[created_at]=2026-11-02T09:00:2')).toEqual(['Cem'])
  const since = { column: 'updated_at', operator: '>=', value: '2026-11-02T09:00:20Z' }
  expect(await names(api, set(since))).toEqual(['bea', 'Cem'])
  expect(await names(api, set(since, { column: 'phone', operator: '=', value: '555' }))).toEqual(['bea'])
  expect(
    await names(api, set({ column: 'updated_at', operator: '<', value: '2026-11-02T10:00:20+01:00' })),
  ).toEqual(['Ada'])
  expect(await names(api, set({ column: 'email', operator: 'isEmpty' }))).toEqual(['Ada'])

  expect((await api('GET', '/api/customers?filter[shoe_size]=44')).status).toBe(400)
  expect(
    (await api('GET', `/api/customers?${set({ column: 'zip', operator: '~', value: '' })}`)).body.errors,
  ).toEqual({
    'filters.filterSet.0.operator': ['The selected operator is invalid.'],
  })
  expect((await api('GET', '/api/customers?filters={')).status).toBe(422)
})

test('included and excluded choose columns, but not both', async () => {
  const { api } = await threeCustomers()
  const included = (await api('GET', '/api/customers?included[]=name&included[]=email')).body.data[0]
  expect(included).toEqual({ id: 1, name: 'bea', email: 'z@a.example' })
  const excluded = (await api('GET', '/api/customers?excluded[]=name')).body.data[0]
  expect(excluded).not.toHaveProperty('name')
  expect(excluded).toHaveProperty('email')
  expect((await api('GET', '/api/customers?included[]=name&excluded[]=email')).status).toBe(422)
})

test('table_specifications=1 answers with the columns instead of data', async () => {
  const { api } = await threeCustomers()
  const { columns } = (await api('GET', '/api/customers?table_specifications=1')).body.data
  expect(columns).toContainEqual({
    data_name: 'updated_at',
    label: 'updated at',
    sortable: true,
    filterable: true,
  })
  expect(columns).toContainEqual({ data_name: 'zip', label: 'zip', sortable: false, filterable: true })
})

test('the v2 list pages by per_page, searches name and e-mail, and holds archived customers too', async () => {
  const { sandbox, api } = await threeCustomers()
  const { body } = await api('GET', '/api/v2/customers?per_page=2&page=2&limit=1')
  expect(body).toMatchObject({ per_page: 2, total: 3, current_page: 2, last_page: 2, next_page_url: null })
  expect(body.data).toHaveLength(1)
  expect(body.path).toBe(`${sandbox.baseUrl}/api/v2/customers`)
  expect((await api('GET', '/api/v2/customers?search=b@a')).body.data).toMatchObject([{ name: 'Cem' }])
  expect((await api('GET', '/api/v2/customers?search=quay')).body.data).toEqual([])
})

test('the v2 show gives addresses and sales rep, but no lifetime value', async () => {
  const { sandbox, api } = await threeCustomers()
  sandbox.store.updateCustomer(1, { default_sales_rep_id: 1 })
  const { data } = (await api('GET', '/api/v2/customers/1')).body
  expect(data).toMatchObject({
    name: 'bea',
    default_shipping_address: { address1: '1 Low St' },
    default_sales_rep: { id: 1, name: 'Ada Lind' },
  })
  expect(data).not.toHaveProperty('lifetime_value')
})

test('a remote without v1 answers 404 there and goes on with v2', async () => {
  const { api } = await sandboxWithApi({ routes: 'v2-only', customers: 1 })
  expect((await api('GET', '/api/customers')).status).toBe(404)
  expect((await api('PUT', '/api/customers/1', { name: 'x' })).status).toBe(404)
  expect((await api('GET', '/api/v2/customers/1')).status).toBe(200)
  expect((await api('GET', '/api/me')).status).toBe(200)
})

import { afterEach, describe, expect, test } from 'vitest'
import { startOfnSandbox, type OfnSandbox, type OfnSandboxOptions } from './server.ts'

const open: OfnSandbox[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

interface Answer {
  status: number
  body: {
    data: { id: string; attributes: Record<string, unknown> } & { attributes: Record<string, unknown> }[]
    meta: { pagination: Record<string, number>; validation_errors: string[] }
    links: Record<string, string | null>
    errors: { detail: string }[]
    included: unknown
  }
}

/** A sandbox and a client for it; `key` null sends none. */
async function start(options: OfnSandboxOptions = {}) {
  const sandbox = await startOfnSandbox(options)
  open.push(sandbox)
  const api = async (
    method: string,
    path: string,
    body?: unknown,
    key: string | null = sandbox.token,
  ): Promise<Answer> => {
    const answer = await fetch(`${sandbox.baseUrl}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(key === null ? {} : { 'x-api-token': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Answer['body'] }
  }
  return { sandbox, api }
}

const address = {
  ...{ first_name: 'Tilly', last_name: 'Ng', phone: '0400 111 222', street_address_1: '9 Canning St' },
  ...{ postal_code: '3053', locality: 'Carlton', region: { code: 'VIC' }, country: { code: 'AU' } },
}
const tilly = { enterprise_id: 2, email: 'tilly@example.net', first_name: 'Tilly', last_name: 'Ng' }

describe('who may see what', () => {
  test('a wrong key is refused in words that hold it; none at all sees an empty list and no customer', async () => {
    const { api } = await start({ customers: 3 })
    const wrong = await api('GET', '/customers', undefined, 'wrong')
    expect(wrong).toMatchObject({
      status: 401,
      body: { errors: [{ detail: 'Invalid API key (wrong) specified.' }] },
    })
    expect(await api('GET', '/customers', undefined, null)).toMatchObject({ status: 200, body: { data: [] } })
    expect((await api('GET', '/customers/1', undefined, null)).status).toBe(401)
  })

  test('customers of another enterprise are 401 and not listed; unknown ones are 404', async () => {
    const { sandbox, api } = await start({ customers: 1 })
    const other = sandbox.store.create({ enterprise_id: 5, email: 'other@x.example' })
    expect((await api('GET', `/customers/${other.id}`)).status).toBe(401)
    expect((await api('PUT', `/customers/${other.id}`, { first_name: 'x' })).status).toBe(401)
    expect((await api('DELETE', `/customers/${other.id}`)).status).toBe(401)
    expect((await api('GET', '/customers/999')).status).toBe(404)
    expect((await api('GET', '/customers')).body.data).toHaveLength(1)
    expect((await api('GET', '/enterprises/5/customers')).body.data).toEqual([])
    expect((await api('POST', '/customers', { ...tilly, enterprise_id: 5 })).status).toBe(401)
    expect((await api('POST', '/customers', { ...tilly, enterprise_id: 77 })).status).toBe(404)
  })

  test('who only ordered is listed for the order, and who did neither is hidden', async () => {
    const { sandbox, api } = await start()
    sandbox.store.create({ enterprise_id: 2, email: 'a@x.example' }, { created_manually: false })
    const past = { created_manually: false, completed_orders: 1 }
    const ordered = sandbox.store.create({ enterprise_id: 2, email: 'b@x.example' }, past)
    const { data } = (await api('GET', '/customers')).body
    expect(data.map((row) => row.attributes['id'])).toEqual([ordered.id])
  })
})

describe('lists', () => {
  test('pages hold 100 at most whatever is printed, and an out-of-range page is empty', async () => {
    const { api } = await start({ customers: 150 })
    const first = await api('GET', '/customers?enterprise_id=2&per_page=200')
    expect(first.body.data).toHaveLength(100)
    expect(first.body.meta.pagination).toEqual({ results: 150, pages: 2, page: 1, per_page: 200 })
    expect(first.body.links['next']).toContain('page=2')
    expect((await api('GET', '/customers')).body.meta.pagination['per_page']).toBe(50)
    const last = await api('GET', '/customers?page=2')
    expect(last.body.data).toHaveLength(50)
    expect(last.body.links['next']).toBeNull()
    expect((await api('GET', '/customers?page=9')).body.data).toEqual([])
    expect((await api('GET', '/customers?page=0')).body.errors[0]?.detail).toBe('expected :page >= 1; got 0')
  })

  test('searches by e-mail, code, id and time; unlisted conditions are ignored; the balance comes on request', async () => {
    const { sandbox, api } = await start({ customers: 4 })
    const { id, email, code } = sandbox.store.get(1)
    const ids = async (query: string) =>
      (await api('GET', `/customers?${query}`)).body.data.map((row) => row.attributes['id'])
    expect(await ids(`q[email_eq]=${email}`)).toEqual([id])
    expect(await ids(`q[email_eq]=${email.toUpperCase()}`)).toEqual([])
    expect(await ids(`q[code_eq]=${code ?? ''}`)).toEqual([id])
    expect(await ids('q[id_gt]=2')).toEqual([3, 4])
    expect(await ids('q[updated_at_gteq]=2999-01-01T00:00:00Z')).toEqual([])
    expect(await ids('q[first_name_eq]=nobody')).toHaveLength(4)
    sandbox.behaviour.ignoredConditions = ['updated_at_gteq']
    expect(await ids('q[updated_at_gteq]=2999-01-01T00:00:00Z')).toHaveLength(4)
    const rows = (await api('GET', '/customers?extra_fields[customer]=balance')).body.data
    expect(rows[0]?.attributes).toHaveProperty('balance')
    expect((await api('GET', '/customers')).body.data[0]?.attributes).not.toHaveProperty('balance')
    expect((await api('GET', '/customers?extra_fields[customer]=age')).status).toBe(422)
  })

  test('one address without a region makes its page fail, and its customer too', async () => {
    const { sandbox, api } = await start({ customers: 3 })
    const french = { ...address, country: { code: 'DE' }, region: { code: 'nowhere' } }
    const saved = await api('POST', '/customers', { ...tilly, shipping_address: french })
    expect(saved).toMatchObject({
      status: 422,
      body: { errors: [{ detail: 'Something went wrong. Our team has been notified.' }] },
    })
    expect(sandbox.store.customers.size).toBe(4)
    expect((await api('GET', '/customers')).status).toBe(422)
    expect((await api('GET', '/customers?per_page=3')).status).toBe(200)
    expect((await api('GET', '/customers/4')).status).toBe(422)
  })
})

describe('writes', () => {
  test('a create with a known e-mail changes that customer, and says 201 all the same', async () => {
    const { sandbox, api } = await start()
    const first = await api('POST', '/customers', { ...tilly, tags: ['wholesale'] })
    expect(first).toMatchObject({ status: 201, body: { data: { attributes: { tags: ['wholesale'] } } } })
    const again = await api('POST', '/customers', { ...tilly, first_name: 'Other' })
    expect(again).toMatchObject({
      status: 201,
      body: { data: { id: first.body.data.id, attributes: { first_name: 'Other', tags: ['wholesale'] } } },
    })
    expect(sandbox.store.customers.size).toBe(1)
    const shouted = await api('POST', '/customers', { ...tilly, email: 'Tilly@Example.net' })
    expect(shouted.body.meta.validation_errors).toEqual(['Email is associated with an existing customer'])
  })

  test('tags count at the root alone, and a body of nothing else is none', async () => {
    const { api } = await start()
    const { id } = (await api('POST', '/customers', tilly)).body.data
    const inside = await api('PUT', `/customers/${id}`, { customer: { tags: ['a'] } })
    expect(inside.body.errors[0]?.detail).toBe('Parameters not allowed in this request: tags')
    const alone = await api('PUT', `/customers/${id}`, { tags: ['a'] })
    expect(alone.body.errors[0]?.detail).toBe('A required parameter is missing or empty: customer')
    const beside = await api('PUT', `/customers/${id}`, { customer: { code: 'x' }, tags: ['a'] })
    expect(beside.body.data.attributes).toMatchObject({ code: 'x', tags: ['a'] })
  })

  test('an address for billing is refused, null clears it; columns of its own are refused, others ignored', async () => {
    const { sandbox, api } = await start({ customers: 20 })
    const whole = [...sandbox.store.customers.values()].find((each) => each.billing_address !== null)
    const id = whole?.id ?? 0
    const refused = await api('PUT', `/customers/${id}`, { billing_address: address })
    expect(refused.body.errors[0]?.detail).toBe('Parameters not allowed in this request: billing_address')
    expect((await api('PUT', `/customers/${id}`, { allow_charges: true })).status).toBe(422)
    const cleared = await api('PUT', `/customers/${id}`, { billing_address: null, shoe_size: 9 })
    expect(cleared.body.data.attributes).toMatchObject({ billing_address: null })
  })

  test('an address for shipping is replaced whole, its region matched by code or name', async () => {
    const { api } = await start()
    const body = { ...tilly, shipping_address: { ...address, street_address_2: 'Flat 2' } }
    const { id, attributes } = (await api('POST', '/customers', body)).body.data
    expect(attributes['shipping_address']).toMatchObject({ region: { name: 'Victoria', code: 'Vic' } })
    const named = { ...address, region: { name: 'new south wales' } }
    const changed = await api('PUT', `/customers/${id}`, { shipping_address: named })
    expect(changed.body.data.attributes['shipping_address']).toMatchObject({
      street_address_2: '',
      region: { code: 'NSW' },
    })
    const bare = await api('PUT', `/customers/${id}`, { shipping_address: { ...address, region: null } })
    expect(bare.body.meta.validation_errors).toEqual(["Shipping address State can't be blank"])
    const none = await api('PUT', `/customers/${id}`, { shipping_address: null })
    expect(none.body.data.attributes['shipping_address']).toBeNull()
  })

  test('a name of null is a failure of the remote; a code is unique in its enterprise', async () => {
    const { api } = await start()
    const { id } = (await api('POST', '/customers', { ...tilly, code: 'C1' })).body.data
    expect((await api('PUT', `/customers/${id}`, { first_name: null })).body.meta).toBeUndefined()
    const other = await api('POST', '/customers', { ...tilly, email: 'b@x.example', code: 'C1' })
    expect(other.body.meta.validation_errors).toEqual(['Code has already been taken'])
  })

  test('a delete answers with the last state, or why it may not be', async () => {
    const { sandbox, api } = await start({ customers: 2 })
    const words = 'This customer has active subscriptions. Cancel them first.'
    sandbox.store.update(1, { keeps: words })
    const refused = await api('DELETE', '/customers/1')
    expect(refused).toMatchObject({
      status: 422,
      body: { meta: { validation_errors: [`Delete failed: ${words}`] } },
    })
    expect((await api('DELETE', '/customers/2')).body.data.id).toBe('2')
    expect((await api('DELETE', '/customers/2')).status).toBe(404)
  })

  test('the time of the last change does not move with tags', async () => {
    let now = 1000
    const { sandbox, api } = await start({ now: () => new Date(now) })
    const { id } = (await api('POST', '/customers', tilly)).body.data
    now = 9000
    await api('PUT', `/customers/${id}`, { email: tilly.email, tags: ['new'] })
    expect(sandbox.store.get(Number(id)).updated_at).toBe(9000)
    sandbox.store.update(Number(id), { tags: ['by hand'] })
    now = 20_000
    sandbox.store.update(Number(id), { tags: ['again'] })
    expect(sandbox.store.get(Number(id)).updated_at).toBe(9000)
  })
})

test('a customer is shown with its balance, and its enterprise on request', async () => {
  const { api } = await start({ customers: 1 })
  const plain = await api('GET', '/customers/1')
  expect(plain.body.data.attributes).toHaveProperty('balance')
  expect(plain.body.included).toBeUndefined()
  expect((await api('GET', '/customers/1?include=enterprise')).body.included).toEqual([
    { id: '2', type: 'enterprise', attributes: { id: 2, name: 'Fern & Field' } },
  ])
})

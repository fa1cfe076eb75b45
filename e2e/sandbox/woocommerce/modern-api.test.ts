import { expect, test } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'

const CUSTOMERS = '/wp-json/wc/v3/customers'

test('a create answers 201 with a Location, and writes an ampersand as an entity', async () => {
  const { api } = await sandboxWithApi()
  const created = await api('POST', CUSTOMERS, {
    email: 'a@x.example',
    first_name: 'A & B',
    last_name: 'a < b',
  })
  expect(created.status).toBe(201)
  expect(created.headers.get('location')).toMatch(/customers\/2$/)
  expect(created.body).toMatchObject({ first_name: 'A &amp; B', last_name: 'a &lt; b' })
  const updated = await api('PUT', `${CUSTOMERS}/2`, { first_name: 'A & B' })
  expect(updated.body).toMatchObject({ first_name: 'A & B' })
})

test.each([
  [{}, 'rest_missing_callback_param'],
  [{ id: 5, email: 'a@x.example' }, 'woocommerce_rest_customer_exists'],
  [{ email: 'a@localhost' }, 'customer_invalid_email'],
  [{ email: 'owner@store.example' }, 'registration-error-email-exists'],
  [{ email: 'a@x.example', billing: { email: '' } }, 'rest_invalid_param'],
])('a create of %j is refused: %s', async (body, code) => {
  const { sandbox, api } = await sandboxWithApi()
  const answer = await api('POST', CUSTOMERS, body)
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({ code, data: { status: 400 } })
  expect(sandbox.store.users.size).toBe(1)
})

test('an update refuses a taken e-mail, an empty one and another user name', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const { id } = sandbox.store.createUser({ email: 'a@x.example' })
  const put = async (body: object) => (await api('PUT', `${CUSTOMERS}/${id}`, body)).body
  expect(await put({ email: 'owner@store.example' })).toMatchObject({
    code: 'woocommerce_rest_customer_invalid_email',
  })
  expect(await put({ email: '' })).toMatchObject({ code: 'rest_invalid_param' })
  expect(await put({ username: 'other' })).toMatchObject({
    code: 'woocommerce_rest_customer_invalid_argument',
  })
  expect((await api('PUT', `${CUSTOMERS}/999`, {})).status).toBe(400)
  expect((await api('GET', `${CUSTOMERS}/999`)).status).toBe(404)
})

test('a delete needs force, and the second one is a 400', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const { id } = sandbox.store.createUser({ email: 'a@x.example' })
  expect((await api('DELETE', `${CUSTOMERS}/${id}`)).status).toBe(501)
  expect((await api('DELETE', `${CUSTOMERS}/${id}?force=true`)).body).toMatchObject({ id })
  expect((await api('DELETE', `${CUSTOMERS}/${id}?force=true`)).status).toBe(400)
})

test('a batch answers by list and place, and takes an object to delete for the administrator', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const { id } = sandbox.store.createUser({ email: 'a@x.example' })
  const answer = await api('POST', `${CUSTOMERS}/batch`, {
    create: [{ email: 'b@x.example' }, { email: 'none' }],
    update: [{ id, last_name: 'Z' }, { id: 999 }],
    delete: [{ id }],
  })
  expect(answer.body).toMatchObject({
    create: [{ email: 'b@x.example' }, { id: 0, error: { code: 'customer_invalid_email' } }],
    update: [{ last_name: 'Z' }, { id: 999, error: { code: 'woocommerce_rest_invalid_id' } }],
    delete: [{ id: 1 }],
  })
  expect(sandbox.store.users.has(1)).toBe(false)
  expect(sandbox.store.users.has(id)).toBe(true)
})

test('lists take pages of a hundred, roles, ids and an e-mail, and ignore changes since a time', async () => {
  const { sandbox, api } = await sandboxWithApi()
  for (let number = 0; number < 12; number += 1) sandbox.store.createUser({ email: `c${number}@x.example` })
  const rows = async (query: string) => (await api('GET', `${CUSTOMERS}?${query}`)).body
  const page = await api('GET', `${CUSTOMERS}?orderby=id&page=2`)
  expect(page.headers.get('x-wp-total')).toBe('12')
  expect(page.body).toMatchObject([{ id: 12 }, { id: 13 }])
  expect(await rows('role=all&include=1,5&orderby=id')).toMatchObject([{ id: 1 }, { id: 5 }])
  expect(await rows('email=C3@x.example')).toMatchObject([{ id: 5 }])
  expect(await rows('email=owner@store.example')).toEqual([])
  expect(await rows('email=owner@store.example&role=all')).toMatchObject([{ id: 1 }])
  expect(await rows('modified_after=2999-01-01T00:00:00&per_page=100')).toHaveLength(12)
  for (const query of ['per_page=101', 'per_page=0', 'role=nonsense', 'email=none']) {
    expect(await rows(query)).toMatchObject({ code: 'rest_invalid_param' })
  }
  for (const path of ['/count', '/2/orders']) {
    expect((await api('GET', CUSTOMERS + path)).status).toBe(404)
  }
})

test('without the API its routes are not there, and an update under way is a web page', async () => {
  const { sandbox, api } = await sandboxWithApi({ modern: false })
  expect((await api('GET', CUSTOMERS)).body).toMatchObject({ code: 'rest_no_route' })
  sandbox.behaviour.maintenance = true
  const answer = await api('GET', CUSTOMERS)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '600'])
  expect(answer.text).toContain('<html>')
})

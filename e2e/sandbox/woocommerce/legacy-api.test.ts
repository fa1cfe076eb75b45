import { describe, expect, test } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'

const CUSTOMERS = '/wc-api/v3/customers'
const error = (code: string): object => ({ errors: [expect.objectContaining({ code }) as unknown] })

describe('writing', () => {
  test('a create answers 201 without a Location, and mails', async () => {
    const { sandbox, api } = await sandboxWithApi()
    const answer = await api('POST', CUSTOMERS, {
      customer: { email: 'lena.k@x.example', first_name: ' <b>Lena</b>' },
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('location')).toBeNull()
    expect(answer.body).toMatchObject({
      customer: {
        ...{ email: 'lena.k@x.example', first_name: 'Lena', username: 'lena.k', role: 'customer' },
        billing_address: { email: '', phone: '' },
      },
    })
    expect(sandbox.store.mails).toEqual(['lena.k@x.example'])
  })

  test.each([
    [{ customer: {} }, 400, 'woocommerce_api_missing_customer_email'],
    [{ customer: { email: '' } }, 400, 'registration-error-invalid-email'],
    [{ customer: { email: 'a@b' } }, 400, 'customer_invalid_email'],
    [{ customer: { email: ' a@x.example' } }, 400, 'customer_invalid_email'],
    [{ customer: { email: `${'l'.repeat(61)}@x.example` } }, 400, 'user_login_too_long'],
    [{ customer: { email: 'OWNER@store.example' } }, 400, 'registration-error-email-exists'],
    [{ email: 'a@x.example' }, 400, 'woocommerce_api_missing_customer_data'],
    ['{"customer":', 400, 'woocommerce_api_missing_callback_param'],
  ])('a create of %j is refused: %i %s', async (body, status, code) => {
    const { api } = await sandboxWithApi()
    const answer = await api('POST', CUSTOMERS, body)
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual(error(code))
  })

  test('a create that is refused at its second save has left an account behind', async () => {
    const { sandbox, api } = await sandboxWithApi()
    const customer = { email: 'a@x.example', billing_address: { email: 'none' } }
    expect((await api('POST', CUSTOMERS, { customer })).status).toBe(400)
    expect(sandbox.store.byEmail('a@x.example')).toHaveLength(1)
  })

  test('an update keeps a taken e-mail out without a word, blanks an empty one, and always bumps', async () => {
    let now = Date.parse('2026-11-02T09:00:00Z')
    const { sandbox, api } = await sandboxWithApi({ now: () => new Date(now) })
    const { id } = sandbox.store.createUser({ email: 'a@x.example' })
    const timestamp = now / 1000
    now += 5000
    const put = (customer: object) => api('PUT', `${CUSTOMERS}/${id}`, { customer }, { timestamp })
    const kept = await put({
      email: 'owner@store.example',
      last_name: 'Saved',
      username: 'other',
      role: 'editor',
    })
    expect(kept.status).toBe(200)
    expect(kept.body).toMatchObject({
      customer: {
        ...{ email: 'a@x.example', last_name: 'Saved', username: 'a', role: 'customer' },
        last_update: '2026-11-02T09:00:05Z',
      },
    })
    now += 5000
    expect((await put({})).body).toMatchObject({ customer: { last_update: '2026-11-02T09:00:10Z' } })
    expect((await put({ email: '' })).body).toMatchObject({ customer: { email: '' } })
    expect((await api('PUT', `${CUSTOMERS}/999`, { customer: {} }, { timestamp })).status).toBe(400)
  })

  test('a bulk call answers by place, 201 where one was created, and takes a hundred rows', async () => {
    const { sandbox, api } = await sandboxWithApi()
    const rows = [
      { email: 'a@x.example' },
      { email: 'a@x.example' },
      { id: 999, last_name: 'X' },
      { id: 1, last_name: 'Y' },
    ]
    const answer = await api('POST', `${CUSTOMERS}/bulk`, { customers: rows })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      customers: [
        { email: 'a@x.example' },
        { id: 0, error: { code: 'registration-error-email-exists' } },
        { id: 999, error: { code: 'woocommerce_api_invalid_customer' } },
        { id: 1, last_name: 'Y' },
      ],
    })
    const many = Array.from({ length: 101 }, (_, index) => ({ email: `m${index}@x.example` }))
    expect((await api('POST', `${CUSTOMERS}/bulk`, { customers: many })).status).toBe(413)
    expect(sandbox.store.users.size).toBe(2)
    expect((await api('POST', `${CUSTOMERS}/bulk`, { customers: [] })).status).toBe(200)
    expect((await api('POST', `${CUSTOMERS}/bulk`, {})).body).toEqual(
      error('woocommerce_api_missing_customers_data'),
    )
  })

  test('a delete is for good, and the second one is a 404', async () => {
    const { sandbox, api } = await sandboxWithApi()
    const { id } = sandbox.store.createUser({ email: 'a@x.example' })
    const { id: order } = sandbox.store.addOrder(id, { total: '1.00' })
    const answer = await api('DELETE', `${CUSTOMERS}/${id}?force=false`)
    expect(answer.body).toEqual({ message: 'Permanently deleted customer' })
    expect(sandbox.store.ordersOf(0).map((each) => each.id)).toEqual([order])
    expect((await api('DELETE', `${CUSTOMERS}/${id}`)).status).toBe(404)
  })

  test('creates of one e-mail that overlap make two accounts where the store is slow to look', async () => {
    const { sandbox, api } = await sandboxWithApi({ overlappingCreates: 'doubled' })
    const answers = await Promise.all(
      [1, 2].map(() => api('POST', CUSTOMERS, { customer: { email: 'twice@x.example' } })),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(sandbox.store.byEmail('twice@x.example')).toHaveLength(2)
    const found = await api('GET', `${CUSTOMERS}/email/twice%2540x.example`)
    expect(found.body).toMatchObject({ customer: { id: 2 } })
  })
})

describe('reading', () => {
  test.each([
    ['plus+tag@x.example', 404],
    ['plus%2Btag@x.example', 404],
    ['plus%252Btag@x.example', 200],
    ['nobody@x.example', 404],
  ])('by e-mail: %s is %i', async (path, status) => {
    const { sandbox, api } = await sandboxWithApi()
    sandbox.store.createUser({ email: 'plus+tag@x.example' })
    expect((await api('GET', `${CUSTOMERS}/email/${path}`)).status).toBe(status)
  })

  test('a list pages by filters alone, and its links have lost the port', async () => {
    const { sandbox, api } = await sandboxWithApi()
    for (let number = 0; number < 25; number += 1) sandbox.store.createUser({ email: `c${number}@x.example` })
    const page = await api('GET', `${CUSTOMERS}?page=2&filter[orderby]=id`)
    expect(page.headers.get('x-wc-total')).toBe('25')
    expect(page.headers.get('x-wc-totalpages')).toBe('3')
    expect(page.headers.get('link')).toContain('<http://127.0.0.1/wc-api')
    expect((page.body as { customers: { id: number }[] }).customers[0]?.id).toBe(12)
    const count = async (query: string) =>
      ((await api('GET', `${CUSTOMERS}?${query}`)).body as { customers: unknown[] }).customers.length
    expect(await count('filter[limit]=-1')).toBe(25)
    expect(await count('filter[limit]=500&filter[role]=all')).toBe(26)
    expect(await count('page=9')).toBe(0)
    expect(await count('filter[role]=nonsense')).toBe(0)
    expect(await count('filter[q]=*c1*&filter[limit]=-1')).toBe(11)
    expect(await count('filter[q]=c1&filter[limit]=-1')).toBe(1)
    expect(await count('filter[updated_at_min]=2999-01-01&filter[limit]=-1')).toBe(25)
    const broken = await api('GET', `${CUSTOMERS}?filter[limit]=abc`)
    expect([broken.status, broken.headers.get('content-type')]).toEqual([500, 'text/html; charset=UTF-8'])
    expect((await api('GET', `${CUSTOMERS}/count?filter[role]=all`)).body).toEqual({ count: 26 })
  })

  test('rows of one second have no place of their own in the default order', async () => {
    const { sandbox, api } = await sandboxWithApi()
    for (const name of ['a', 'b']) {
      sandbox.store.createUser({ email: `${name}@x.example` }, { registered_at: 1_700_000_000 })
    }
    const first = await api('GET', CUSTOMERS)
    const second = await api('GET', CUSTOMERS)
    expect(first.text).not.toBe(second.text)
  })

  test.each([
    ['UTC', '2024-01-20T12:00:00Z'],
    ['America/New_York', '2024-01-20T17:00:00Z'],
    ['Asia/Tokyo', '2024-01-20T03:00:00Z'],
  ])('the time of registration is off by the zone: %s', async (timezone, shown) => {
    const { sandbox, api } = await sandboxWithApi({ timezone })
    const past = { registered_at: Date.UTC(2024, 0, 20, 12) / 1000 }
    const { id } = sandbox.store.createUser({ email: 'a@x.example' }, past)
    expect((await api('GET', `${CUSTOMERS}/${id}`)).body).toMatchObject({ customer: { created_at: shown } })
    const list = await api('GET', `${CUSTOMERS}?filter[created_at_min]=2024-01-20T12:00:01Z`)
    expect(list.body).toEqual({ customers: [] })
    const modern = await api('GET', `/wp-json/wc/v3/customers/${id}`)
    expect(modern.body).toMatchObject({ date_created_gmt: '2024-01-20T12:00:00' })
  })
})

test('switched off it says so with an object; with plain permalinks it moves, and the query still leads there', async () => {
  const { sandbox, api } = await sandboxWithApi()
  sandbox.behaviour.legacy = 'disabled'
  expect((await api('GET', CUSTOMERS)).body).toMatchObject({ errors: { code: 'woocommerce_api_disabled' } })
  Object.assign(sandbox.behaviour, { legacy: 'on', permalinks: 'plain' })
  expect((await api('GET', `${CUSTOMERS}/count`)).status).toBe(301)
  const counted = await api('GET', '/?wc-api-version=3&wc-api-route=/customers/count')
  expect(counted.body).toEqual({ count: 0 })
  expect((await api('GET', '/wp-json/wc/v3/customers')).status).toBe(404)
  expect((await api('GET', '/?rest_route=/wc/v3/customers')).body).toEqual([])
})

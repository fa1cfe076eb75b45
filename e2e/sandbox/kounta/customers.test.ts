import { describe, expect, test } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'

const PRIYA = { first_name: 'Priya', last_name: 'Raman', email: 'priya@x.example' }

describe('the list', () => {
  test('has pages of 25, whatever is asked for, and rows without most fields', async () => {
    const { sandbox, api } = await sandboxWithApi({ customers: 60 })
    const first = await api('GET', '/customers?per_page=100')
    expect(first.body).toHaveLength(25)
    expect(first.headers.get('x-pages')).toBe('3')
    expect(first.headers.get('x-next-page')).toBe(
      `${sandbox.baseUrl}/v1/companies/5678/customers?per_page=100&page=1`,
    )
    const row = (first.body as object[])[0] ?? {}
    expect(Object.keys(row)).not.toContain('mobile')
    expect((await api('GET', '/customers', undefined, { 'x-page': '2' })).body).toHaveLength(10)
    expect((await api('GET', '/customers?page=2')).headers.get('x-next-page')).toBeNull()
  })

  test('by reference is always an array, by e-mail and name and phone a redirect or 404', async () => {
    const { api } = await sandboxWithApi()
    const made = await api('POST', '/customers', { ...PRIYA, phone: '1', reference_id: 'ABC' })
    const place = made.headers.get('location')
    expect((await api('GET', '/customers?reference_id=ABC')).body).toMatchObject([{ reference_id: 'ABC' }])
    expect(await api('GET', '/customers?reference_id=none')).toMatchObject({ status: 200, body: [] })
    for (const query of ['email=priya@x.example', 'first_name=Priya&last_name=Raman&phone=1']) {
      const found = await api('GET', `/customers?${query}`)
      expect([found.status, found.headers.get('location')]).toEqual([302, place])
    }
    expect((await api('GET', '/customers?email=nobody@x.example')).status).toBe(404)
    expect((await api('GET', '/customers?first_name=Priya&phone=1')).status).toBe(400)
  })
})

describe('one customer', () => {
  test('is created with an empty answer, and takes no tags then', async () => {
    const { api } = await sandboxWithApi()
    const made = await api('POST', '/customers', { ...PRIYA, tags: ['vip'], accepts_marketing: true })
    expect([made.status, made.body]).toEqual([201, undefined])
    const path = new URL(made.headers.get('location') ?? '').pathname
    expect((await api('GET', path)).body).toMatchObject({
      ...{ primary_email_address: 'priya@x.example', tags: [], accepts_marketing: false },
    })
    const changed = await api('PUT', path, {
      tags: ['vip'],
      primary_address: { lines: ['1 A St'], country: 'AU' },
    })
    expect(changed.body).toMatchObject({
      first_name: 'Priya',
      tags: ['vip'],
      primary_address: { lines: ['1 A St'] },
    })
    expect((await api('PUT', path, { primary_address: null })).body).toMatchObject({ primary_address: null })
  })

  test('needs a first name and a way to be reached, and keeps the last one', async () => {
    const { api } = await sandboxWithApi()
    const refused = async (body: object): Promise<unknown> => (await api('POST', '/customers', body)).body
    expect(await refused({ email: 'a@x.example' })).toMatchObject({
      error_description: 'first_name is required',
    })
    expect(await refused({ first_name: 'A' })).toMatchObject({ error: 'invalid_request' })
    const made = await api('POST', '/customers', PRIYA)
    const path = new URL(made.headers.get('location') ?? '').pathname
    expect((await api('PUT', path, { email: '' })).status).toBe(422)
  })

  test('has a mobile that nobody else has, and times that are always now', async () => {
    let time = Date.parse('2026-11-20T10:00:00Z')
    const { sandbox, api } = await sandboxWithApi({ now: () => new Date(time) })
    const { id } = sandbox.store.create({ ...PRIYA, mobile: '04' }, 'staff')
    expect((await api('POST', '/customers', { first_name: 'B', mobile: '04' })).body).toEqual({
      error: 'invalid_request',
      error_description: 'mobile is already in use',
    })
    time += 5_000
    const { body } = await api('GET', `/customers/${id}`)
    expect(body).toMatchObject({
      created_at: '2026-11-20T10:00:05+00:00',
      updated_at: '2026-11-20T10:00:05+00:00',
    })
  })

  test('is not deleted, has addresses and orders, and 404s tell which is missing', async () => {
    const { sandbox, api } = await sandboxWithApi()
    const parts = { lines: ['1 A St'], city: '', zone: '', postal_code: '', country: 'AU' }
    const { id } = sandbox.store.create({ ...PRIYA, primary_address: parts }, 'staff')
    const other = sandbox.store.addAddress(id, parts)
    sandbox.store.addOrder(id, { status: 'COMPLETE', total: 12.5, created_at: '2026-11-20T10:00:00Z' })
    expect((await api('DELETE', `/customers/${id}`)).status).toBe(405)
    expect((await api('GET', `/customers/${id}/addresses`)).body).toHaveLength(2)
    expect((await api('GET', `/customers/${id}/addresses/${other.id}`)).body).toEqual(other)
    expect((await api('GET', `/customers/${id}/orders`)).body).toMatchObject([{ total: 12.5 }])
    expect((await api('GET', '/customers/1')).body).toMatchObject({ error_description: 'Customer not found' })
    const elsewhere = await api('GET', '/v1/companies/1/customers')
    expect(elsewhere.body).toMatchObject({ error_description: 'Company not found' })
  })
})

describe('requests', () => {
  test('ask for JSON and say that they send it', async () => {
    const { api } = await sandboxWithApi()
    expect((await api('GET', '/customers', undefined, { accept: 'text/html' })).status).toBe(406)
    expect((await api('POST', '/customers', PRIYA, { 'content-type': 'text/plain' })).status).toBe(400)
    expect((await api('GET', '/customers', undefined, { authorization: 'Basic eDp5' })).status).toBe(401)
  })

  test('are 60 a minute by Basic and 180 by a token', async () => {
    let time = Date.parse('2026-11-20T10:00:00Z')
    const { sandbox, api } = await sandboxWithApi({ now: () => new Date(time) })
    const statuses = async (count: number, headers: Record<string, string> = {}): Promise<number[]> => {
      const seen: number[] = []
      for (let at = 0; at < count; at += 1)
        seen.push((await api('GET', '/customers', undefined, headers)).status)
      return seen
    }
    const byBasic = await statuses(61)
    expect([byBasic.filter((status) => status === 200).length, byBasic.at(-1)]).toEqual([60, 429])
    expect((await api('GET', '/customers')).headers.get('x-ratelimit-reset')).toBe('60')
    time += 60_000
    const { access_token: token } = sandbox.access.issueTokens(sandbox.clientId)
    const byToken = await statuses(181, { authorization: `Bearer ${token}` })
    expect([byToken.filter((status) => status === 200).length, byToken.at(-1)]).toEqual([180, 429])
  })
})

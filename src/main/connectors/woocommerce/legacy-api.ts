import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { PAGE_SIZE } from './capabilities.ts'
import { bulkAnswer } from './bulk-answer.ts'
import type { AddressBody, CustomerApi, CustomerBody, RowsPage } from './customer-api.ts'
import type { StoreFailure } from './store-errors.ts'
import {
  headerCount,
  rowsIn,
  unwrapped,
  type Query,
  type StoreRoute,
  type StoreTransport,
} from './store-transport.ts'

/** The legacy REST API v3 (in the store up to WooCommerce 8, a plugin since). */
export function legacyCustomerApi(transport: StoreTransport, route: StoreRoute): CustomerApi {
  const page = async (path: string, name: string, query: Query, at: number, signal: AbortSignal) => {
    const answer = await transport.read(route, path, query, signal)
    if (!answer.ok) return answer
    const rows = rowsIn(answer.value.body, name)
    if (!rows.ok) return rows
    // The `Link` headers lose the port of a store, so pages are counted.
    const pages = headerCount(answer.value, 'x-wc-totalpages')
    const total = headerCount(answer.value, 'x-wc-total')
    const hasMore = pages === undefined ? rows.value.length >= PAGE_SIZE : at < pages
    return ok<RowsPage>({ rows: rows.value, hasMore, total })
  }
  let total = Number.POSITIVE_INFINITY

  const api: CustomerApi = {
    kind: 'legacy',
    async list({ page: at, limit, role }, signal) {
      const query = { page: at, ...filter({ limit, role, orderby: 'id', order: 'ASC' }) }
      const found = await page('/customers', 'customers', query, at, signal)
      if (found.ok && role === 'all') total = found.value.total ?? total
      return found
    },
    async count(role, signal) {
      const answer = await transport.read(route, '/customers/count', filter({ role }), signal)
      if (!answer.ok) return answer
      const { body } = answer.value
      const count =
        typeof body === 'object' && body !== null && 'count' in body ? Number(body.count) : Number.NaN
      return Number.isInteger(count)
        ? ok(count)
        : err({ kind: 'protocol', detail: 'A count came without a number' })
    },
    async byId(id, signal) {
      const answer = await transport.read(route, customerPath(id), {}, signal)
      return answer.ok ? unwrapped(answer.value.body, 'customer') : answer
    },
    async someById(ids, signal) {
      // There is no list by ids: the whole list where that takes fewer requests, else nothing, so that each is asked for.
      const pages = Math.ceil(total / PAGE_SIZE)
      if (pages >= ids.length) return ok([])
      const wanted = new Set(ids)
      const found: unknown[] = []
      for (let at = 1; at <= pages; at += 1) {
        const listed = await api.list({ page: at, limit: PAGE_SIZE, role: 'all' }, signal)
        if (!listed.ok) return listed
        found.push(...listed.value.rows.filter((row) => wanted.has(idOf(row))))
        if (!listed.value.hasMore) break
      }
      return ok(found)
    },
    async byEmail(email, signal) {
      // The path is decoded twice there: encoded once, a plus would become a blank.
      const path = `/customers/email/${encodeURIComponent(encodeURIComponent(email))}`
      const answer = await transport.lookFor(route, path, {}, signal)
      if (answer.ok === 'absent') {
        if (answer.code === 'woocommerce_api_invalid_customer_email') return ok([])
        return err({
          kind: 'protocol',
          detail: `/customers/email/{email} answered 404 ${answer.code}`.trim(),
        })
      }
      if (!answer.ok) return answer
      const customer = unwrapped(answer.value.body, 'customer')
      return customer.ok ? ok([customer.value]) : customer
    },
    async create(body, signal) {
      return one(
        await transport.write(route, { method: 'POST', path: '/customers', body: wrapped(body) }, signal),
      )
    },
    async update(id, body, signal) {
      const request = { method: 'PUT', path: customerPath(id), body: wrapped(body) } as const
      return one(await transport.write(route, request, signal))
    },
    async writeMany(rows, signal) {
      const customers = rows.map(({ id, body }) => ({
        ...(id === '' ? {} : { id: Number(id) }),
        ...legacyBody(body),
      }))
      const request = { method: 'POST', path: '/customers/bulk', body: { customers }, bulk: true } as const
      const answer = await transport.write(route, request, signal)
      if (!answer.ok) return answer
      return bulkAnswer(rowsIn(answer.value.body, 'customers'), rows.length, transport.secrets)
    },
    async delete(id, signal) {
      const answer = await transport.write(route, { method: 'DELETE', path: customerPath(id) }, signal)
      return answer.ok ? ok(answer.value.body) : answer
    },
    deleteMany: null,
    orders: (customerId, at, signal) =>
      page(
        `${customerPath(customerId)}/orders`,
        'orders',
        { page: at, ...filter({ limit: PAGE_SIZE }) },
        at,
        signal,
      ),
    async downloads(customerId, signal) {
      const answer = await transport.read(route, `${customerPath(customerId)}/downloads`, {}, signal)
      return answer.ok ? rowsIn(answer.value.body, 'downloads') : answer
    },
    async tryWriting(signal) {
      const request = { method: 'POST', path: '/customers/bulk', body: { customers: [] } } as const
      const answer = await transport.write(route, request, signal)
      return answer.ok ? ok(answer.value.body) : answer
    },
  }
  return api
}

/** Only what stands in `filter[...]` is looked at; the rest is ignored without a word. */
function filter(values: Query): Query {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`filter[${name}]`, value]))
}

function one(answer: Result<{ body: unknown }, StoreFailure>): Result<unknown, StoreFailure> {
  if (!answer.ok) return answer
  const customer = unwrapped(answer.value.body, 'customer')
  return customer.ok ? customer : err({ kind: 'failed', error: customer.error, sent: true })
}

function wrapped(body: CustomerBody): Json {
  return { customer: legacyBody(body) }
}

function legacyBody({ billing, shipping, ...account }: CustomerBody): Record<string, Json> {
  return {
    ...account,
    ...(billing === undefined ? {} : { billing_address: billing }),
    ...(shipping === undefined ? {} : { shipping_address: withoutPhone(shipping) }),
  }
}

/** Its shipping addresses have none. */
function withoutPhone(address: AddressBody): AddressBody {
  return Object.fromEntries(Object.entries(address).filter(([name]) => name !== 'phone'))
}

function idOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : ''
}

function customerPath(id: string): string {
  return `/customers/${encodeURIComponent(id)}`
}

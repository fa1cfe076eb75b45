import { err, ok, type Result } from '#shared/result.ts'
import type { Json } from '#shared/json.ts'
import { PAGE_SIZE } from './capabilities.ts'
import { bulkAnswer } from './bulk-answer.ts'
import type { BulkAnswer, CustomerApi, CustomerBody, RowsPage } from './customer-api.ts'
import type { StoreFailure } from './store-errors.ts'
import { headerCount, rowsIn, type Query, type StoreRoute, type StoreTransport } from './store-transport.ts'

/** The current REST API, wc/v3. */
export function modernCustomerApi(transport: StoreTransport, route: StoreRoute): CustomerApi {
  const page = async (path: string, query: Query, at: number, signal: AbortSignal) => {
    const answer = await transport.read(route, path, { ...query, page: at }, signal)
    if (!answer.ok) return answer
    const rows = rowsIn(answer.value.body, null)
    if (!rows.ok) return rows
    const pages = headerCount(answer.value, 'x-wp-totalpages')
    const total = headerCount(answer.value, 'x-wp-total')
    const hasMore = pages === undefined ? rows.value.length >= PAGE_SIZE : at < pages
    return ok<RowsPage>({ rows: rows.value, hasMore, total })
  }
  const body = (answer: Result<{ body: unknown }, StoreFailure>): Result<unknown, StoreFailure> =>
    answer.ok ? ok(answer.value.body) : answer
  const batch = async (
    what: 'create' | 'update' | 'delete',
    rows: readonly Json[],
    signal: AbortSignal,
  ): Promise<Result<BulkAnswer, StoreFailure>> => {
    const request = {
      method: 'POST',
      path: '/customers/batch',
      body: { [what]: [...rows] },
      bulk: true,
    } as const
    const answer = await transport.write(route, request, signal)
    if (!answer.ok) return answer
    const told = answer.value.body as Record<string, unknown> | null | undefined
    return bulkAnswer(rowsIn(told?.[what], null), rows.length, transport.secrets)
  }

  return {
    kind: 'modern',
    list: ({ page: at, limit, role }, signal) =>
      page('/customers', { per_page: limit, role, orderby: 'id', order: 'asc' }, at, signal),
    async count(role, signal) {
      const listed = await page('/customers', { per_page: 1, role }, 1, signal)
      if (!listed.ok) return listed
      const { total } = listed.value
      return total === undefined
        ? err({ kind: 'protocol', detail: 'A list came without its length' })
        : ok(total)
    },
    async byId(id, signal) {
      const answer = await transport.read(route, customerPath(id), {}, signal)
      return answer.ok ? ok(answer.value.body) : answer
    },
    async someById(ids, signal) {
      const listed = await page(
        '/customers',
        { per_page: PAGE_SIZE, role: 'all', orderby: 'id', order: 'asc', include: ids.join(',') },
        1,
        signal,
      )
      return listed.ok ? ok(listed.value.rows) : listed
    },
    async byEmail(email, signal) {
      const answer = await transport.lookFor(route, '/customers', { email, role: 'all' }, signal)
      // What it takes for no e-mail nobody can have.
      if (answer.ok === 'absent') {
        if (answer.code === 'rest_invalid_param') return ok([])
        return err({ kind: 'protocol', detail: `/customers answered ${answer.code}`.trim() })
      }
      return answer.ok ? rowsIn(answer.value.body, null) : answer
    },
    create: async (customer, signal) =>
      body(
        await transport.write(
          route,
          { method: 'POST', path: '/customers', body: modernBody(customer) },
          signal,
        ),
      ),
    update: async (id, customer, signal) =>
      body(
        await transport.write(
          route,
          { method: 'PUT', path: customerPath(id), body: modernBody(customer) },
          signal,
        ),
      ),
    writeMany: (rows, signal) => {
      const what = rows[0]?.id === '' ? 'create' : 'update'
      const named = rows.map((row) => ({
        ...(row.id === '' ? {} : { id: Number(row.id) }),
        ...modernBody(row.body),
      }))
      return batch(what, named, signal)
    },
    // Without `force` it answers 501.
    delete: async (id, signal) =>
      body(
        await transport.write(
          route,
          { method: 'DELETE', path: customerPath(id), query: { force: 'true' } },
          signal,
        ),
      ),
    // Bare ids: an object in their place is taken for user 1, the administrator.
    deleteMany: (ids, signal) => batch('delete', ids.map(Number), signal),
    orders: (customerId, at, signal) =>
      page('/orders', { customer: customerId, per_page: PAGE_SIZE, orderby: 'id', order: 'asc' }, at, signal),
    async downloads(customerId, signal) {
      const answer = await transport.read(route, `${customerPath(customerId)}/downloads`, {}, signal)
      return answer.ok ? rowsIn(answer.value.body, null) : answer
    },
    tryWriting: async (signal) =>
      body(
        await transport.write(
          route,
          { method: 'POST', path: '/customers/batch', body: { create: [], update: [], delete: [] } },
          signal,
        ),
      ),
  }
}

/** A billing e-mail that is empty is refused with the whole customer, so it is not sent: it cannot be taken away there. */
function modernBody({ billing, ...rest }: CustomerBody): Record<string, Json> {
  if (billing === undefined) return { ...rest }
  const { email, ...others } = billing
  return { ...rest, billing: email === undefined || email.trim() === '' ? others : { ...others, email } }
}

function customerPath(id: string): string {
  return `/customers/${encodeURIComponent(id)}`
}

import type { Context } from 'hono'
import { requestedUrl } from './authentication.ts'
import type { StoredUser } from './user-record.ts'
import type { WooEnv } from './woo-env.ts'

const POSTS_PER_PAGE = 10

/** Asked for a number of rows that is none: PHP ends with a fatal error, told as a web page. */
export class FatalError extends Error {}

/** A page of a list, and how much there is in all. */
export interface LegacyPage<T> {
  rows: T[]
  total: number
  totalPages: number
}

/**
 * The users that a list asks for. Only `filter[...]` counts, and of it `role` (customer by default), `q`, `created_at_min`,
 * `created_at_max`, `orderby`, `orderby_meta_key` and `order`; everything else, and a date of another form, is ignored
 * without a word. The default order is by registration, in which rows of one second have no place of their own: they
 * change places from one call to the next.
 */
export function legacyUsers(
  users: Iterable<StoredUser>,
  filter: ReadonlyMap<string, string>,
  call: number,
): StoredUser[] {
  const role = filter.get('role') ?? 'customer'
  const min = dateOf(filter.get('created_at_min'))
  const max = dateOf(filter.get('created_at_max'))
  const search = filter.get('q')
  const matches = search === undefined ? () => true : likeness(search)
  const byMeta =
    filter.get('orderby') === 'meta_value_num' && filter.get('orderby_meta_key') === 'last_update'
  const found = [...users].filter(
    (user) =>
      (role === 'all' || user.role === role) &&
      (min === null || user.registered_at >= min) &&
      (max === null || user.registered_at <= max) &&
      (!byMeta || user.last_update !== 0) &&
      (matches(user.login) || matches(user.email)),
  )
  const direction = filter.get('order')?.toUpperCase() === 'DESC' ? -1 : 1
  const tie = call % 2 === 0 ? 1 : -1
  return found.sort((a, b) => {
    if (/^id$/i.test(filter.get('orderby') ?? '')) return direction * (a.id - b.id)
    if (byMeta) return direction * (a.last_update - b.last_update) || a.id - b.id
    return direction * (a.registered_at - b.registered_at) || tie * (a.id - b.id)
  })
}

/** Cuts a page: `page`, `filter[limit]` without a ceiling (-1 = all), `filter[offset]`. Throws FatalError. */
export function legacyPage<T>(
  rows: readonly T[],
  filter: ReadonlyMap<string, string>,
  page: number,
): LegacyPage<T> {
  const asked = filter.get('limit')
  const limit = asked === undefined ? POSTS_PER_PAGE : Number(asked)
  if (!Number.isInteger(limit)) throw new FatalError()
  if (limit < 0) return { rows: [...rows], total: rows.length, totalPages: 1 }
  const size = limit === 0 ? POSTS_PER_PAGE : limit
  const start = filter.has('offset') ? Number(filter.get('offset')) : (page - 1) * size
  return {
    rows: rows.slice(start, start + size),
    total: rows.length,
    totalPages: Math.ceil(rows.length / size),
  }
}

/** The `filter[...]` parameters of a request. */
export function filterOf(c: Context<WooEnv>): Map<string, string> {
  const filter = new Map<string, string>()
  for (const [name, value] of requestedUrl(c).searchParams) {
    const inner = /^filter\[([a-z_]+)\]$/.exec(name)?.[1]
    if (inner !== undefined) filter.set(inner, value)
  }
  return filter
}

/** The totals and the several `Link` headers of a page, whose addresses have lost the port. */
export function legacyPageHeaders(
  c: Context<WooEnv>,
  page: number,
  totals: { total: number; totalPages: number },
): void {
  c.header('X-WC-Total', String(totals.total))
  c.header('X-WC-TotalPages', String(totals.totalPages))
  const url = requestedUrl(c)
  const link = (to: number, rel: string): void => {
    c.header('Link', `<${url.protocol}//${url.hostname}${url.pathname}?page=${to}>; rel="${rel}"`, {
      append: true,
    })
  }
  if (page > 1) link(page - 1, 'prev')
  if (page > 1) link(1, 'first')
  if (page < totals.totalPages) link(page + 1, 'next')
  if (page < totals.totalPages) link(totals.totalPages, 'last')
}

/** Only the fields asked for by `fields=`; all of them without it. */
export function withFields<T extends object>(c: Context<WooEnv>, row: T): Partial<T> {
  const fields = c.req.query('fields')
  if (fields === undefined || fields === '') return row
  const wanted = new Set(fields.split(',').map((field) => field.trim()))
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name))) as Partial<T>
}

/** Exact, or with stars for anything. */
function likeness(search: string): (text: string) => boolean {
  const source = search
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  const expression = new RegExp(`^${source}$`, 'i')
  return (text) => expression.test(text)
}

/** Seconds since 1970 of a date filter, always UTC; null where its form is not known, which is no filter at all. */
function dateOf(text: string | undefined): number | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z?)?$/.test(text)) return null
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text.replace(/Z?$/, 'Z'))
  return Number.isNaN(at) ? null : at / 1000
}

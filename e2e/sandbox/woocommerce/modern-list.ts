import type { Context } from 'hono'
import { requestedUrl } from './authentication.ts'
import { invalidParameter } from './refusal.ts'
import { isEmail } from './stored-text.ts'
import type { StoredUser } from './user-record.ts'
import type { WooEnv } from './woo-env.ts'

const ROLES = new Set([
  'all',
  'administrator',
  'editor',
  'author',
  'contributor',
  'subscriber',
  'customer',
  'shop_manager',
])
const ORDERS = new Set(['id', 'include', 'name', 'registered_date'])

/** Where a page lies. */
export interface ModernPaging {
  page: number
  perPage: number
}

/** `page` and `per_page`, 1 to 100. Throws `rest_invalid_param`. */
export function modernPaging(c: Context<WooEnv>): ModernPaging {
  const perPage = Number(c.req.query('per_page') ?? 10)
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > 100) throw invalidParameter('per_page')
  const page = Number(c.req.query('page') ?? 1)
  if (!Number.isInteger(page) || page < 1) throw invalidParameter('page')
  return { page, perPage }
}

/**
 * The users that a list asks for: `role` (customer by default), `email`, `search` (in login and e-mail, never in names),
 * `include`, `orderby`, `order`. `modified_after` and `after` are ignored without a word.
 */
export function modernUsers(c: Context<WooEnv>, users: Iterable<StoredUser>): StoredUser[] {
  const { role = 'customer', email, search, orderby = 'name', order = 'asc' } = c.req.query()
  if (!ROLES.has(role)) throw invalidParameter('role')
  if (!ORDERS.has(orderby)) throw invalidParameter('orderby')
  if (email !== undefined && !isEmail(email)) throw invalidParameter('email')
  const include = includedIds(c)
  const wanted = search?.toLowerCase()
  const found = [...users].filter(
    (user) =>
      (role === 'all' || user.role === role) &&
      (email === undefined || user.email.toLowerCase() === email.toLowerCase()) &&
      (include === null || include.includes(user.id)) &&
      (wanted === undefined ||
        user.login.toLowerCase().includes(wanted) ||
        user.email.toLowerCase().includes(wanted)),
  )
  const direction = order.toLowerCase() === 'desc' ? -1 : 1
  return found.sort((a, b) => direction * compare(a, b, orderby))
}

/** Cuts a page and says how many there are; beyond the end there is nothing. */
export function modernPage<T>(c: Context<WooEnv>, rows: readonly T[], { page, perPage }: ModernPaging): T[] {
  c.header('X-WP-Total', String(rows.length))
  c.header('X-WP-TotalPages', String(Math.ceil(rows.length / perPage)))
  return rows.slice((page - 1) * perPage, page * perPage)
}

function includedIds(c: Context<WooEnv>): number[] | null {
  const values = [...requestedUrl(c).searchParams]
    .filter(([name]) => /^include(\[\d*\])?$/.test(name))
    .flatMap(([, value]) => value.split(','))
  return values.length === 0 ? null : values.map(Number)
}

function compare(a: StoredUser, b: StoredUser, by: string): number {
  if (by === 'registered_date') return a.registered_at - b.registered_at
  if (by === 'name') return a.login < b.login ? -1 : 1
  return a.id - b.id
}

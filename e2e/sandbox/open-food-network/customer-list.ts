import type { Context } from 'hono'
import { Refusal } from './errors.ts'
import type { OfnEnv, OfnRemote, OfnUser } from './ofn-env.ts'
import { numberIn } from './request-input.ts'
import type { OfnCustomer } from './store.ts'
import { resourceOf } from './wire.ts'

/** What a page really holds at most, and by default. */
const PAGE_SIZE = 100
/** What `meta` prints instead. */
const PRINTED = { byDefault: 50, most: 200 }

const COMPARISONS: Readonly<Record<string, (value: string | number | null, wanted: string) => boolean>> = {
  eq: (value, wanted) => value !== null && String(value) === wanted,
  gt: (value, wanted) => Number(value) > valueOf(wanted),
  gteq: (value, wanted) => Number(value) >= valueOf(wanted),
  lt: (value, wanted) => Number(value) < valueOf(wanted),
  lteq: (value, wanted) => Number(value) <= valueOf(wanted),
}

/** What may be searched by; any other condition is ignored without a word. */
const SEARCHABLE = ['id', 'created_at', 'updated_at', 'email', 'code'] as const

/** The customers whom a user sees: of the enterprises managed, and only those made by hand or with an order. */
export function visibleTo(user: OfnUser, customer: OfnCustomer): boolean {
  return (
    user.manages.has(customer.enterprise_id) && (customer.created_manually || customer.completed_orders > 0)
  )
}

/** Answers a list: by id, page by page. One customer that cannot be shown makes the whole page fail. */
export function listAnswer(c: Context<OfnEnv>, remote: OfnRemote, enterpriseId: string | undefined): object {
  const query = new URL(c.req.url).searchParams
  const page = query.has('page') ? Number(query.get('page')) : 1
  if (!(page >= 1)) throw new Refusal(422, `expected :page >= 1; got ${query.get('page') ?? ''}`)
  const extra = query.get('extra_fields[customer]')
  if (extra !== null && extra !== 'balance') {
    throw new Refusal(422, `Unsupported extra fields: ${extra}`)
  }
  const wanted = numberIn(query.get('per_page') ?? undefined)
  const size = Math.min(wanted ?? PAGE_SIZE, PAGE_SIZE) || PAGE_SIZE
  const rows = matches(c, remote, enterpriseId, query)
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const { origin, pathname } = new URL(c.req.url)
  const link = (number: number): string => {
    const next = new URLSearchParams(query)
    next.set('page', String(number))
    return `${origin}${pathname}?${next.toString()}`
  }
  return {
    data: rows
      .slice((page - 1) * size, page * size)
      .map((row) => resourceOf(row, origin, { balance: extra === 'balance' })),
    meta: {
      pagination: {
        results: rows.length,
        pages,
        page,
        per_page: Math.min(wanted ?? PRINTED.byDefault, PRINTED.most),
      },
    },
    links: {
      self: link(page),
      first: link(1),
      prev: page > 1 ? link(page - 1) : null,
      next: page < pages ? link(page + 1) : null,
      last: link(pages),
    },
  }
}

function matches(
  c: Context<OfnEnv>,
  { store, behaviour }: OfnRemote,
  enterpriseId: string | undefined,
  query: URLSearchParams,
): OfnCustomer[] {
  const ids = query.getAll('q[id_in][]')
  const conditions = [...query].flatMap(([name, wanted]) => {
    const [, column = '', how = ''] = /^q\[(\w+?)_(eq|gt|gteq|lt|lteq)\]$/.exec(name) ?? []
    const known = SEARCHABLE.find((each) => each === column)
    const compare = COMPARISONS[how]
    if (known === undefined || compare === undefined) return []
    if (behaviour.ignoredConditions.includes(`${column}_${how}`)) return []
    return [(customer: OfnCustomer) => compare(customer[known], wanted)]
  })
  return [...store.customers.values()]
    .filter(
      (customer) =>
        visibleTo(c.get('user'), customer) &&
        (enterpriseId === undefined || String(customer.enterprise_id) === enterpriseId) &&
        (ids.length === 0 ||
          behaviour.ignoredConditions.includes('id_in') ||
          ids.includes(String(customer.id))) &&
        conditions.every((holds) => holds(customer)),
    )
    .sort((a, b) => a.id - b.id)
}

/** A number, or a time as ms since 1970. */
function valueOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text)
}

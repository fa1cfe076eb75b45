import { Hono, type Context } from 'hono'
import { FILTERABLE_COLUMNS, plainFilter, structuredFilter, type CustomerFilter } from './customer-filters.ts'
import { SORTABLE_COLUMNS, type ArchivedMode, type SortColumn } from './customer-index.ts'
import { CustomerFinder, searchFilter, type CustomerQuery } from './customer-query.ts'
import type { StoredCustomer } from './customer-record.ts'
import { invalid, noSuchCustomer } from './errors.ts'
import { pageOf, pageRange, type PageRequest } from './page.ts'
import { idOf, queryCount, queryText } from './request-input.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'
import { briefCustomer, customerWithAddresses, wholeCustomer } from './wire.ts'

const DEFAULT_PAGE = 10

/** `GET /customers`: the v1 table with its search, order, filters and choice of columns. */
export function customerTableRoutes({ store, behaviour }: SkuIoRemote): Hono<SkuIoEnv> {
  const finder = new CustomerFinder(store)
  const routes = new Hono<SkuIoEnv>()
  routes.get('/customers', (c) => {
    const row = behaviour.listRows === 'full' ? wholeCustomer : briefCustomer
    if (c.req.query('table_specifications') === '1')
      return c.json({ data: { columns: columnSpecifications() } })
    const columns = chosenColumns(c)
    const request = pageRequest(c, 'limit')
    const { start, count } = pageRange(request)
    const { rows, total } = finder.find(tableQuery(c), start, count)
    return c.json(
      pageOf(
        rows.map((customer) => columns(row(customer))),
        total,
        request,
      ),
    )
  })
  return routes
}

/** `GET /v2/customers` and `GET /v2/customers/{c}`: reading only, archived customers included. */
export function customerV2Routes({ store, behaviour }: SkuIoRemote): Hono<SkuIoEnv> {
  const finder = new CustomerFinder(store)
  const routes = new Hono<SkuIoEnv>()
  routes.get('/v2/customers', (c) => {
    const row = behaviour.listRows === 'full' ? customerWithAddresses : briefCustomer
    const request = pageRequest(c, 'per_page')
    const { start, count } = pageRange(request)
    const search = queryText(c, 'search')
    const narrowed =
      search === undefined ? null : { filter: searchFilter(search, ['name', 'email']), key: search }
    const { rows, total } = finder.find(
      { archived: 2, sort: 'id', descending: false, narrowed },
      start,
      count,
    )
    return c.json(
      pageOf(
        rows.map((customer: StoredCustomer) => row(customer)),
        total,
        request,
      ),
    )
  })
  routes.get('/v2/customers/:id', (c) => {
    const customer = store.customers.get(idOf(c.req.param('id')) ?? 0)
    if (!customer) throw noSuchCustomer(c.req.param('id'))
    return c.json({ data: customerWithAddresses(customer) })
  })
  return routes
}

/** The page that the query asks for; v1 and v2 differ in the name of the size. */
export function pageRequest(c: Context<SkuIoEnv>, sizeName: 'limit' | 'per_page'): PageRequest {
  const { origin, pathname } = new URL(c.req.url)
  return {
    page: queryCount(c, 'page', 1),
    perPage: queryCount(c, sizeName, DEFAULT_PAGE),
    path: `${origin}${pathname}`,
  }
}

function tableQuery(c: Context<SkuIoEnv>): CustomerQuery {
  const filters: CustomerFilter[] = []
  const keys: string[] = []
  const search = queryText(c, 'search')
  if (search !== undefined) filters.push(searchFilter(search, ['name', 'email', 'company']))
  const structured = queryText(c, 'filters')
  if (structured !== undefined) filters.push(structuredFilter(structured))
  for (const [name, value] of Object.entries(c.req.query())) {
    const column = /^filter\[(\w+)\]$/.exec(name)?.[1]
    if (column === undefined) continue
    filters.push(plainFilter(column, value))
    keys.push(`${column}=${value}`)
  }
  const filter: CustomerFilter = (customer) => filters.every((matches) => matches(customer))
  return {
    archived: archivedMode(c.req.query('archived')),
    ...sortOrder(queryText(c, 'sort')),
    narrowed: filters.length === 0 ? null : { filter, key: JSON.stringify([search, structured, ...keys]) },
  }
}

function archivedMode(text: string | undefined): ArchivedMode {
  if (text === undefined || text === '' || text === '0') return 0
  if (text === '1') return 1
  if (text === '2') return 2
  throw invalid({ archived: ['The selected archived is invalid.'] })
}

function sortOrder(text: string | undefined): { sort: SortColumn; descending: boolean } {
  if (text === undefined) return { sort: 'id', descending: false }
  const sort = SORTABLE_COLUMNS.find((column) => column === text.replace(/^-/, ''))
  if (!sort) throw invalid({ sort: ['The selected sort is invalid.'] })
  return { sort, descending: text.startsWith('-') }
}

function columnsIn(c: Context<SkuIoEnv>, name: 'included' | 'excluded'): string[] {
  const given = Object.entries(c.req.queries())
  return given.flatMap(([key, values]) => (new RegExp(`^${name}(\\[\\d*\\])?$`).test(key) ? values : []))
}

function chosenColumns(c: Context<SkuIoEnv>): (row: object) => object {
  const included = columnsIn(c, 'included')
  const excluded = columnsIn(c, 'excluded')
  if (included.length > 0 && excluded.length > 0) {
    throw invalid({ included: ['The included field prohibits excluded from being present.'] })
  }
  if (included.length === 0 && excluded.length === 0) return (row) => row
  const keeps = (column: string): boolean =>
    column === 'id' || (included.length > 0 ? included.includes(column) : !excluded.includes(column))
  return (row) => Object.fromEntries(Object.entries(row).filter(([column]) => keeps(column)))
}

function columnSpecifications(): object[] {
  const columns = new Set<string>(['id', ...SORTABLE_COLUMNS, ...FILTERABLE_COLUMNS])
  return [...columns].map((column) => ({
    data_name: column,
    label: column.replaceAll('_', ' '),
    sortable: SORTABLE_COLUMNS.some((known) => known === column),
    filterable: FILTERABLE_COLUMNS.some((known) => known === column),
  }))
}

import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { areaScope } from './authentication.ts'
import { WOO_COMMERCE_INSTANCE } from './catalogue.ts'
import { pageRequest } from './customer-lists.ts'
import { Refusal } from './errors.ts'
import { pageOf, pageRange } from './page.ts'
import { idOf, queryText } from './request-input.ts'
import type { ShopCustomer } from './shop-store.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'
import type { SkuIoStore } from './store.ts'

/** Customers of a WooCommerce integration instance: those that were fetched, and the job that fetches the others. */
export function wooCommerceRoutes(remote: SkuIoRemote): Hono<SkuIoEnv> {
  const { shops } = remote.store
  const routes = new Hono<SkuIoEnv>()

  routes.get('/woo-commerce/:instance/customers', areaScope(remote, 'integrations'), (c) => {
    const instance = instanceOf(c)
    const wanted = queryText(c, 'search')?.toLowerCase() ?? ''
    const rows = shops
      .of(instance)
      .filter((each) => each.customer_id !== null && sayable(each).includes(wanted))
    const request = pageRequest(c, c.req.query('limit') === undefined ? 'per_page' : 'limit')
    const { start, count } = pageRange(request)
    return c.json(pageOf(rows.slice(start, start + count), rows.length, request))
  })

  routes.post('/woo-commerce/:instance/customers/sync', areaScope(remote, 'integrations'), (c) => {
    shops.ask(instanceOf(c))
    return c.json({ message: 'The customers sync has been queued.' })
  })
  return routes
}

/** Does the jobs that were asked for before the request that is being answered: who asks at once sees nothing new yet. */
export function jobs({ store }: SkuIoRemote): MiddlewareHandler<SkuIoEnv> {
  return async (_c, next) => {
    const due = store.shops.takeAsked()
    await next()
    for (const instance of due) fetchCustomers(store, instance)
  }
}

/** Each customer of the shop becomes one here, or belongs to the one that has its e-mail. */
function fetchCustomers(store: SkuIoStore, instance: number): void {
  for (const each of store.shops.of(instance)) {
    if (each.customer_id !== null) continue
    const email = each.email.toLowerCase()
    const known = [...store.customers.values()].find((customer) => customer.email?.toLowerCase() === email)
    const { id } = known ?? store.createCustomer({ name: each.name, email: each.email })
    store.updateCustomer(id, { integration_instance_id: instance })
    store.shops.link(each, id)
  }
}

function instanceOf(c: Context<SkuIoEnv>): number {
  const segment = c.req.param('instance') ?? ''
  if (idOf(segment) === WOO_COMMERCE_INSTANCE) return WOO_COMMERCE_INSTANCE
  throw new Refusal(404, `No query results for model [IntegrationInstance] ${segment}`)
}

function sayable({ name, email }: ShopCustomer): string {
  return `${name} ${email}`.toLowerCase()
}

import { Hono, type Context } from 'hono'
import { readChanges, readNewCustomer } from './customer-input.ts'
import type { StoredCustomer } from './customer-record.ts'
import { noSuchCustomer, refused } from './errors.ts'
import type { KountaEnv, KountaRemote } from './kounta-env.ts'
import { answerLookup } from './lookups.ts'
import { pageOf } from './page.ts'
import { jsonBody } from './request-format.ts'
import { addressesOf, briefCustomer, wholeCustomer } from './wire.ts'

/** Customers of the company: list, lookups, one, create, update, and what hangs on one. There is no delete. */
export function customerRoutes(remote: KountaRemote): Hono<KountaEnv> {
  const { store, behaviour } = remote
  const routes = new Hono<KountaEnv>()
  const whole = (c: Context<KountaEnv>, customer: StoredCustomer): object =>
    wholeCustomer(remote, customer, c.get('application'))

  routes.get('/customers', (c) => {
    const found = answerLookup(c, remote)
    if (found !== null) return found
    const { rows, headers } = pageOf(c, [...store.customers.values()], behaviour.paging)
    return c.json(
      rows.map((row) => briefCustomer(remote, row, c.get('application'))),
      200,
      headers,
    )
  })

  routes.post('/customers', async (c) => {
    const input = readNewCustomer(remote, await jsonBody(c))
    const customer = store.create(input, c.get('application'))
    const path = `${c.req.path}/${customer.id}`
    c.header('location', behaviour.locations === 'absolute' ? new URL(path, c.req.url).href : path)
    return behaviour.createAnswer === 'record' ? c.json(whole(c, customer), 201) : c.body(null, 201)
  })

  routes.get('/customers/:id', (c) => c.json(whole(c, customerOf(remote, c.req.param('id')))))
  routes.put('/customers/:id', async (c) => {
    const customer = customerOf(remote, c.req.param('id'))
    const changes = readChanges(remote, await jsonBody(c), customer)
    const updated = store.update(customer.id, changes, c.get('application'))
    return behaviour.updateAnswer === 'record' ? c.json(whole(c, updated)) : c.body(null, 200)
  })
  routes.delete('/customers/:id', () => {
    throw refused(405, 'method_not_allowed', 'Customers cannot be deleted')
  })

  routes.get('/customers/:id/addresses', (c) => c.json(addressesOf(customerOf(remote, c.req.param('id')))))
  routes.get('/customers/:id/addresses/:address', (c) => {
    const address = addressesOf(customerOf(remote, c.req.param('id'))).find(
      ({ id }) => String(id) === c.req.param('address'),
    )
    if (address === undefined) throw refused(404, 'not_found', 'Address not found')
    return c.json(address)
  })
  routes.get('/customers/:id/orders', (c) => {
    const { orders } = customerOf(remote, c.req.param('id'))
    const { rows, headers } = pageOf(c, orders, behaviour.paging)
    return c.json(rows, 200, headers)
  })
  return routes
}

function customerOf({ store }: KountaRemote, id: string): StoredCustomer {
  const customer = /^\d{1,15}$/.test(id) ? store.customers.get(Number(id)) : undefined
  if (customer === undefined) throw noSuchCustomer()
  return customer
}

import { Hono } from 'hono'
import type { SandboxEnv } from '../sandbox-env.ts'
import { salesControlRoutes, salesState } from './control-sales.ts'
import { readCustomerChanges, readNewCustomer } from './customer-input.ts'
import { Refusal } from './errors.ts'
import { readBody } from './request-input.ts'
import type { SkuIoBehaviour, SkuIoRemote } from './sku-io-env.ts'
import type { AccessToken } from './tokens.ts'
import { wholeCustomer } from './wire.ts'

/**
 * What other processes do to this remote behind its back, to be mounted at `/__sandbox` beside the general control
 * routes: dump what it holds, edit customers as somebody else would, link them to orders, give them orders and credits
 * (control-sales.ts), change tokens and behaviour.
 */
export function skuIoControlRoutes(remote: SkuIoRemote): Hono<SandboxEnv> {
  const { store, tokens, behaviour } = remote
  const routes = new Hono<SandboxEnv>()
  routes.onError((error, c) =>
    error instanceof Refusal ? c.json(error.body, error.status) : c.json({ message: error.message }, 400),
  )

  routes.get('/state', (c) =>
    c.json({
      customers: [...store.customers.values()].map((customer) => ({
        ...wholeCustomer(customer),
        links: customer.links,
      })),
      sku_mappings: [...store.mappings.all()],
      ...salesState(store, behaviour),
    }),
  )

  routes.post('/customers', async (c) => {
    const input = readNewCustomer(await readBody(c), store.index)
    return c.json({ data: wholeCustomer(store.createCustomer(input)) })
  })
  routes.put('/customers/:id', async (c) => {
    const customerId = Number(c.req.param('id'))
    const changes = readCustomerChanges(await readBody(c), { index: store.index, customerId })
    return c.json({ data: wholeCustomer(store.updateCustomer(customerId, changes)) })
  })
  routes.put('/customers/:id/archived', async (c) => {
    const { archived } = await readBody(c)
    return c.json({ data: wholeCustomer(store.setArchived(Number(c.req.param('id')), archived === true)) })
  })
  routes.delete('/customers/:id', (c) => {
    store.deleteCustomer(Number(c.req.param('id')))
    return c.json({})
  })

  routes.post('/customers/:id/orders', async (c) => {
    const { reason } = await readBody(c)
    store.linkToOrders(Number(c.req.param('id')), typeof reason === 'string' ? reason : 'Has sales orders')
    return c.json({})
  })
  routes.delete('/customers/:id/orders', (c) => {
    store.unlinkFromOrders(Number(c.req.param('id')))
    return c.json({})
  })

  routes.post('/customers/:id/sku-mappings', async (c) => {
    const { customer_sku, product_id } = await readBody(c)
    const { id } = store.get(Number(c.req.param('id')))
    return c.json({ data: store.mappings.upsert(id, String(customer_sku), Number(product_id)).mapping })
  })
  routes.delete('/customers/:id/sku-mappings/:mapping', (c) =>
    c.json({ removed: store.mappings.delete(Number(c.req.param('id')), Number(c.req.param('mapping'))) }),
  )

  routes.route('/', salesControlRoutes(remote))

  routes.post('/tokens', async (c) => c.json(tokens.issue((await readBody(c)) as Partial<AccessToken>)))
  routes.put('/tokens', async (c) => {
    const { token, ...changes } = await readBody(c)
    return c.json(tokens.change(String(token), changes as Partial<AccessToken>))
  })
  routes.put('/behaviour', async (c) =>
    c.json(Object.assign(behaviour, (await readBody(c)) as Partial<SkuIoBehaviour>)),
  )
  return routes
}

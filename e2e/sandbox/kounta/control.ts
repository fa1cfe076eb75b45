import { Hono } from 'hono'
import type { SandboxEnv } from '../sandbox-env.ts'
import { readChanges, readNewCustomer } from './customer-input.ts'
import { Refusal } from './errors.ts'
import type { KountaBehaviour, KountaRemote } from './kounta-env.ts'
import { wholeCustomer } from './wire.ts'

/** Staff set no reference ids: what they do belongs to no application. */
const STAFF = 'point-of-sale'

/**
 * What other processes do to this remote behind its back, to be mounted at `/__sandbox` beside the general control
 * routes: dump what it holds, edit and delete customers as staff would, change tokens and behaviour.
 */
export function kountaControlRoutes(remote: KountaRemote, application: string): Hono<SandboxEnv> {
  const { store, access, behaviour, webhooks } = remote
  const routes = new Hono<SandboxEnv>()
  routes.onError((error, c) =>
    error instanceof Refusal ? c.json(error.body, error.status) : c.json({ message: error.message }, 400),
  )

  routes.get('/state', (c) =>
    c.json({
      customers: [...store.customers.values()].map((each) => wholeCustomer(remote, each, application)),
      webhooks: [...webhooks.hooks.values()],
      deliveries: webhooks.deliveries,
    }),
  )
  routes.post('/customers', async (c) => {
    const input = readNewCustomer(remote, await bodyOf(c.req))
    return c.json(wholeCustomer(remote, store.create(input, STAFF), application))
  })
  routes.put('/customers/:id', async (c) => {
    const customer = store.get(Number(c.req.param('id')))
    const changes = readChanges(remote, await bodyOf(c.req), customer)
    return c.json(wholeCustomer(remote, store.update(customer.id, changes, STAFF), application))
  })
  routes.delete('/customers/:id', (c) => {
    store.delete(Number(c.req.param('id')))
    return c.json({})
  })
  routes.post('/tokens/expire', (c) => {
    access.expireAccess()
    return c.json({})
  })
  routes.post('/tokens/revoke', (c) => {
    access.revokeAll()
    return c.json({})
  })
  routes.put('/behaviour', async (c) =>
    c.json(Object.assign(behaviour, (await bodyOf(c.req)) as Partial<KountaBehaviour>)),
  )
  return routes
}

async function bodyOf(request: { json: () => Promise<unknown> }): Promise<Record<string, unknown>> {
  return (await request.json()) as Record<string, unknown>
}

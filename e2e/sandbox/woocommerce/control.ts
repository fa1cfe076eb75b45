import { Hono } from 'hono'
import type { SandboxEnv } from '../sandbox-env.ts'
import type { ApiKey } from './api-keys.ts'
import type { StoredOrder, UserInput, UserPast } from './user-record.ts'
import type { WooBehaviour, WooRemote } from './woo-env.ts'

/**
 * What other processes do to this remote behind its back, to be mounted at `/__sandbox` beside the general control
 * routes: dump what it holds, edit users as somebody in wp-admin would, add orders, change keys and behaviour.
 */
export function wooControlRoutes({ store, keys, webhooks, behaviour }: WooRemote): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>()
  routes.onError((error, c) => c.json({ message: error.message }, 400))

  routes.get('/state', (c) =>
    c.json({
      ...{ users: [...store.users.values()], mails: store.mails },
      ...{ webhooks: [...webhooks.hooks.values()], deliveries: webhooks.deliveries },
    }),
  )
  routes.post('/customers', async (c) => {
    const { past, ...input } = await c.req.json<UserInput & { past?: UserPast }>()
    return c.json({ data: store.createUser(input, past) })
  })
  routes.put('/customers/:id', async (c) =>
    c.json({ data: store.updateUser(Number(c.req.param('id')), await c.req.json<UserInput>()) }),
  )
  routes.put('/customers/:id/role', async (c) => {
    const { role } = await c.req.json<{ role: string }>()
    store.changeUser(Number(c.req.param('id')), { role })
    return c.json({})
  })
  routes.delete('/customers/:id', (c) => {
    store.deleteUser(Number(c.req.param('id')))
    return c.json({})
  })
  routes.post('/customers/:id/orders', async (c) => {
    const order = await c.req.json<Partial<StoredOrder> & { total: string }>()
    return c.json({ data: store.addOrder(Number(c.req.param('id')), order) })
  })
  routes.put('/keys', async (c) => {
    const { consumerKey, ...changes } = await c.req.json<ApiKey>()
    return c.json(keys.change(consumerKey, changes))
  })
  routes.put('/behaviour', async (c) =>
    c.json(Object.assign(behaviour, await c.req.json<Partial<WooBehaviour>>())),
  )
  return routes
}

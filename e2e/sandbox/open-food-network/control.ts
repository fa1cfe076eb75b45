import { Hono } from 'hono'
import type { SandboxEnv } from '../sandbox-env.ts'
import type { OfnBehaviour, OfnRemote } from './ofn-env.ts'
import { readBody } from './request-input.ts'
import type { OfnCustomer } from './store.ts'

/**
 * What other processes do to this remote behind its back, to be mounted at `/__sandbox` beside the general control
 * routes: dump what it holds, add, edit and delete customers as somebody else would, change its behaviour.
 */
export function ofnControlRoutes({ store, behaviour }: OfnRemote): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>()
  routes.onError((error, c) => c.json({ message: error.message }, 400))
  routes.get('/state', (c) => c.json(store.snapshot()))
  routes.post('/customers', async (c) => {
    const values = (await readBody(c)) as unknown as Parameters<typeof store.create>[0]
    return c.json({ data: store.create(values) })
  })
  routes.put('/customers/:id', async (c) => {
    const values = (await readBody(c)) as Partial<OfnCustomer>
    return c.json({ data: store.update(Number(c.req.param('id')), values) })
  })
  routes.delete('/customers/:id', (c) => {
    store.delete(Number(c.req.param('id')))
    return c.json({})
  })
  routes.put('/behaviour', async (c) =>
    c.json(Object.assign(behaviour, (await readBody(c)) as Partial<OfnBehaviour>)),
  )
  return routes
}

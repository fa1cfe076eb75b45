import { Hono } from 'hono'
import { refused } from './errors.ts'
import type { KountaEnv, KountaRemote } from './kounta-env.ts'
import { jsonBody } from './request-format.ts'
import { FILTERS, TOPICS, type Webhook } from './webhook-sender.ts'

/** Hooks of the company, each seen by the application that registered it alone. */
export function webhookRoutes({ webhooks }: KountaRemote): Hono<KountaEnv> {
  const routes = new Hono<KountaEnv>()
  const hookOf = (id: string, application: string): Webhook => {
    const hook = webhooks.hooks.get(Number(id))
    if (hook?.application !== application) throw refused(404, 'not_found', 'Webhook not found')
    return hook
  }
  routes.get('/webhooks', (c) =>
    c.json(
      [...webhooks.hooks.values()].filter((hook) => hook.application === c.get('application')).map(shown),
    ),
  )
  routes.post('/webhooks', async (c) => {
    const hook = webhooks.add({ application: c.get('application'), ...readHook(await jsonBody(c)) })
    c.header('location', new URL(`${c.req.path}/${hook.id}`, c.req.url).href)
    return c.json(shown(hook), 201)
  })
  routes.get('/webhooks/:id', (c) => c.json(shown(hookOf(c.req.param('id'), c.get('application')))))
  routes.put('/webhooks/:id', async (c) => {
    const hook = hookOf(c.req.param('id'), c.get('application'))
    const changed = { ...hook, ...readHook({ ...shown(hook), ...(await jsonBody(c)) }) }
    webhooks.hooks.set(hook.id, changed)
    return c.json(shown(changed))
  })
  routes.delete('/webhooks/:id', (c) => {
    webhooks.hooks.delete(hookOf(c.req.param('id'), c.get('application')).id)
    return c.body(null, 204)
  })
  return routes
}

function shown({ id, topic, address, format, filter, headers }: Webhook): Record<string, unknown> {
  return { id, topic, address, format, filter, headers }
}

function readHook(body: Readonly<Record<string, unknown>>): Omit<Webhook, 'id' | 'application'> {
  const { topic, address, format = 'json', filter = [], headers = {} } = body
  const known = TOPICS.find((each) => each === topic)
  if (known === undefined) throw refused(422, 'invalid_request', 'topic is not known')
  if (typeof address !== 'string' || !isAllowed(address)) {
    throw refused(422, 'invalid_request', 'address must be a https URL')
  }
  if (format !== 'json') throw refused(422, 'invalid_request', 'format must be json')
  const names = (Array.isArray(filter) ? filter : []).map((name) => FILTERS.find((each) => each === name))
  if (names.includes(undefined) || (names.length > 0 && known !== 'customers/updated')) {
    throw refused(422, 'invalid_request', 'filter is not known for this topic')
  }
  if (typeof headers !== 'object' || headers === null)
    throw refused(422, 'invalid_request', 'headers is no object')
  const given = Object.entries(headers as Record<string, unknown>)
  if (given.some(([name]) => !/^(authorization|x-(?!kounta).+)$/i.test(name))) {
    throw refused(422, 'invalid_request', 'headers may be Authorization or X-*')
  }
  return {
    ...{ topic: known, address, format },
    filter: names.filter((name) => name !== undefined),
    headers: Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
  }
}

/** The remote itself takes public https addresses alone; this computer is let through so that deliveries can be played. */
function isAllowed(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['127.0.0.1', 'localhost'].includes(hostname)
}

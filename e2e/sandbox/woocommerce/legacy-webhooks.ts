import { Hono, type Context } from 'hono'
import { filterOf, legacyPage, legacyPageHeaders } from './legacy-list.ts'
import { Refusal } from './refusal.ts'
import { isObject, readJson } from './request-input.ts'
import { newWebhook, shownWebhook, webhookInput } from './webhook-input.ts'
import type { Webhook } from './webhook-sender.ts'
import type { WooEnv, WooRemote } from './woo-env.ts'

/** The hooks of the legacy API, mounted at `/wc-api/v3`. */
export function legacyWebhookRoutes({ webhooks }: WooRemote): Hono<WooEnv> {
  const routes = new Hono<WooEnv>()
  const hookOf = (id: string): Webhook => {
    const hook = webhooks.hooks.get(Number(id))
    if (!hook) throw new Refusal(404, 'woocommerce_api_invalid_webhook', 'Invalid webhook.')
    return hook
  }

  routes.get('/webhooks', (c) => {
    const page = Math.max(1, Number(c.req.query('page') ?? 1))
    const found = legacyPage([...webhooks.hooks.values()], filterOf(c), page)
    legacyPageHeaders(c, page, found)
    return c.json({ webhooks: found.rows.map(shownWebhook) })
  })
  routes.post('/webhooks', async (c) => {
    const hook = webhooks.add(newWebhook(webhookInput(await wrapped(c), 'legacy', true), 'legacy'))
    return c.json({ webhook: shownWebhook(hook) }, 201)
  })
  routes.get('/webhooks/:id{[0-9]+}', (c) => c.json({ webhook: shownWebhook(hookOf(c.req.param('id'))) }))
  routes.on(['PUT', 'POST', 'PATCH'], '/webhooks/:id{[0-9]+}', async (c) => {
    const { id } = hookOf(c.req.param('id'))
    const changed = webhooks.change(id, webhookInput(await wrapped(c), 'legacy', false))
    return c.json({ webhook: shownWebhook(changed) })
  })
  routes.delete('/webhooks/:id{[0-9]+}', (c) => {
    webhooks.hooks.delete(hookOf(c.req.param('id')).id)
    return c.json({ message: 'Permanently deleted webhook' })
  })
  return routes
}

async function wrapped(c: Context<WooEnv>): Promise<Record<string, unknown>> {
  const missing = new Refusal(
    400,
    'woocommerce_api_missing_webhook_data',
    'No webhook data specified to create webhook',
  )
  const body = await readJson(c, missing)
  const hook = isObject(body) ? body['webhook'] : undefined
  if (!isObject(hook)) throw missing
  return hook
}

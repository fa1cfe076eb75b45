import { Hono } from 'hono'
import { modernPage, modernPaging } from './modern-list.ts'
import { Refusal } from './refusal.ts'
import { isObject, readJson } from './request-input.ts'
import { newWebhook, shownWebhook, webhookInput } from './webhook-input.ts'
import type { Webhook } from './webhook-sender.ts'
import type { WooEnv, WooRemote } from './woo-env.ts'

/** The hooks of wc/v3, mounted at `/wp-json/wc/v3`. */
export function modernWebhookRoutes({ webhooks }: WooRemote): Hono<WooEnv> {
  const routes = new Hono<WooEnv>()
  const brokenJson = new Refusal(400, 'rest_invalid_json', 'Invalid JSON body passed.')
  const hookOf = (id: string, status: 400 | 404): Webhook => {
    const hook = webhooks.hooks.get(Number(id))
    if (!hook) throw new Refusal(status, 'woocommerce_rest_shop_webhook_invalid_id', 'ID is invalid.')
    return hook
  }

  routes.get('/webhooks', (c) => {
    const paging = modernPaging(c)
    return c.json(modernPage(c, [...webhooks.hooks.values()], paging).map(shownWebhook))
  })
  routes.post('/webhooks', async (c) => {
    const body = await readJson(c, brokenJson)
    const input = webhookInput(isObject(body) ? body : {}, 'modern', true)
    const hook = webhooks.add(newWebhook(input, 'modern'))
    c.header('Location', `https://store.example/wp-json/wc/v3/webhooks/${hook.id}`)
    return c.json(shownWebhook(hook), 201)
  })
  routes.get('/webhooks/:id{[0-9]+}', (c) => c.json(shownWebhook(hookOf(c.req.param('id'), 404))))
  routes.on(['PUT', 'POST', 'PATCH'], '/webhooks/:id{[0-9]+}', async (c) => {
    const { id } = hookOf(c.req.param('id'), 400)
    const body = await readJson(c, brokenJson)
    return c.json(
      shownWebhook(webhooks.change(id, webhookInput(isObject(body) ? body : {}, 'modern', false))),
    )
  })
  routes.delete('/webhooks/:id{[0-9]+}', (c) => {
    const force = c.req.query('force')
    if (force !== 'true' && force !== '1') {
      throw new Refusal(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.')
    }
    const hook = hookOf(c.req.param('id'), 404)
    webhooks.hooks.delete(hook.id)
    return c.json(shownWebhook(hook))
  })
  return routes
}

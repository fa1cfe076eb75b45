import { Hono } from 'hono'
import { modernAuthentication, requestedUrl } from './authentication.ts'
import { modernCustomerRoutes } from './modern-customers.ts'
import { modernWebhookRoutes } from './modern-webhooks.ts'
import { modernErrorBody, Refusal } from './refusal.ts'
import type { WooEnv, WooRemote } from './woo-env.ts'

/** wc/v3 and the index of WordPress, below `/wp-json`. */
export function modernApi(remote: WooRemote): Hono<WooEnv> {
  const api = new Hono<WooEnv>()
  api.onError((error, c) => {
    if (error instanceof Refusal) {
      return c.json(modernErrorBody(error.status, error.code, error.message, error.parameter), error.status)
    }
    console.error(error)
    const words = '<p>There has been a critical error on this website.</p>'
    return c.json(modernErrorBody(500, 'internal_server_error', words), 500)
  })
  api.on('GET', ['/wp-json', '/wp-json/'], (c) => {
    const { origin } = requestedUrl(c)
    return c.json({
      name: remote.name,
      description: 'A store that is none',
      url: origin,
      home: origin,
      timezone_string: remote.behaviour.timezone,
      namespaces: remote.behaviour.modern ? ['wp/v2', 'wc/v3'] : ['wp/v2'],
    })
  })
  api.use('/wp-json/wc/v3/*', async (_c, next) => {
    if (!remote.behaviour.modern) throw noRoute()
    return next()
  })
  api.use('/wp-json/wc/v3/*', modernAuthentication(remote))
  api.route('/wp-json/wc/v3', modernCustomerRoutes(remote))
  api.route('/wp-json/wc/v3', modernWebhookRoutes(remote))
  api.all('/wp-json/*', () => {
    throw noRoute()
  })
  return api
}

function noRoute(): Refusal {
  return new Refusal(404, 'rest_no_route', 'No route was found matching the URL and request method.')
}

import { Hono } from 'hono'
import { legacyAuthentication, requestedUrl } from './authentication.ts'
import { legacyCustomerRoutes } from './legacy-customers.ts'
import { FatalError } from './legacy-list.ts'
import { legacyWebhookRoutes } from './legacy-webhooks.ts'
import { legacyErrorBody, Refusal } from './refusal.ts'
import type { WooEnv, WooRemote } from './woo-env.ts'

const CRITICAL =
  '<!DOCTYPE html>\n<html><body><p>There has been a critical error on this website.</p></body></html>\n'

/** The legacy API, mounted at `/wc-api`. Where it is switched off its error is an object and no list. */
export function legacyApi(remote: WooRemote): Hono<WooEnv> {
  const api = new Hono<WooEnv>()
  const { behaviour } = remote
  api.onError((error, c) => {
    if (error instanceof Refusal) return c.json(legacyErrorBody(error.code, error.message), error.status)
    if (!(error instanceof FatalError)) console.error(error)
    return c.html(CRITICAL, 500)
  })
  api.use('*', async (c, next) => {
    if (behaviour.legacy === 'absent') return c.html('<!DOCTYPE html>\n<title>Page not found</title>\n', 404)
    if (behaviour.legacy === 'disabled') {
      const errors = {
        code: 'woocommerce_api_disabled',
        message: 'The WooCommerce API is disabled on this site',
      }
      return c.json({ errors }, 404)
    }
    if (!c.req.path.startsWith('/wc-api/v3')) return c.body('-1', 400)
    return next()
  })
  api.use('/v3/*', legacyAuthentication(remote))
  api.on('GET', ['/v3', '/v3/'], (c) => {
    const { origin } = requestedUrl(c)
    return c.json({
      store: {
        name: remote.name,
        description: 'A store that is none',
        URL: origin,
        wc_version: '7.9.0',
        version: '3.1.0',
        meta: {
          timezone: behaviour.timezone,
          currency: 'EUR',
          ssl_enabled: origin.startsWith('https:'),
          permalinks_enabled: behaviour.permalinks === 'pretty',
          generate_password: behaviour.generatesPasswords,
        },
      },
    })
  })
  api.route('/v3', legacyCustomerRoutes(remote))
  api.route('/v3', legacyWebhookRoutes(remote))
  api.all('*', (c) => {
    const [code, message, status] =
      c.req.method === 'OPTIONS'
        ? (['woocommerce_api_unsupported_method', 'Unsupported request method', 400] as const)
        : ([
            'woocommerce_api_no_route',
            'No route was found matching the URL and request method',
            404,
          ] as const)
    return c.json(legacyErrorBody(code, message), status)
  })
  return api
}

import { Hono, type Context } from 'hono'
import { clockMiddleware } from '../clock-middleware.ts'
import { faultMiddleware } from '../fault-middleware.ts'
import { requestLogMiddleware } from '../request-log-middleware.ts'
import type { SandboxEnv } from '../sandbox-env.ts'
import type { Serving } from '../serve-remote.ts'
import { legacyApi } from './legacy-api.ts'
import { modernApi } from './modern-api.ts'
import { errorBodyFor } from './refusal.ts'
import type { WooEnv, WooRemote } from './woo-env.ts'

const PAGE = (title: string): string => `<!DOCTYPE html>\n<html><head><title>${title}</title></head></html>\n`
const NOTICE =
  '<br />\n<b>Notice</b>:  Undefined index: price in <b>/srv/plugin.php</b> on line <b>7</b><br />\n'

/** The whole site: both APIs, what WordPress does around them, the faults and the log of requests. */
export function siteApp(remote: WooRemote, { faults, requests, control }: Serving): Hono<SandboxEnv> {
  const inner = new Hono<WooEnv>()
  const { behaviour } = remote
  for (const api of ['legacy', 'modern'] as const) {
    const paths = api === 'legacy' ? '/wc-api/*' : '/wp-json/*'
    inner.use(
      paths,
      clockMiddleware(remote.now),
      requestLogMiddleware(requests),
      faultMiddleware(faults, errorBodyFor(api)),
    )
  }
  inner.use('*', async (c, next) => {
    if (!behaviour.maintenance || c.req.path.startsWith('/__sandbox')) return next()
    c.header('Retry-After', '600')
    return c.html(PAGE('Briefly unavailable for scheduled maintenance'), 503)
  })
  inner.use('*', async (c, next) => {
    await next()
    if (behaviour.printsNotices && c.res.headers.get('content-type')?.includes('json') === true) {
      const text = NOTICE + (await c.res.text())
      c.res = new Response(text, { status: c.res.status, headers: c.res.headers })
    }
  })
  inner.route('/wc-api', legacyApi(remote))
  inner.route('/', modernApi(remote))
  inner.route('/__sandbox', control)
  inner.notFound((c) => c.html(PAGE('Page not found'), 404))

  const site = new Hono<SandboxEnv>()
  site.all('*', (c) => {
    const route = queryRoute(c)
    if (route !== null) return inner.fetch(new Request(route, c.req.raw), c.env)
    if (behaviour.permalinks === 'pretty' || c.req.path.startsWith('/__sandbox')) {
      return inner.fetch(c.req.raw, c.env)
    }
    if (!c.req.path.startsWith('/wc-api/')) return c.html(PAGE('Page not found'), 404)
    requests.add(loggedRedirect(c))
    return c.html(PAGE('Moved'), 301, { Location: `${c.req.path}/` })
  })
  return site
}

/** Where a request that names its route in the query leads; null for every other. */
function queryRoute(c: Context<SandboxEnv>): string | null {
  const url = new URL(c.req.url)
  if (url.pathname !== '/') return null
  const legacy = url.searchParams.get('wc-api-route')
  const modern = url.searchParams.get('rest_route')
  if (legacy !== null) url.pathname = `/wc-api/v${url.searchParams.get('wc-api-version') ?? ''}${legacy}`
  else if (modern !== null) url.pathname = `/wp-json${modern}`
  else return null
  return url.href
}

function loggedRedirect(c: Context<SandboxEnv>) {
  const { method, path, url } = c.req
  const query = new URL(url).search
  return { method, path, query, body: null, status: 301, fault: null, at: Date.now() }
}

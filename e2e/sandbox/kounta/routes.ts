import { Hono } from 'hono'
import { authentication } from './authentication.ts'
import { customerRoutes } from './customers.ts'
import { refused } from './errors.ts'
import type { KountaEnv, KountaRemote } from './kounta-env.ts'
import { jsonOnly } from './request-format.ts'
import { signInRoutes } from './sign-in.ts'
import { webhookRoutes } from './webhooks.ts'

/** All routes of the remote. Signing in stands before the credentials that it leads to. */
export function apiRoutes(remote: KountaRemote): Hono<KountaEnv> {
  const { companyId, companyName } = remote
  const app = new Hono<KountaEnv>()
  app.route('/', signInRoutes(remote))
  app.use('/v1/*', authentication(remote), jsonOnly())
  for (const path of ['/v1/companies/me', '/v1/companies/me.json']) {
    app.get(path, (c) => c.json({ id: companyId, name: companyName, currency: 'AUD' }))
  }
  app.use('/v1/companies/:company/*', async (c, next) => {
    if (c.req.param('company') !== String(companyId)) throw refused(404, 'not_found', 'Company not found')
    return next()
  })
  app.route(`/v1/companies/${companyId}`, customerRoutes(remote))
  app.route(`/v1/companies/${companyId}`, webhookRoutes(remote))
  return app
}

import { Hono, type MiddlewareHandler } from 'hono'
import { addressRoutes } from './addresses.ts'
import { authentication, customerScope, loginPage } from './authentication.ts'
import { customerTableRoutes, customerV2Routes } from './customer-lists.ts'
import { customerImportRoutes } from './customer-import.ts'
import { customerRoutes } from './customers.ts'
import { bulkRoutes } from './customers-bulk.ts'
import { noSuchRoute } from './errors.ts'
import { meRoutes } from './me.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'
import { salesRoutes } from './sales.ts'
import { skuMappingRoutes } from './sku-mappings.ts'
import { starshipitRoutes } from './starshipit.ts'
import { jobs, wooCommerceRoutes } from './woo-commerce.ts'

/** All routes of the remote. Literal paths (`archive`, `find-match` …) come before those with a customer's id. */
export function apiRoutes(remote: SkuIoRemote): Hono<SkuIoEnv> {
  const app = new Hono<SkuIoEnv>()
  app.get('/login', loginPage)
  app.use('/api/*', authentication(remote), jobs(remote))
  app.route('/api', meRoutes(remote))
  app.use('/api/customers/*', missingWithoutV1(remote), customerScope())
  app.use('/api/v2/customers/*', customerScope())
  app.use('/api/woo-commerce/*', customerScope())
  app.route('/api', customerV2Routes(remote))
  app.route('/api', customerTableRoutes(remote))
  app.route('/api', bulkRoutes(remote))
  app.route('/api', customerImportRoutes(remote))
  app.route('/api', starshipitRoutes(remote))
  app.route('/api', customerRoutes(remote))
  app.route('/api', addressRoutes(remote))
  app.route('/api', skuMappingRoutes(remote))
  app.route('/api', salesRoutes(remote))
  app.route('/api', wooCommerceRoutes(remote))
  return app
}

function missingWithoutV1({ behaviour }: SkuIoRemote): MiddlewareHandler<SkuIoEnv> {
  return async (c, next) => {
    if (behaviour.routes === 'v2-only') throw noSuchRoute(c.req.path)
    return next()
  }
}

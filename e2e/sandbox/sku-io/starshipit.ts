import { Hono, type Context } from 'hono'
import { powerUser } from './authentication.ts'
import { Refusal, invalid } from './errors.ts'
import { idOf } from './request-input.ts'
import type { StoredFulfillment } from './sales-ledger.ts'
import { starshipitOrder } from './sales-wire.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'

/** What the remote tells Starshipit. Submitting is a GET all the same: whoever repeats or prefetches it submits again. */
export function starshipitRoutes({ store: { sales } }: SkuIoRemote): Hono<SkuIoEnv> {
  const routes = new Hono<SkuIoEnv>()
  const fulfillmentOf = (c: Context<SkuIoEnv>): StoredFulfillment => {
    const segment = c.req.param('fulfillment') ?? ''
    const fulfillment = sales.fulfillments.get(idOf(segment) ?? 0)
    if (!fulfillment) throw new Refusal(404, `No query results for model [SalesOrderFulfillment] ${segment}`)
    return fulfillment
  }

  routes.get('/customers/starshipit/submit-orders', powerUser(), (c) => {
    const submitted = sales.submit()
    const counted = submitted.length === 1 ? '1 order' : `${submitted.length} orders`
    return c.json({
      data: { submitted: submitted.map(starshipitOrder) },
      message: `${counted} submitted to Starshipit`,
    })
  })

  routes.put('/customers/starshipit/update-order/:fulfillment', powerUser(), (c) => {
    if (!sales.updateStarshipit(fulfillmentOf(c))) {
      throw invalid({ sales_order_fulfillment: ['The fulfillment has not been submitted to Starshipit.'] })
    }
    return c.json({ message: 'Starshipit order updated' })
  })

  routes.get('/customers/starshipit/view-order/:fulfillment', powerUser(), (c) => {
    const order = starshipitOrder(fulfillmentOf(c))
    if (order === null) throw new Refusal(404, 'The fulfillment has no Starshipit order.')
    return c.json({ data: order })
  })
  return routes
}

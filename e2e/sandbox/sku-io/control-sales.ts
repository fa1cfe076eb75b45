import { Hono } from 'hono'
import type { SandboxEnv } from '../sandbox-env.ts'
import { WOO_COMMERCE_INSTANCE } from './catalogue.ts'
import { centsOf } from './cents.ts'
import { readBody } from './request-input.ts'
import { orderNumber, salesWire, starshipitOrder } from './sales-wire.ts'
import type { SkuIoRemote } from './sku-io-env.ts'
import type { SkuIoStore } from './store.ts'

/** Orders, credits and customers of the shop that come about behind the client's back. Amounts are text or numbers. */
export function salesControlRoutes({ store, behaviour, now }: SkuIoRemote): Hono<SandboxEnv> {
  const { sales, shops } = store
  const wire = salesWire(sales, behaviour)
  const routes = new Hono<SandboxEnv>()
  const seconds = (): number => Math.floor(now().getTime() / 1000)

  routes.post('/customers/:id/sales-orders', async (c) => {
    const { total, paid = 0, fulfillments = 0 } = await readBody(c)
    const { id } = store.get(Number(c.req.param('id')))
    const order = sales.addOrder(
      { customer_id: id, total: amountOf(total), paid: amountOf(paid), ordered_at: seconds() },
      Number(fulfillments),
    )
    const parcels = sales.fulfillmentsOf(order).map((each) => ({ id: each.id }))
    return c.json({ data: { ...wire.order(order), fulfillments: parcels } })
  })

  routes.post('/customers/:id/sales-credits', async (c) => {
    const { total } = await readBody(c)
    const { id } = store.get(Number(c.req.param('id')))
    const credit = sales.addCredit({ customer_id: id, total: amountOf(total), credited_at: seconds() })
    return c.json({ data: wire.credit(credit) })
  })

  routes.post('/shop-customers', async (c) => {
    const { name, email } = await readBody(c)
    return c.json({ data: shops.add(WOO_COMMERCE_INSTANCE, String(name), String(email)) })
  })
  return routes
}

/** What a dump of the state tells of sales, Starshipit and the shop. */
export function salesState(store: SkuIoStore, behaviour: SkuIoRemote['behaviour']): object {
  const { sales, shops } = store
  const wire = salesWire(sales, behaviour)
  return {
    sales_orders: [...sales.orders.values()].map((order) => ({
      ...wire.order(order),
      customer_id: order.customer_id,
    })),
    sales_credits: [...sales.credits.values()].map((credit) => ({
      ...wire.credit(credit),
      customer_id: credit.customer_id,
    })),
    starshipit: {
      submissions: sales.submissions,
      fulfillments: [...sales.fulfillments.values()].map((each) => ({
        id: each.id,
        sales_order_number: orderNumber(each.order_id),
        order: starshipitOrder(each),
      })),
    },
    shop_customers: shops.of(WOO_COMMERCE_INSTANCE),
  }
}

function amountOf(value: unknown): number {
  const cents = centsOf(value)
  if (cents === null) throw new Error(`${String(value)} is no amount`)
  return cents
}

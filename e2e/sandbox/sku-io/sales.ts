import { Hono, type Context } from 'hono'
import { areaScope } from './authentication.ts'
import { centsOf, centsText } from './cents.ts'
import { customerOf } from './customers.ts'
import { Refusal } from './errors.ts'
import { FieldErrors, idOf, isObject, readBody } from './request-input.ts'
import { orderNumber, salesWire } from './sales-wire.ts'
import type { SalesLedger, StoredCredit, StoredOrder } from './sales-ledger.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'

/** Open sales credits and unpaid orders of a customer, and what of the one pays the other. They leave `updated_at` alone. */
export function salesRoutes(remote: SkuIoRemote): Hono<SkuIoEnv> {
  const { store, behaviour } = remote
  const { sales } = store
  const wire = salesWire(sales, behaviour)
  const routes = new Hono<SkuIoEnv>()
  const creditOf = (c: Context<SkuIoEnv>): StoredCredit => {
    const segment = c.req.param('credit') ?? ''
    const credit = sales.credits.get(idOf(segment) ?? 0)
    if (credit?.customer_id !== customerOf(c, store).id) {
      throw new Refusal(404, `No query results for model [SalesCredit] ${segment}`)
    }
    return credit
  }

  routes.get('/customers/:id/open-sales-credits', (c) => {
    const credits = sales.creditsOf(customerOf(c, store).id)
    return c.json({ data: credits.filter((credit) => sales.statusOf(credit) !== 'paid').map(wire.credit) })
  })

  routes.get('/customers/:id/unpaid-orders', (c) => {
    const orders = sales.ordersOf(customerOf(c, store).id)
    return c.json({ data: orders.filter((order) => sales.paidOf(order) < order.total).map(wire.order) })
  })

  routes.post('/customers/:id/sales-credits/:credit/allocate', areaScope(remote, 'orders'), async (c) => {
    const body = await readBody(c)
    const credit = creditOf(c)
    for (const { order, amount } of readAllocations(body, credit, sales)) {
      sales.allocate(credit.id, order.id, amount)
    }
    return c.json({ data: { id: credit.id, payment_status: sales.statusOf(credit) } })
  })

  routes.delete(
    '/customers/:id/sales-credits/:credit/allocations/:allocation',
    areaScope(remote, 'orders'),
    (c) => {
      const credit = creditOf(c)
      const segment = c.req.param('allocation')
      if (!sales.unallocate(credit.id, idOf(segment) ?? 0)) {
        throw new Refusal(404, `No query results for model [SalesCreditAllocation] ${segment}`)
      }
      return c.json({ data: { id: credit.id, payment_status: sales.statusOf(credit) } })
    },
  )
  return routes
}

/** What a body pays with the credit: all of it or, with the 422, nothing. */
function readAllocations(
  body: Record<string, unknown>,
  credit: StoredCredit,
  sales: SalesLedger,
): { order: StoredOrder; amount: number }[] {
  const errors = new FieldErrors()
  const given: unknown = body['sales_orders']
  const rows = Array.isArray(given) ? (given as unknown[]) : []
  if (rows.length === 0) errors.add('sales_orders', 'The sales orders field is required.')
  const seen = new Set<number>()
  const allocations = rows.flatMap((row, at) => {
    const { id, amount: asked } = isObject(row) ? row : {}
    const order = typeof id === 'number' ? sales.orders.get(id) : undefined
    if (order?.customer_id !== credit.customer_id) {
      errors.add(`sales_orders.${at}.id`, `The selected sales_orders.${at}.id is invalid.`)
      return []
    }
    if (seen.has(order.id))
      errors.add(`sales_orders.${at}.id`, `The sales_orders.${at}.id field has a duplicate value.`)
    seen.add(order.id)
    const amount = centsOf(asked)
    const balance = order.total - sales.paidOf(order)
    if (amount === null || amount <= 0) {
      errors.add(
        `sales_orders.${at}.amount`,
        `The sales_orders.${at}.amount field must be an amount above 0.`,
      )
      return []
    }
    if (amount > balance) {
      const words = `The amount exceeds the balance of ${orderNumber(order.id)}: ${centsText(balance)}.`
      errors.add(`sales_orders.${at}.amount`, words)
    }
    return [{ order, amount }]
  })
  const remaining = credit.total - sales.usedOf(credit)
  if (allocations.reduce((sum, { amount }) => sum + amount, 0) > remaining) {
    errors.add('sales_orders', `The amounts exceed what remains of the credit: ${centsText(remaining)}.`)
  }
  errors.throwIfAny()
  return allocations
}

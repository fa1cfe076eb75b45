import { Hono } from 'hono'
import { powerUser } from './authentication.ts'
import { readAddress } from './customer-input.ts'
import { addressById } from './customer-record.ts'
import { customerOf } from './customers.ts'
import { Refusal } from './errors.ts'
import { idOf, readBody } from './request-input.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'

/** Addresses of a customer: list, add, choose the defaults. There is no way to change or delete one. */
export function addressRoutes({ store }: SkuIoRemote): Hono<SkuIoEnv> {
  const routes = new Hono<SkuIoEnv>()

  routes.get('/customers/:id/addresses', powerUser(), (c) => {
    const customer = customerOf(c, store)
    return c.json({
      data: customer.addresses.map((address) => ({
        ...address,
        is_default_shipping: address.id === customer.default_shipping_address_id,
        is_default_billing: address.id === customer.default_billing_address_id,
      })),
    })
  })

  routes.post('/customers/:id/addresses', powerUser(), async (c) => {
    const body = await readBody(c)
    const { id } = customerOf(c, store)
    const fields = readAddress(body, { index: store.index, customerId: id })
    const defaults = {
      shipping: body['is_default_shipping'] === true,
      billing: body['is_default_billing'] === true,
    }
    return c.json({ data: store.addAddress(id, fields, defaults) })
  })

  for (const use of ['shipping', 'billing'] as const) {
    routes.put(`/customers/:id/set-default-${use}-address/:address`, (c) => {
      const customer = customerOf(c, store)
      const segment = c.req.param('address')
      const address = addressById(customer, idOf(segment))
      if (!address) throw new Refusal(404, `No query results for model [Address] ${segment}`)
      store.setDefaultAddress(customer.id, address.id, use)
      return c.json({ message: `Default ${use} address set` })
    })
  }
  return routes
}

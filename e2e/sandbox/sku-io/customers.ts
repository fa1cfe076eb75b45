import { Hono, type Context } from 'hono'
import { powerUser } from './authentication.ts'
import { readCustomerChanges, readNewCustomer } from './customer-input.ts'
import { shippingAddress, type CustomerInput, type StoredCustomer } from './customer-record.ts'
import { Refusal, invalid, noSuchCustomer } from './errors.ts'
import { FieldErrors, idOf, queryText, readBody } from './request-input.ts'
import { similarity } from './similarity.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'
import type { SkuIoStore } from './store.ts'
import { customerWithoutAddresses, wholeCustomer } from './wire.ts'

const ALIKE = 0.9

/** The customer that a path names. Throws the 404 when there is none. */
export function customerOf(c: Context<SkuIoEnv>, store: SkuIoStore): StoredCustomer {
  const segment = c.req.param('id') ?? ''
  const customer = store.customers.get(idOf(segment) ?? 0)
  if (!customer) throw noSuchCustomer(segment)
  return customer
}

/** Create, find a match, get, update, archive, unarchive and delete one customer (v1). */
export function customerRoutes({ store, behaviour }: SkuIoRemote): Hono<SkuIoEnv> {
  const routes = new Hono<SkuIoEnv>()
  const answer = (customer: StoredCustomer): object =>
    behaviour.addresses === 'in-customer' ? wholeCustomer(customer) : customerWithoutAddresses(customer)

  routes.post('/customers', async (c) => {
    const input = readNewCustomer(await readBody(c), store.index)
    refuseExisting(store, input)
    return c.json({ data: answer(store.createCustomer(input)) }, behaviour.createStatus)
  })

  routes.get('/customers/find-match', powerUser(), (c) => {
    const errors = new FieldErrors()
    const [name, zip, address1] = ['name', 'zip', 'address1'].map((field) => {
      const text = queryText(c, field)
      if (text === undefined) errors.add(field, `The ${field} field is required.`)
      return text ?? ''
    })
    errors.throwIfAny()
    const matches = store.index
      .byNameAndZip(name ?? '', zip ?? '')
      .filter((customer) => similarity(shippingAddress(customer)?.address1 ?? '', address1 ?? '') >= ALIKE)
    return c.json({ data: matches.map(wholeCustomer) })
  })

  routes.get('/customers/:id', (c) => c.json({ data: answer(customerOf(c, store)) }))

  routes.put('/customers/:id', async (c) => {
    const body = await readBody(c)
    const { id } = customerOf(c, store)
    const changes = readCustomerChanges(body, { index: store.index, customerId: id })
    return c.json({ data: answer(store.updateCustomer(id, changes)) })
  })

  routes.put('/customers/:id/archive', (c) => {
    const customer = store.setArchived(customerOf(c, store).id, true)
    return c.json({ message: `Customer ${customer.name} archived` })
  })

  routes.put('/customers/:id/unarchived', (c) => {
    const customer = store.setArchived(customerOf(c, store).id, false)
    return c.json({ message: `Customer ${customer.name} unarchived` })
  })

  routes.delete('/customers/:id', powerUser(), (c) => {
    const customer = customerOf(c, store)
    const obstacles = store.obstacles(customer)
    if (obstacles.length > 0) {
      throw new Refusal(400, `${customer.name} cannot be deleted: ${obstacles.join(', ')}`)
    }
    store.deleteCustomer(customer.id)
    return c.json({ message: `Customer ${customer.name} deleted` })
  })
  return routes
}

/** A second customer of the same name, postcode and first address line is refused, whatever its e-mail. */
export function refuseExisting(store: SkuIoStore, input: CustomerInput & { name: string }): void {
  const { zip, address1 } = input
  if (!zip || !address1) return
  const same = store.index
    .byNameAndZip(input.name, zip)
    .some((customer) => shippingAddress(customer)?.address1?.toLowerCase() === address1.toLowerCase())
  if (same) throw invalid({ name: ['CODE_CUSTOMER_EXISTS'] })
}

import { Hono } from 'hono'
import { powerUser } from './authentication.ts'
import { structuredFilter } from './customer-filters.ts'
import type { StoredCustomer } from './customer-record.ts'
import { Refusal } from './errors.ts'
import { FieldErrors, readBody } from './request-input.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'
import type { SkuIoStore } from './store.ts'

/** Bulk archive, unarchive and delete, and the question which customers can be deleted (v1). */
export function bulkRoutes({ store, behaviour }: SkuIoRemote): Hono<SkuIoEnv> {
  const routes = new Hono<SkuIoEnv>()

  routes.put('/customers/archive', async (c) => {
    const changed = setArchived(store, selected(store, await readBody(c)), true)
    return c.json({ message: `${counted(changed)} archived` })
  })

  routes.put('/customers/unarchive', async (c) => {
    const changed = setArchived(store, selected(store, await readBody(c)), false)
    return c.json({ message: `${counted(changed)} unarchived` })
  })

  routes.delete('/customers', powerUser(), async (c) => {
    const customers = selected(store, await readBody(c))
    const linked = customers.filter((customer) => store.obstacles(customer).length > 0)
    // One that is linked refuses them all.
    if (linked.length > 0)
      throw new Refusal(400, 'Some customers cannot be deleted', {
        data: linked.map((customer) => deletability(store, customer)),
      })
    if (behaviour.bulkDeletes === 'done') for (const { id } of customers) store.deleteCustomer(id)
    return c.json({ message: `${counted(customers.length)} deleted` })
  })

  routes.post('/customers/deletable', powerUser(), async (c) => {
    const body = await readBody(c)
    if (body['scope'] !== 'ids') {
      const errors = new FieldErrors()
      errors.add('scope', 'The selected scope is invalid.')
      errors.throwIfAny()
    }
    return c.json({ data: byIds(store, body).map((customer) => deletability(store, customer)) })
  })
  return routes
}

function deletability(store: SkuIoStore, customer: StoredCustomer): object {
  const reason = store.obstacles(customer)
  return { id: customer.id, name: customer.name, deletable: reason.length === 0, reason }
}

/** The customers that a bulk body means. With `apply_to_all` the ids do not count: everything the filters let through does. */
function selected(store: SkuIoStore, body: Record<string, unknown>): StoredCustomer[] {
  if (body['apply_to_all'] === true) {
    return [...store.customers.values()].filter(structuredFilter(body['filters']))
  }
  return byIds(store, body)
}

/** Ids that no customer has are passed over. */
function byIds(store: SkuIoStore, body: Record<string, unknown>): StoredCustomer[] {
  const errors = new FieldErrors()
  const ids: unknown = body['ids']
  if (!Array.isArray(ids) || ids.length === 0) errors.add('ids', 'The ids field is required.')
  const given = Array.isArray(ids) ? (ids as unknown[]) : []
  const wanted = given.flatMap((id, at) => {
    if (typeof id === 'number' && Number.isInteger(id)) return [id]
    errors.add(`ids.${at}`, `The ids.${at} field must be an integer.`)
    return []
  })
  errors.throwIfAny()
  return [...new Set(wanted)].flatMap((id) => store.customers.get(id) ?? [])
}

function setArchived(store: SkuIoStore, customers: readonly StoredCustomer[], archived: boolean): number {
  for (const { id } of customers) store.setArchived(id, archived)
  return customers.length
}

function counted(count: number): string {
  return count === 1 ? '1 customer' : `${count} customers`
}

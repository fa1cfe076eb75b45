import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { readCustomer, validate } from './customer-input.ts'
import { listAnswer, visibleTo } from './customer-list.ts'
import { invalid, invalidKey, notFound, unauthorized } from './errors.ts'
import type { OfnEnv, OfnRemote, OfnUser } from './ofn-env.ts'
import { numberIn, readBody } from './request-input.ts'
import type { OfnCustomer } from './store.ts'
import { resourceOf } from './wire.ts'

const NOBODY: OfnUser = { manages: new Set() }

/** The customer routes of API v1. */
export function apiRoutes(remote: OfnRemote): Hono<OfnEnv> {
  const { store } = remote
  const app = new Hono<OfnEnv>()
  app.use('/api/v1/*', authentication(remote))
  const customers = '/api/v1/customers'

  app.get(customers, (c) => c.json(listAnswer(c, remote, c.req.query('enterprise_id'))))
  app.get('/api/v1/enterprises/:enterprise/customers', (c) =>
    c.json(listAnswer(c, remote, c.req.param('enterprise'))),
  )
  app.get(`${customers}/:id`, (c) => {
    const customer = permitted(c, remote)
    const withEnterprise = c.req.query('include') === 'enterprise'
    return c.json(single(c, remote, customer, { balance: true, withEnterprise }))
  })
  app.post(customers, async (c) => {
    const wanted = readCustomer(await readBody(c))
    const enterpriseId = wanted.enterprise_id ?? 0
    if (!store.enterprises.has(enterpriseId)) throw notFound()
    if (!c.get('user').manages.has(enterpriseId)) throw unauthorized()
    // By the e-mail as it was sent, although it is kept in lower case.
    const known = [...store.customers.values()].find(
      (each) => each.enterprise_id === enterpriseId && each.email === wanted.email,
    )
    if (known !== undefined) {
      const values = { ...known, ...wanted }
      validate(store, values, known.id)
      const customer = store.update(known.id, { ...wanted, created_manually: true })
      return c.json(single(c, remote, customer, {}), 201)
    }
    const values = {
      ...{
        first_name: '',
        last_name: '',
        code: null,
        tags: [],
        billing_address: null,
        shipping_address: null,
      },
      ...wanted,
      enterprise_id: enterpriseId,
      email: wanted.email ?? '',
    }
    validate(store, values, null)
    return c.json(single(c, remote, store.create(values), {}), 201)
  })
  const update = async (c: Context<OfnEnv>) => {
    const before = permitted(c, remote)
    const wanted = readCustomer(await readBody(c))
    validate(store, { ...before, ...wanted }, before.id)
    return c.json(single(c, remote, store.update(before.id, { ...wanted, created_manually: true }), {}))
  }
  app.put(`${customers}/:id`, update)
  app.patch(`${customers}/:id`, update)
  app.delete(`${customers}/:id`, (c) => {
    const customer = permitted(c, remote)
    if (customer.keeps !== '') throw invalid([`Delete failed: ${customer.keeps}`])
    const last = single(c, remote, customer, {})
    store.delete(customer.id)
    return c.json(last)
  })
  return app
}

/** A wrong key is refused; none at all is a visitor, who sees empty lists. */
function authentication({ keys, behaviour }: OfnRemote): MiddlewareHandler<OfnEnv> {
  return async (c, next) => {
    const key = behaviour.losesKeys ? undefined : (c.req.header('x-api-token') ?? c.req.query('token'))
    const user = key === undefined || key === '' ? NOBODY : keys.get(key)
    if (user === undefined) throw invalidKey(key ?? '')
    c.set('user', user)
    return next()
  }
}

/** The customer that the path names; 404 where there is none, 401 where it is not for this user. */
function permitted(c: Context<OfnEnv>, { store }: OfnRemote): OfnCustomer {
  const customer = store.customers.get(numberIn(c.req.param('id')) ?? 0)
  if (customer === undefined) throw notFound()
  const user = c.get('user')
  if (!user.manages.has(customer.enterprise_id) || !visibleTo(user, customer)) throw unauthorized()
  return customer
}

function single(
  c: Context<OfnEnv>,
  { store }: OfnRemote,
  customer: OfnCustomer,
  { balance = false, withEnterprise = false },
): object {
  const { origin } = new URL(c.req.url)
  const id = String(customer.enterprise_id)
  const name = store.enterprises.get(customer.enterprise_id) ?? ''
  return {
    data: resourceOf(customer, origin, { balance }),
    ...(withEnterprise
      ? { included: [{ id, type: 'enterprise', attributes: { id: Number(id), name } }] }
      : {}),
  }
}

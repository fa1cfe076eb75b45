import { Hono, type Context } from 'hono'
import { requestedUrl } from './authentication.ts'
import { filterOf, legacyPage, legacyPageHeaders, legacyUsers, withFields } from './legacy-list.ts'
import { legacyCustomer, legacyDownload, legacyOrder } from './legacy-wire.ts'
import { newAccount } from './new-account.ts'
import { Refusal } from './refusal.ts'
import { isObject, readJson, textOf, userInput } from './request-input.ts'
import { isEmail } from './stored-text.ts'
import type { StoredUser, UserInput } from './user-record.ts'
import type { WooEnv, WooRemote } from './woo-env.ts'

const NAMES = { billing: 'billing_address', shipping: 'shipping_address' }
const MOST_ROWS = 100

/** The customers of the legacy API, mounted at `/wc-api/v3`. Literal paths come before those with an id. */
export function legacyCustomerRoutes(remote: WooRemote): Hono<WooEnv> {
  const routes = new Hono<WooEnv>()
  const { store } = remote
  let calls = 0

  routes.get('/customers', (c) => {
    const filter = filterOf(c)
    const page = Math.max(1, Number(c.req.query('page') ?? 1))
    calls += 1
    const found = legacyPage(legacyUsers(store.users.values(), filter, calls), filter, page)
    legacyPageHeaders(c, page, found)
    return c.json({ customers: found.rows.map((user) => withFields(c, legacyCustomer(user, remote))) })
  })

  routes.get('/customers/count', (c) =>
    c.json({ count: legacyUsers(store.users.values(), filterOf(c), 0).length }),
  )

  routes.get('/customers/email/*', (c) => {
    const user = store.byEmail(emailInPath(c))[0]
    if (!user) {
      throw new Refusal(404, 'woocommerce_api_invalid_customer_email', 'Invalid customer email')
    }
    return c.json({ customer: withFields(c, legacyCustomer(user, remote)) })
  })

  routes.post('/customers', async (c) => {
    const user = await createOne(remote, await wrapped(c, 'customer'))
    return c.json({ customer: legacyCustomer(user, remote) }, 201)
  })

  routes.on(['POST', 'PUT'], '/customers/bulk', async (c) => {
    const body = await readJson(c, noCustomerData())
    const rows = isObject(body) ? body['customers'] : undefined
    if (!Array.isArray(rows)) {
      throw new Refusal(
        400,
        'woocommerce_api_missing_customers_data',
        'No customers data specified to create/edit customers',
      )
    }
    if (rows.length > MOST_ROWS) {
      throw new Refusal(
        413,
        'woocommerce_api_customers_request_entity_too_large',
        'Unable to accept more than 100 items for this request',
      )
    }
    const answers: object[] = []
    let created = false
    for (const row of rows as unknown[]) {
      const input = isObject(row) ? row : {}
      const id = Number(input['id'] ?? 0)
      try {
        const user = id > 0 ? updateOne(remote, id, input) : await createOne(remote, input)
        created ||= id === 0
        answers.push(legacyCustomer(user, remote))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        answers.push({ id, error: { code: error.code, message: error.message } })
      }
    }
    return c.json({ customers: answers }, created ? 201 : 200)
  })

  routes.get('/customers/:id', (c) =>
    c.json({ customer: withFields(c, legacyCustomer(userOf(c, remote), remote)) }),
  )

  routes.on(['PUT', 'POST', 'PATCH'], '/customers/:id', async (c) => {
    const data = await wrapped(c, 'customer')
    return c.json({ customer: legacyCustomer(updateOne(remote, idOf(c), data), remote) })
  })

  routes.delete('/customers/:id', (c) => {
    const user = userOf(c, remote)
    if (user.kept_because !== '') {
      throw new Refusal(500, 'woocommerce_api_cannot_delete_customer', user.kept_because)
    }
    store.deleteUser(user.id)
    return c.json({ message: 'Permanently deleted customer' })
  })

  routes.get('/customers/:id/orders', (c) => {
    const user = userOf(c, remote)
    const filter = filterOf(c)
    const page = Math.max(1, Number(c.req.query('page') ?? 1))
    const status = filter.get('status')
    const orders = store.ordersOf(user.id).filter((order) => status === undefined || order.status === status)
    const found = legacyPage(orders, filter, page)
    legacyPageHeaders(c, page, found)
    return c.json({ orders: found.rows.map((order) => withFields(c, legacyOrder(order, remote))) })
  })

  routes.get('/customers/:id/downloads', (c) =>
    c.json({ downloads: store.downloadsOf(userOf(c, remote).id).map(legacyDownload) }),
  )
  return routes
}

async function createOne(remote: WooRemote, data: Record<string, unknown>): Promise<StoredUser> {
  const input = userInput(data, NAMES)
  if (input.email === undefined) {
    throw new Refusal(400, 'woocommerce_api_missing_customer_email', 'Missing parameter email')
  }
  const { billing, ...account } = input
  const password = textOf(data['password'])
  const user = await newAccount(
    remote,
    { ...account, ...(password === undefined ? {} : { password }) },
    'legacy',
  )
  // The second save: a billing e-mail that is none is refused when the account is there already.
  refuseBillingEmail(billing?.email)
  return billing === undefined ? user : remote.store.updateUser(user.id, { billing })
}

/** An e-mail that is taken is kept out without a word, an empty one blanks it, another login is ignored. */
function updateOne({ store, behaviour }: WooRemote, id: number, data: Record<string, unknown>): StoredUser {
  const user = store.users.get(id)
  if (!user) throw new Refusal(400, 'woocommerce_api_invalid_customer', 'Invalid customer.')
  const { email, ...rest } = userInput(data, NAMES)
  const input: UserInput = { ...rest }
  if (email !== undefined && email !== '' && !isEmail(email)) {
    throw new Refusal(400, 'customer_invalid_email', 'Invalid email address.')
  }
  const guarded = behaviour.protectsRoles && !['customer', 'subscriber'].includes(user.role)
  const taken = email !== undefined && email !== '' && store.byEmail(email).some((other) => other.id !== id)
  if (email !== undefined && !taken && !guarded) input.email = email
  refuseBillingEmail(input.billing?.email)
  return store.updateUser(id, input)
}

function refuseBillingEmail(email: string | undefined): void {
  if (email === undefined || email === '' || isEmail(email)) return
  throw new Refusal(400, 'customer_invalid_billing_email', 'Invalid billing email address')
}

async function wrapped(c: Context<WooEnv>, name: string): Promise<Record<string, unknown>> {
  const body = await readJson(
    c,
    new Refusal(400, 'woocommerce_api_missing_callback_param', 'Missing parameter data'),
  )
  const inner = isObject(body) ? body[name] : undefined
  if (!isObject(inner)) throw noCustomerData()
  return inner
}

function noCustomerData(): Refusal {
  return new Refusal(400, 'woocommerce_api_missing_customer_data', 'No customer data specified')
}

function userOf(c: Context<WooEnv>, { store }: WooRemote): StoredUser {
  const id = idOf(c)
  if (Number.isNaN(id) || id < 1) {
    throw new Refusal(404, 'woocommerce_api_invalid_customer_id', 'Invalid customer ID')
  }
  const user = store.users.get(id)
  if (!user) throw new Refusal(404, 'woocommerce_api_invalid_customer', 'Invalid customer.')
  return user
}

function idOf(c: Context<WooEnv>): number {
  return Number(c.req.param('id'))
}

/** It is decoded twice, and a plus that is left then is a blank. */
function emailInPath(c: Context<WooEnv>): string {
  const { pathname, searchParams } = requestedUrl(c)
  const path = decoded(searchParams.get('wc-api-route') ?? pathname)
  return decoded((/\/customers\/email\/(.+)$/.exec(path)?.[1] ?? '').replaceAll('+', ' '))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

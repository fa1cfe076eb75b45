import { Hono, type Context } from 'hono'
import { newAccount } from './new-account.ts'
import { invalidParameter, modernErrorBody, Refusal } from './refusal.ts'
import { isObject, readJson, textOf, userInput } from './request-input.ts'
import { isEmail } from './stored-text.ts'
import { modernPage, modernPaging, modernUsers } from './modern-list.ts'
import { modernCustomer, modernDownload, modernOrder } from './modern-wire.ts'
import type { StoredUser } from './user-record.ts'
import type { WooEnv, WooRemote } from './woo-env.ts'

const NAMES = { billing: 'billing', shipping: 'shipping' }
const MOST_ROWS = 100
const OPEN_ROLES = ['customer', 'subscriber']

/** The customers and orders of wc/v3, mounted at `/wp-json/wc/v3`. There is no `/count`, and no orders below a customer. */
export function modernCustomerRoutes(remote: WooRemote): Hono<WooEnv> {
  const routes = new Hono<WooEnv>()
  const { store } = remote

  routes.get('/customers', (c) => {
    const paging = modernPaging(c)
    const users = modernPage(c, modernUsers(c, store.users.values()), paging)
    return c.json(users.map((user) => modernCustomer(user, remote)))
  })

  routes.post('/customers', async (c) => {
    const user = await createOne(remote, await bodyOf(c))
    c.header('Location', `https://store.example/wp-json/wc/v3/customers/${user.id}`)
    return c.json(modernCustomer(user, remote), 201)
  })

  routes.on(['POST', 'PUT'], '/customers/batch', async (c) => c.json(await batch(remote, await bodyOf(c))))

  routes.get('/customers/:id{[0-9]+}', (c) => c.json(modernCustomer(userOf(c, remote, 404), remote)))

  routes.on(['PUT', 'POST', 'PATCH'], '/customers/:id{[0-9]+}', async (c) => {
    const body = await bodyOf(c)
    return c.json(modernCustomer(updateOne(remote, userOf(c, remote, 400), body), remote))
  })

  routes.delete('/customers/:id{[0-9]+}', (c) => {
    const force = c.req.query('force')
    const user = userOf(c, remote, 400)
    if (force !== 'true' && force !== '1') {
      throw new Refusal(501, 'woocommerce_rest_trash_not_supported', 'Customers do not support trashing.')
    }
    return c.json(modernCustomer(deleteOne(remote, user), remote))
  })

  routes.get('/customers/:id{[0-9]+}/downloads', (c) =>
    c.json(store.downloadsOf(userOf(c, remote, 404).id).map(modernDownload)),
  )

  routes.get('/orders', (c) => {
    const paging = modernPaging(c)
    const orders = store.ordersOf(Number(c.req.query('customer')))
    return c.json(modernPage(c, orders, paging).map((order) => modernOrder(order, remote)))
  })
  return routes
}

/** Each list in its order; a failed item tells its code and words. A delete takes its item for a number, as PHP does. */
async function batch(remote: WooRemote, body: Record<string, unknown>): Promise<object> {
  const [create, update, remove] = ['create', 'update', 'delete'].map((name) => {
    const rows: unknown = body[name]
    return Array.isArray(rows) ? (rows as unknown[]) : []
  })
  if ([create, update, remove].reduce((sum, rows) => sum + (rows?.length ?? 0), 0) > MOST_ROWS) {
    throw new Refusal(
      413,
      'woocommerce_rest_request_entity_too_large',
      'Unable to accept more than 100 items for this request.',
    )
  }
  const answers: Record<string, object[]> = {}
  const each = async (
    name: string,
    rows: readonly unknown[],
    act: (row: unknown) => StoredUser | Promise<StoredUser>,
  ): Promise<void> => {
    for (const row of rows) {
      const id = name === 'create' ? 0 : castToInteger(isObject(row) && name === 'update' ? row['id'] : row)
      const answer = await Promise.resolve()
        .then(() => act(row))
        .then(
          (user) => modernCustomer(user, remote),
          (error: unknown) => {
            if (!(error instanceof Refusal)) throw error
            const { code, message, status, parameter } = error
            return { id, error: modernErrorBody(status, code, message, parameter) }
          },
        )
      ;(answers[name] ??= []).push(answer)
    }
  }
  await each('create', create ?? [], (row) => createOne(remote, isObject(row) ? row : {}))
  await each('update', update ?? [], (row) => {
    const input = isObject(row) ? row : {}
    return updateOne(remote, existing(remote, castToInteger(input['id']), 400), input)
  })
  await each('delete', remove ?? [], (row) => deleteOne(remote, existing(remote, castToInteger(row), 400)))
  return answers
}

async function createOne(remote: WooRemote, body: Record<string, unknown>): Promise<StoredUser> {
  if (body['id'] !== undefined) {
    throw new Refusal(400, 'woocommerce_rest_customer_exists', 'Cannot create existing resource.')
  }
  const input = userInput(body, NAMES)
  if (input.email === undefined) {
    throw new Refusal(400, 'rest_missing_callback_param', 'Missing parameter(s): email')
  }
  refuseBillingEmail(input.billing?.email)
  const password = textOf(body['password'])
  return newAccount(remote, { ...input, ...(password === undefined ? {} : { password }) }, 'modern')
}

function updateOne(
  { store, behaviour }: WooRemote,
  user: StoredUser,
  body: Record<string, unknown>,
): StoredUser {
  const { email, login, ...rest } = userInput(body, NAMES)
  if (login !== undefined && login !== user.login) {
    throw new Refusal(400, 'woocommerce_rest_customer_invalid_argument', "Username isn't editable.")
  }
  refuseBillingEmail(rest.billing?.email)
  if (email === undefined) return store.updateUser(user.id, rest)
  if (!isEmail(email)) throw invalidParameter('email')
  if (store.byEmail(email).some((other) => other.id !== user.id)) {
    throw new Refusal(400, 'woocommerce_rest_customer_invalid_email', 'Email address is invalid.')
  }
  if (behaviour.protectsRoles && !OPEN_ROLES.includes(user.role) && email !== user.email) {
    throw new Refusal(403, 'woocommerce_rest_cannot_edit', 'Sorry, you cannot change the email of this user.')
  }
  return store.updateUser(user.id, { ...rest, email })
}

function deleteOne({ store, behaviour }: WooRemote, user: StoredUser): StoredUser {
  const guarded = behaviour.protectsRoles && !OPEN_ROLES.includes(user.role)
  if (guarded || user.kept_because !== '') {
    const reason = user.kept_because || 'Sorry, you are not allowed to delete this resource.'
    throw new Refusal(403, 'woocommerce_rest_cannot_delete', reason)
  }
  store.deleteUser(user.id)
  return user
}

/** Here an empty billing e-mail is refused like any other that is none. */
function refuseBillingEmail(email: string | undefined): void {
  if (email !== undefined && !isEmail(email)) {
    throw invalidParameter('billing')
  }
}

/** An object becomes 1, the administrator. */
function castToInteger(value: unknown): number {
  if (typeof value === 'object' && value !== null) return 1
  const number = Number.parseInt(String(value), 10)
  return Number.isNaN(number) ? 0 : number
}

function userOf(c: Context<WooEnv>, remote: WooRemote, status: 400 | 404): StoredUser {
  return existing(remote, Number(c.req.param('id')), status)
}

function existing({ store }: WooRemote, id: number, status: 400 | 404): StoredUser {
  const user = store.users.get(id)
  if (!user) throw new Refusal(status, 'woocommerce_rest_invalid_id', 'Invalid resource ID.')
  return user
}

async function bodyOf(c: Context<WooEnv>): Promise<Record<string, unknown>> {
  const body = await readJson(c, new Refusal(400, 'rest_invalid_json', 'Invalid JSON body passed.'))
  return isObject(body) ? body : {}
}

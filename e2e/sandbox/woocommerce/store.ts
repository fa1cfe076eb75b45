import type { CustomerTopic } from './webhook-sender.ts'
import { storedName, unslashed } from './stored-text.ts'
import { BILLING_FIELDS } from './user-record.ts'
import type {
  StoredAddress,
  StoredDownload,
  StoredOrder,
  StoredUser,
  UserInput,
  UserPast,
} from './user-record.ts'

/** Everything the remote holds, as it is written to a file. */
export interface StoreSnapshot {
  nextUserId: number
  nextOrderId: number
  users: StoredUser[]
  orders: StoredOrder[]
  downloads: StoredDownload[]
}

/**
 * The remote's database. Its methods do what the remote does once a request has been accepted; what is accepted the routes
 * decide. Tests use them for what somebody else does over there. A method that names a user that is not there throws.
 */
export class WooStore {
  readonly users: ReadonlyMap<number, StoredUser>
  /** Addresses that a "your account has been created" mail went to: one for every create through the API. */
  readonly mails: string[] = []
  readonly #users = new Map<number, StoredUser>()
  readonly #byEmail = new Map<string, Set<number>>()
  readonly #logins = new Map<string, number>()
  #orders: StoredOrder[] = []
  #downloads: StoredDownload[] = []
  readonly #now: () => Date
  #nextUserId = 1
  #nextOrderId = 501
  #onChange: () => void = () => undefined
  #onEvent: (topic: CustomerTopic, user: StoredUser) => void = () => undefined

  /** @param now - the remote's clock */
  constructor(now: () => Date) {
    this.#now = now
    this.users = this.#users
  }

  /** Calls back after every change. One listener only. */
  onChange(listener: () => void): void {
    this.#onChange = listener
  }

  /** Calls back when a user has been made, saved or deleted. One listener only. */
  onEvent(listener: (topic: CustomerTopic, user: StoredUser) => void): void {
    this.#onEvent = listener
  }

  createUser(input: UserInput, past: UserPast = {}, how: 'legacy' | 'modern' = 'legacy'): StoredUser {
    const now = this.#seconds()
    const ampersands = how === 'modern' ? 'as-entity' : 'kept'
    const user: StoredUser = {
      id: this.#nextUserId++,
      email: input.email ?? '',
      login: input.login ?? this.#freeLogin(input.email ?? ''),
      first_name: storedName(input.first_name ?? '', { ampersands }),
      last_name: storedName(input.last_name ?? '', { ampersands }),
      role: 'customer',
      registered_at: now,
      last_update: now,
      billing: storedAddress({}, input.billing),
      shipping: storedAddress({}, input.shipping),
      meta_data: (input.meta_data ?? []).map((each, index) => ({ id: index + 1, ...each })),
      kept_because: '',
      ...past,
    }
    this.#put(user)
    this.#onEvent('customer.created', user)
    return user
  }

  /** Sets what is given and notes the time, even where nothing is given. */
  updateUser(id: number, input: UserInput): StoredUser {
    const user = this.get(id)
    const names = { ampersands: 'kept' } as const
    const updated: StoredUser = {
      ...user,
      ...(input.email === undefined ? {} : { email: input.email }),
      ...(input.first_name === undefined ? {} : { first_name: storedName(input.first_name, names) }),
      ...(input.last_name === undefined ? {} : { last_name: storedName(input.last_name, names) }),
      billing: storedAddress(user.billing, input.billing),
      shipping: storedAddress(user.shipping, input.shipping),
      last_update: this.#seconds(),
    }
    this.#put(updated)
    this.#onEvent('customer.updated', updated)
    return updated
  }

  /** What somebody does in wp-admin: another role, or a plugin that protects the user from being deleted. */
  changeUser(id: number, changes: Partial<Pick<StoredUser, 'role' | 'kept_because'>>): void {
    this.#put({ ...this.get(id), ...changes })
  }

  /** Deletes a user of whatever role, for good. The orders stay, with customer 0. */
  deleteUser(id: number): void {
    const user = this.get(id)
    this.#users.delete(id)
    this.#byEmail.get(user.email.toLowerCase())?.delete(id)
    this.#logins.delete(user.login.toLowerCase())
    this.#orders = this.#orders.map((order) =>
      order.customer_id === id ? { ...order, customer_id: 0 } : order,
    )
    this.#downloads = this.#downloads.filter((each) => each.customer_id !== id)
    this.#onChange()
    this.#onEvent('customer.deleted', user)
  }

  /** Adds an order, which counts as a change of its customer. */
  addOrder(
    customerId: number,
    order: Partial<Omit<StoredOrder, 'id' | 'customer_id'>> & Pick<StoredOrder, 'total'>,
  ): StoredOrder {
    const now = this.#seconds()
    const status = order.status ?? 'processing'
    const added: StoredOrder = {
      status,
      currency: 'EUR',
      note: '',
      created_at: now,
      completed_at: status === 'completed' ? now : 0,
      lines: [],
      ...order,
      id: this.#nextOrderId++,
      customer_id: customerId,
    }
    this.#orders.push(added)
    this.#put({ ...this.get(customerId), last_update: now })
    return added
  }

  addDownload(download: StoredDownload): void {
    this.#downloads.push(download)
    this.#onChange()
  }

  /** Orders of a customer, lowest id first. */
  ordersOf(customerId: number): StoredOrder[] {
    return this.#orders.filter((order) => order.customer_id === customerId)
  }

  downloadsOf(customerId: number): StoredDownload[] {
    return this.#downloads.filter((each) => each.customer_id === customerId)
  }

  /** Users with this e-mail, whatever its case, lowest id first. There should be one at most. */
  byEmail(email: string): StoredUser[] {
    const ids = [...(this.#byEmail.get(email.toLowerCase()) ?? [])].sort((a, b) => a - b)
    return ids.map((id) => this.get(id))
  }

  isLoginTaken(login: string): boolean {
    return this.#logins.has(login.toLowerCase())
  }

  /** The user with this id. Throws when there is none. */
  get(id: number): StoredUser {
    const user = this.#users.get(id)
    if (!user) throw new Error(`There is no user ${id}`)
    return user
  }

  snapshot(): StoreSnapshot {
    return {
      nextUserId: this.#nextUserId,
      nextOrderId: this.#nextOrderId,
      users: [...this.#users.values()],
      orders: [...this.#orders],
      downloads: [...this.#downloads],
    }
  }

  /** Fills an empty store with what a snapshot holds. */
  restore(snapshot: StoreSnapshot): void {
    for (const user of snapshot.users) this.#put(user)
    this.#nextUserId = snapshot.nextUserId
    this.#nextOrderId = snapshot.nextOrderId
    this.#orders = [...snapshot.orders]
    this.#downloads = [...snapshot.downloads]
  }

  #put(user: StoredUser): void {
    const before = this.#users.get(user.id)
    if (before) this.#byEmail.get(before.email.toLowerCase())?.delete(user.id)
    this.#users.set(user.id, user)
    if (user.email !== '') {
      const key = user.email.toLowerCase()
      this.#byEmail.set(key, (this.#byEmail.get(key) ?? new Set()).add(user.id))
    }
    this.#logins.set(user.login.toLowerCase(), user.id)
    this.#onChange()
  }

  #freeLogin(email: string): string {
    const local = (email.split('@')[0] ?? '').toLowerCase().replace(/[^a-z0-9._-]/g, '') || 'user'
    if (!this.isLoginTaken(local)) return local
    for (let suffix = 2; ; suffix += 1) {
      if (!this.isLoginTaken(`${local}${suffix}`)) return `${local}${suffix}`
    }
  }

  #seconds(): number {
    return Math.floor(this.#now().getTime() / 1000)
  }
}

/** Address parts are stored as they come, save the backslashes: untrimmed, with whatever HTML is in them. */
function storedAddress(before: StoredAddress, changes: StoredAddress = {}): StoredAddress {
  const address: Partial<Record<(typeof BILLING_FIELDS)[number], string>> = { ...before }
  for (const field of BILLING_FIELDS) {
    const value = changes[field]
    if (value !== undefined) address[field] = unslashed(value)
  }
  return address
}

import type { Named } from './countries.ts'

/** An address as the remote keeps it. Without a region it cannot be shown. */
export interface OfnAddress {
  first_name: string
  last_name: string
  street_address_1: string
  street_address_2: string
  locality: string
  postal_code: string
  phone: string
  region: Named | null
  country: Named | null
  latitude: number | null
  longitude: number | null
}

/** What can be set of a customer. */
export interface CustomerValues {
  enterprise_id: number
  first_name: string
  last_name: string
  code: string | null
  /** In lower case. */
  email: string
  tags: string[]
  billing_address: OfnAddress | null
  shipping_address: OfnAddress | null
}

/** A customer as the remote keeps it. */
export interface OfnCustomer extends CustomerValues {
  readonly id: number
  allow_charges: boolean
  terms_and_conditions_accepted_at: string | null
  balance: number | null
  /** Set by every write of the API; a customer that only ordered is listed because of its orders. */
  created_manually: boolean
  completed_orders: number
  /** Ms since 1970. It does not move when tags change, or an address in place. */
  updated_at: number
  created_at: number
  /** Why it cannot be deleted, in the remote's words; '' = it can. */
  keeps: string
}

/** Everything a sandbox holds, as JSON. */
export interface StoreSnapshot {
  nextId: number
  enterprises: { id: number; name: string }[]
  customers: OfnCustomer[]
}

/** The customers of an Open Food Network, and its enterprises. */
export class OfnStore {
  readonly customers = new Map<number, OfnCustomer>()
  readonly enterprises = new Map<number, string>()
  readonly #now: () => Date
  #nextId = 1
  #changed: () => void = () => undefined

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Calls this after every change. */
  onChange(changed: () => void): void {
    this.#changed = changed
  }

  addEnterprise(id: number, name: string): void {
    this.enterprises.set(id, name)
    this.#changed()
  }

  /** Adds a customer with what is given; `past` sets what clients cannot. */
  create(
    values: Pick<CustomerValues, 'email' | 'enterprise_id'> & Partial<CustomerValues>,
    past: Partial<OfnCustomer> = {},
  ): OfnCustomer {
    const at = this.#now().getTime()
    const customer: OfnCustomer = {
      ...{
        first_name: '',
        last_name: '',
        code: null,
        tags: [],
        billing_address: null,
        shipping_address: null,
      },
      ...{ allow_charges: false, terms_and_conditions_accepted_at: null, balance: null },
      ...{ created_manually: true, completed_orders: 0, updated_at: at, created_at: at, keeps: '' },
      ...values,
      ...past,
      id: this.#nextId++,
    }
    customer.email = customer.email.toLowerCase()
    this.customers.set(customer.id, customer)
    this.#changed()
    return customer
  }

  /** Throws where there is no such customer. */
  update(id: number, values: Partial<OfnCustomer>): OfnCustomer {
    const before = this.get(id)
    const onlyTags = Object.keys(values).every((name) => name === 'tags')
    const updated_at = onlyTags ? before.updated_at : this.#now().getTime()
    const customer = { ...before, ...values, updated_at: values.updated_at ?? updated_at }
    customer.email = customer.email.toLowerCase()
    this.customers.set(id, customer)
    this.#changed()
    return customer
  }

  delete(id: number): void {
    this.customers.delete(id)
    this.#changed()
  }

  get(id: number): OfnCustomer {
    const customer = this.customers.get(id)
    if (customer === undefined) throw new Error(`There is no customer ${id}`)
    return customer
  }

  snapshot(): StoreSnapshot {
    return {
      nextId: this.#nextId,
      enterprises: [...this.enterprises].map(([id, name]) => ({ id, name })),
      customers: [...this.customers.values()],
    }
  }

  restore(snapshot: StoreSnapshot): void {
    this.#nextId = snapshot.nextId
    for (const { id, name } of snapshot.enterprises) this.enterprises.set(id, name)
    for (const customer of snapshot.customers) this.customers.set(customer.id, customer)
  }
}

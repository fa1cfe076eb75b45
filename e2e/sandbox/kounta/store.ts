import {
  changedAttributes,
  type AddressParts,
  type CustomerInput,
  type StoredAddress,
  type StoredCustomer,
  type StoredOrder,
  type WatchedAttribute,
} from './customer-record.ts'

/** Everything the remote holds, as it is written to a file. */
export interface StoreSnapshot {
  nextId: number
  customers: StoredCustomer[]
}

/** Something that happened to a customer; hooks are told of it. */
export interface CustomerEvent {
  topic: 'customers/created' | 'customers/updated' | 'customers/deleted'
  /** As it now is, or as it was before it was deleted. */
  customer: StoredCustomer
  /** Of an update: what differs. */
  changed: readonly WatchedAttribute[]
}

/**
 * The remote's database. Its methods do what the remote does once a request has been accepted; tests use them for edits
 * "by somebody else" too. A method that names a customer that is not there throws.
 */
export class KountaStore {
  readonly customers: ReadonlyMap<number, StoredCustomer>
  readonly #records = new Map<number, StoredCustomer>()
  #nextId = 402_000
  readonly #listeners: ((event: CustomerEvent) => void)[] = []

  constructor() {
    this.customers = this.#records
  }

  /** Calls back after every change. */
  onChange(listener: (event: CustomerEvent) => void): void {
    this.#listeners.push(listener)
  }

  create(input: CustomerInput & { first_name: string }, application: string): StoredCustomer {
    const id = this.#newId()
    const empty: StoredCustomer = {
      ...{ id, people_id: id + 300_000, first_name: '', last_name: null, email: null, phone: null },
      ...{ mobile: null, fax: null, description: null, tags: [], image: null, accepts_marketing: false },
      ...{ primary_address: null, shipping_address: null, other_addresses: [], orders: [], references: {} },
    }
    const customer = this.#with(empty, input, application)
    this.#records.set(id, customer)
    this.#tell({ topic: 'customers/created', customer, changed: [] })
    return customer
  }

  /** Sets what is given and leaves the rest. */
  update(id: number, input: CustomerInput, application: string): StoredCustomer {
    const before = this.get(id)
    const customer = this.#with(before, input, application)
    this.#records.set(id, customer)
    this.#tell({ topic: 'customers/updated', customer, changed: changedAttributes(before, customer) })
    return customer
  }

  /** What staff can do in the point of sale, and no client over the API. */
  delete(id: number): void {
    const customer = this.get(id)
    this.#records.delete(id)
    this.#tell({ topic: 'customers/deleted', customer, changed: [] })
  }

  addOrder(id: number, order: Omit<StoredOrder, 'id'>): StoredOrder {
    const added = { ...order, id: this.#newId() }
    const customer = this.get(id)
    this.#records.set(id, { ...customer, orders: [...customer.orders, added] })
    return added
  }

  addAddress(id: number, parts: AddressParts): StoredAddress {
    const added = { ...parts, id: this.#newId() }
    const customer = this.get(id)
    this.#records.set(id, { ...customer, other_addresses: [...customer.other_addresses, added] })
    return added
  }

  /** The customer with this id. Throws when there is none. */
  get(id: number): StoredCustomer {
    const customer = this.#records.get(id)
    if (!customer) throw new Error(`There is no customer ${id}`)
    return customer
  }

  snapshot(): StoreSnapshot {
    return { nextId: this.#nextId, customers: [...this.#records.values()] }
  }

  /** Fills an empty store with what a snapshot holds. */
  restore({ nextId, customers }: StoreSnapshot): void {
    this.#nextId = nextId
    for (const customer of customers) this.#records.set(customer.id, customer)
  }

  #with(before: StoredCustomer, input: CustomerInput, application: string): StoredCustomer {
    const { reference_id, primary_address, shipping_address, ...fields } = input
    return {
      ...before,
      ...fields,
      ...(reference_id === undefined
        ? {}
        : { references: { ...before.references, [application]: reference_id } }),
      ...(primary_address === undefined
        ? {}
        : { primary_address: this.#moved(before.primary_address, primary_address) }),
      ...(shipping_address === undefined
        ? {}
        : { shipping_address: this.#moved(before.shipping_address, shipping_address) }),
    }
  }

  #moved(before: StoredAddress | null, parts: AddressParts | null): StoredAddress | null {
    if (parts === null) return null
    return { id: before?.id ?? this.#newId(), ...parts }
  }

  #tell(event: CustomerEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  #newId(): number {
    return this.#nextId++
  }
}

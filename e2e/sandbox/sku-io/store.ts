import { isBlankAddress, isBlankLocation, putAddress, rootLocation, wholeAddress } from './address-book.ts'
import { CustomerIndex } from './customer-index.ts'
import {
  CONTACT_FIELDS,
  DEFAULT_SETTING_FIELDS,
  LOCATION_FIELDS,
  OWNER_FIELDS,
  addressById,
  shippingAddress,
  type AddressField,
  type CustomerInput,
  type StoredAddress,
  type StoredCustomer,
} from './customer-record.ts'
import { MappingStore, type StoredMapping } from './mapping-store.ts'
import { SalesLedger, type SalesSnapshot } from './sales-ledger.ts'
import { ShopStore, type ShopSnapshot } from './shop-store.ts'

/** Everything the remote holds, as it is written to a file. */
export interface StoreSnapshot {
  nextCustomerId: number
  nextAddressId: number
  nextMappingId: number
  customers: StoredCustomer[]
  mappings: StoredMapping[]
  /** Missing in files from before there were orders. */
  sales?: SalesSnapshot
  shops?: ShopSnapshot
}

/** Fields that only a seed sets: what a customer's past has made of it. */
export type CustomerPast = Partial<
  Pick<StoredCustomer, 'created_at' | 'updated_at' | 'archived_at' | 'lifetime_value'>
>

/**
 * The remote's database. Its methods do what the remote does once a request has been accepted; whether it is accepted
 * (scopes, validation, duplicates, links) is decided by the routes. Tests use them for edits "by somebody else" too.
 * A method that names a customer or address that is not there throws.
 */
export class SkuIoStore {
  readonly customers: ReadonlyMap<number, StoredCustomer>
  readonly index: CustomerIndex
  readonly mappings: MappingStore
  readonly sales: SalesLedger
  readonly shops: ShopStore
  readonly #records = new Map<number, StoredCustomer>()
  readonly #now: () => Date
  #nextCustomerId = 1
  #nextAddressId = 1
  #onChange: () => void = () => undefined

  /** @param now - the remote's clock; give another one to make it wrong */
  constructor(now: () => Date) {
    this.#now = now
    this.customers = this.#records
    this.index = new CustomerIndex(this.#records)
    this.mappings = new MappingStore(() => this.#onChange())
    this.sales = new SalesLedger(() => this.#onChange())
    this.shops = new ShopStore(() => this.#onChange())
  }

  /** Calls back after every change. One listener only. */
  onChange(listener: () => void): void {
    this.#onChange = listener
  }

  createCustomer(input: CustomerInput & { name: string }, past: CustomerPast = {}): StoredCustomer {
    const now = this.#seconds()
    const id = this.#nextCustomerId++
    const location = rootLocation(input)
    let addresses: readonly StoredAddress[] = []
    let shipping: StoredAddress | null = null
    let billing: StoredAddress | null = null
    if (location && !isBlankLocation(location)) {
      const put = putAddress(addresses, wholeAddress({ ...location, name: input.name }), this.#newAddressId)
      ;({ addresses, address: shipping } = put)
    }
    if (input.default_billing_address && !isBlankAddress(input.default_billing_address)) {
      const put = putAddress(addresses, wholeAddress(input.default_billing_address), this.#newAddressId)
      ;({ addresses, address: billing } = put)
    }
    const customer: StoredCustomer = {
      id,
      name: input.name,
      company: input.company ?? null,
      email: input.email ?? null,
      phone: input.phone ?? null,
      fax: input.fax ?? null,
      integration_instance_id: input.integration_instance_id ?? null,
      default_sales_rep_id: input.default_sales_rep_id ?? null,
      product_pricing_tier_id: null,
      store_id: null,
      shipping_method_domestic_id: null,
      shipping_method_international_id: null,
      warehouse_id: null,
      addresses,
      default_shipping_address_id: shipping?.id ?? null,
      default_billing_address_id: billing?.id ?? null,
      lifetime_value: '0.00',
      created_at: now,
      updated_at: now,
      archived_at: null,
      links: [],
      ...past,
    }
    this.#records.set(id, customer)
    this.index.add(customer)
    this.#onChange()
    return customer
  }

  /** Sets the fields given. Root address fields make a new default shipping address; the old one stays among the others. */
  updateCustomer(id: number, input: CustomerInput): StoredCustomer {
    const customer = this.get(id)
    const changes: Record<string, unknown> = {}
    if (input.name !== undefined) changes['name'] = input.name
    for (const field of [...CONTACT_FIELDS, ...DEFAULT_SETTING_FIELDS, ...OWNER_FIELDS]) {
      if (input[field] !== undefined) changes[field] = input[field]
    }
    return this.#replace(customer, { ...customer, ...changes, ...this.#movedTo(customer, input) })
  }

  /** Deletes a customer with all that it has, whether or not it is linked to orders. */
  deleteCustomer(id: number): void {
    const customer = this.get(id)
    this.index.remove(customer)
    this.#records.delete(id)
    this.mappings.deleteAllOf(id)
    this.sales.deleteAllOf(id)
    this.#onChange()
  }

  setArchived(id: number, archived: boolean): StoredCustomer {
    const customer = this.get(id)
    if ((customer.archived_at !== null) === archived) return customer
    return this.#replace(customer, { ...customer, archived_at: archived ? this.#seconds() : null })
  }

  /** Adds an address, or finds the equal one that is there, and makes it a default where asked. */
  addAddress(
    id: number,
    fields: Partial<Record<AddressField, string | null>>,
    defaults: { shipping?: boolean; billing?: boolean } = {},
  ): StoredAddress {
    const customer = this.get(id)
    const { addresses, address } = putAddress(customer.addresses, wholeAddress(fields), this.#newAddressId)
    this.#replace(customer, {
      ...customer,
      addresses,
      ...(defaults.shipping ? { default_shipping_address_id: address.id } : {}),
      ...(defaults.billing ? { default_billing_address_id: address.id } : {}),
    })
    return address
  }

  setDefaultAddress(id: number, addressId: number, use: 'shipping' | 'billing'): StoredCustomer {
    const customer = this.get(id)
    if (!addressById(customer, addressId)) throw new Error(`Customer ${id} has no address ${addressId}`)
    return this.#replace(customer, { ...customer, [`default_${use}_address_id`]: addressId })
  }

  /** Makes the remote refuse to delete the customer, with this reason. Says nothing to the customer's `updated_at`. */
  linkToOrders(id: number, reason: string): void {
    this.#put(this.get(id), { ...this.get(id), links: [...this.get(id).links, reason] })
  }

  unlinkFromOrders(id: number): void {
    this.#put(this.get(id), { ...this.get(id), links: [] })
  }

  /** Why the remote refuses to delete the customer; empty when it does not. */
  obstacles({ id, links }: StoredCustomer): string[] {
    const found = [...links]
    if (this.sales.ordersOf(id).length > 0) found.push('Has sales orders')
    if (this.sales.creditsOf(id).length > 0) found.push('Has sales credits')
    return [...new Set(found)]
  }

  /** The customer with this id. Throws when there is none. */
  get(id: number): StoredCustomer {
    const customer = this.#records.get(id)
    if (!customer) throw new Error(`There is no customer ${id}`)
    return customer
  }

  snapshot(): StoreSnapshot {
    return {
      nextCustomerId: this.#nextCustomerId,
      nextAddressId: this.#nextAddressId,
      nextMappingId: this.mappings.nextId,
      customers: [...this.#records.values()],
      mappings: [...this.mappings.all()],
      sales: this.sales.snapshot(),
      shops: this.shops.snapshot(),
    }
  }

  /** Fills an empty store with what a snapshot holds. */
  restore(snapshot: StoreSnapshot): void {
    this.#nextCustomerId = snapshot.nextCustomerId
    this.#nextAddressId = snapshot.nextAddressId
    for (const customer of snapshot.customers) {
      this.#records.set(customer.id, customer)
      this.index.add(customer)
    }
    this.mappings.restore(snapshot.mappings, snapshot.nextMappingId)
    if (snapshot.sales) this.sales.restore(snapshot.sales)
    if (snapshot.shops) this.shops.restore(snapshot.shops)
  }

  #movedTo(customer: StoredCustomer, input: CustomerInput): Partial<StoredCustomer> {
    const given = rootLocation(input)
    const current = shippingAddress(customer)
    if (!given) return {}
    const moved = Object.fromEntries(LOCATION_FIELDS.map((field) => [field, current?.[field] ?? null]))
    Object.assign(moved, given)
    if (LOCATION_FIELDS.every((field) => (current?.[field] ?? null) === moved[field])) return {}
    if (isBlankLocation(moved)) return { default_shipping_address_id: null }
    const fields = wholeAddress({ ...moved, name: input.name ?? customer.name })
    const { addresses, address } = putAddress(customer.addresses, fields, this.#newAddressId)
    return { addresses, default_shipping_address_id: address.id }
  }

  /** Stores a changed record with a new `updated_at`; one that is not changed is left alone, as an ORM does. */
  #replace(before: StoredCustomer, after: StoredCustomer): StoredCustomer {
    const keys = Object.keys(after) as (keyof StoredCustomer)[]
    if (keys.every((key) => before[key] === after[key])) return before
    return this.#put(before, { ...after, updated_at: this.#seconds() })
  }

  #put(before: StoredCustomer, after: StoredCustomer): StoredCustomer {
    this.index.remove(before)
    this.#records.set(after.id, after)
    this.index.add(after)
    this.#onChange()
    return after
  }

  readonly #newAddressId = (): number => this.#nextAddressId++

  #seconds(): number {
    return Math.floor(this.#now().getTime() / 1000)
  }
}

/** A customer of a web shop that is integrated with the remote. */
export interface ShopCustomer {
  readonly id: number
  readonly integration_instance_id: number
  readonly name: string
  readonly email: string
  /** The remote's own customer for it; null before a sync has fetched it. */
  readonly customer_id: number | null
}

/** Everything the shops hold, as it is written to a file. */
export interface ShopSnapshot {
  nextId: number
  customers: ShopCustomer[]
}

/**
 * The customers of the integrated web shops, and the syncs that were asked for. A sync is a job: it is done when the
 * first request after the one that asked for it has been answered.
 */
export class ShopStore {
  readonly #customers = new Map<number, ShopCustomer>()
  #nextId = 501
  #asked: number[] = []
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** Customers of a shop, fetched or not. */
  of(instanceId: number): ShopCustomer[] {
    return [...this.#customers.values()].filter((each) => each.integration_instance_id === instanceId)
  }

  /** Somebody registers in the shop. */
  add(instanceId: number, name: string, email: string): ShopCustomer {
    const id = this.#nextId++
    return this.#put({ id, integration_instance_id: instanceId, name, email, customer_id: null })
  }

  /** Notes that a shop is to be synced. */
  ask(instanceId: number): void {
    this.#asked.push(instanceId)
  }

  /** The shops whose sync is due: those asked for so far, once. */
  takeAsked(): number[] {
    return this.#asked.splice(0)
  }

  link(shopCustomer: ShopCustomer, customerId: number): void {
    this.#put({ ...shopCustomer, customer_id: customerId })
  }

  snapshot(): ShopSnapshot {
    return { nextId: this.#nextId, customers: [...this.#customers.values()] }
  }

  restore({ nextId, customers }: ShopSnapshot): void {
    this.#nextId = nextId
    for (const each of customers) this.#customers.set(each.id, each)
  }

  #put(customer: ShopCustomer): ShopCustomer {
    this.#customers.set(customer.id, customer)
    this.#onChange()
    return customer
  }
}

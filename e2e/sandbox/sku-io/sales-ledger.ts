/** An order as the remote holds it. Amounts are cents, times whole seconds since 1970. */
export interface StoredOrder {
  readonly id: number
  readonly customer_id: number
  readonly total: number
  /** Paid in money: what credits pay is in the allocations. */
  readonly paid: number
  readonly ordered_at: number
}

/** A sales credit as the remote holds it. */
export interface StoredCredit {
  readonly id: number
  readonly customer_id: number
  readonly total: number
  readonly credited_at: number
}

/** What a credit pays of an order. */
export interface StoredAllocation {
  readonly id: number
  readonly credit_id: number
  readonly order_id: number
  readonly amount: number
}

/** A parcel of an order, and what Starshipit knows of it: null before it was submitted. */
export interface StoredFulfillment {
  readonly id: number
  readonly order_id: number
  readonly starshipit: { readonly order_id: string; readonly updates: number } | null
}

/** Everything the ledger holds, as it is written to a file. */
export interface SalesSnapshot {
  nextIds: { order: number; credit: number; allocation: number; fulfillment: number }
  orders: StoredOrder[]
  credits: StoredCredit[]
  allocations: StoredAllocation[]
  fulfillments: StoredFulfillment[]
  submissions: number
}

/** How the credit stands: nothing, some or all of it has been used. */
export type PaymentStatus = 'open' | 'partially_paid' | 'paid'

/**
 * Orders, sales credits, what of the one pays the other, and the parcels given to Starshipit. Whether something is
 * allowed is decided by the routes. Ids of each kind start elsewhere, so that one is never taken for another.
 */
export class SalesLedger {
  readonly orders = new Map<number, StoredOrder>()
  readonly credits = new Map<number, StoredCredit>()
  readonly allocations = new Map<number, StoredAllocation>()
  readonly fulfillments = new Map<number, StoredFulfillment>()
  /** How often all orders were handed to Starshipit. */
  submissions = 0
  #nextIds: SalesSnapshot['nextIds'] = { order: 1001, credit: 301, allocation: 9001, fulfillment: 7001 }
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** Adds an order with so many parcels. */
  addOrder(order: Omit<StoredOrder, 'id'>, parcels = 0): StoredOrder {
    const added = { ...order, id: this.#nextIds.order++ }
    this.orders.set(added.id, added)
    for (let parcel = 0; parcel < parcels; parcel += 1) {
      const id = this.#nextIds.fulfillment++
      this.fulfillments.set(id, { id, order_id: added.id, starshipit: null })
    }
    this.#onChange()
    return added
  }

  addCredit(credit: Omit<StoredCredit, 'id'>): StoredCredit {
    const added = { ...credit, id: this.#nextIds.credit++ }
    this.credits.set(added.id, added)
    this.#onChange()
    return added
  }

  ordersOf(customerId: number): StoredOrder[] {
    return [...this.orders.values()].filter((order) => order.customer_id === customerId)
  }

  creditsOf(customerId: number): StoredCredit[] {
    return [...this.credits.values()].filter((credit) => credit.customer_id === customerId)
  }

  allocationsOf(credit: StoredCredit): StoredAllocation[] {
    return [...this.allocations.values()].filter((allocation) => allocation.credit_id === credit.id)
  }

  fulfillmentsOf(order: StoredOrder): StoredFulfillment[] {
    return [...this.fulfillments.values()].filter((fulfillment) => fulfillment.order_id === order.id)
  }

  /** What of the credit has been used. */
  usedOf(credit: StoredCredit): number {
    return sum(this.allocationsOf(credit))
  }

  statusOf(credit: StoredCredit): PaymentStatus {
    const used = this.usedOf(credit)
    if (used === 0) return 'open'
    return used < credit.total ? 'partially_paid' : 'paid'
  }

  /** What has been paid of the order, by credits too. */
  paidOf(order: StoredOrder): number {
    return order.paid + sum([...this.allocations.values()].filter(({ order_id }) => order_id === order.id))
  }

  allocate(creditId: number, orderId: number, amount: number): StoredAllocation {
    const allocation = { id: this.#nextIds.allocation++, credit_id: creditId, order_id: orderId, amount }
    this.allocations.set(allocation.id, allocation)
    this.#onChange()
    return allocation
  }

  /** Returns whether the credit had this allocation. */
  unallocate(creditId: number, allocationId: number): boolean {
    if (this.allocations.get(allocationId)?.credit_id !== creditId) return false
    this.allocations.delete(allocationId)
    this.#onChange()
    return true
  }

  /** Hands every parcel that is not there yet to Starshipit, and returns those. */
  submit(): StoredFulfillment[] {
    this.submissions += 1
    const submitted = [...this.fulfillments.values()]
      .filter(({ starshipit }) => starshipit === null)
      .map((each) => ({ ...each, starshipit: { order_id: `SS-${each.id}`, updates: 0 } }))
    for (const each of submitted) this.fulfillments.set(each.id, each)
    this.#onChange()
    return submitted
  }

  /** Brings Starshipit's order of a parcel up to date. Returns false where it has none. */
  updateStarshipit(fulfillment: StoredFulfillment): boolean {
    const { starshipit } = fulfillment
    if (starshipit === null) return false
    const updated = { ...starshipit, updates: starshipit.updates + 1 }
    this.fulfillments.set(fulfillment.id, { ...fulfillment, starshipit: updated })
    this.#onChange()
    return true
  }

  deleteAllOf(customerId: number): void {
    for (const credit of this.creditsOf(customerId)) {
      for (const { id } of this.allocationsOf(credit)) this.allocations.delete(id)
      this.credits.delete(credit.id)
    }
    for (const order of this.ordersOf(customerId)) {
      for (const { id } of this.fulfillmentsOf(order)) this.fulfillments.delete(id)
      this.orders.delete(order.id)
    }
  }

  snapshot(): SalesSnapshot {
    return {
      nextIds: { ...this.#nextIds },
      orders: [...this.orders.values()],
      credits: [...this.credits.values()],
      allocations: [...this.allocations.values()],
      fulfillments: [...this.fulfillments.values()],
      submissions: this.submissions,
    }
  }

  restore(snapshot: SalesSnapshot): void {
    this.#nextIds = { ...snapshot.nextIds }
    this.submissions = snapshot.submissions
    for (const each of snapshot.orders) this.orders.set(each.id, each)
    for (const each of snapshot.credits) this.credits.set(each.id, each)
    for (const each of snapshot.allocations) this.allocations.set(each.id, each)
    for (const each of snapshot.fulfillments) this.fulfillments.set(each.id, each)
  }
}

function sum(allocations: readonly StoredAllocation[]): number {
  return allocations.reduce((total, { amount }) => total + amount, 0)
}

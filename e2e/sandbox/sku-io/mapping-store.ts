/** A customer's own name for a product, as the remote holds it. */
export interface StoredMapping {
  readonly id: number
  readonly customer_id: number
  readonly customer_sku: string
  readonly product_id: number
}

/** SKU mappings of all customers. A customer's SKU is unique within the customer, exactly as it is spelled. */
export class MappingStore {
  #nextId = 1
  readonly #byCustomer = new Map<number, Map<string, StoredMapping>>()
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get nextId(): number {
    return this.#nextId
  }

  /** Mappings of a customer, oldest first. */
  of(customerId: number): StoredMapping[] {
    return [...(this.#byCustomer.get(customerId)?.values() ?? [])]
  }

  *all(): Iterable<StoredMapping> {
    for (const mappings of this.#byCustomer.values()) yield* mappings.values()
  }

  /** Adds the mapping, or points the SKU that is there to the product. The id stays with the SKU. */
  upsert(
    customerId: number,
    customerSku: string,
    productId: number,
  ): { mapping: StoredMapping; created: boolean } {
    const mappings = this.#byCustomer.get(customerId) ?? new Map<string, StoredMapping>()
    const existing = mappings.get(customerSku)
    const mapping = {
      id: existing?.id ?? this.#nextId++,
      customer_id: customerId,
      customer_sku: customerSku,
      product_id: productId,
    }
    mappings.set(customerSku, mapping)
    this.#byCustomer.set(customerId, mappings)
    this.#onChange()
    return { mapping, created: !existing }
  }

  /** Returns whether the customer had this mapping. */
  delete(customerId: number, mappingId: number): boolean {
    const mappings = this.#byCustomer.get(customerId)
    const mapping = this.of(customerId).find(({ id }) => id === mappingId)
    if (!mappings || !mapping) return false
    mappings.delete(mapping.customer_sku)
    this.#onChange()
    return true
  }

  deleteAllOf(customerId: number): void {
    this.#byCustomer.delete(customerId)
  }

  restore(mappings: readonly StoredMapping[], nextId: number): void {
    for (const { customer_id, customer_sku, product_id, id } of mappings) {
      this.#nextId = id
      this.upsert(customer_id, customer_sku, product_id)
    }
    this.#nextId = nextId
  }
}

import type { CustomerFilter } from './customer-filters.ts'
import type { ArchivedMode, SortColumn } from './customer-index.ts'
import type { StoredCustomer } from './customer-record.ts'
import type { SkuIoStore } from './store.ts'

/** Which customers, in which order. */
export interface CustomerQuery {
  archived: ArchivedMode
  sort: SortColumn
  descending: boolean
  /** What makes the rows fewer, if anything does. */
  narrowed: {
    filter: CustomerFilter
    /** Text that is the same for the same filter. */
    key: string
  } | null
}

/** Finds customers by query. The outcome of a search or filter is kept until a customer changes. */
export class CustomerFinder {
  readonly #store: SkuIoStore
  #found = new Map<string, readonly number[]>()
  #version = -1

  constructor(store: SkuIoStore) {
    this.#store = store
  }

  /** Part of the list, and how long it is as a whole. */
  find(query: CustomerQuery, start: number, count: number): { rows: StoredCustomer[]; total: number } {
    const ids = query.narrowed ? this.#narrowed(query, query.narrowed) : null
    const sorted = this.#store.index.sorted(query.sort, query.archived)
    const page = ids ? ids.slice(start, start + count) : sorted.slice(start, count, query.descending)
    return { rows: page.map((id) => this.#store.get(id)), total: ids ? ids.length : sorted.length }
  }

  #narrowed(
    query: CustomerQuery,
    { filter, key }: NonNullable<CustomerQuery['narrowed']>,
  ): readonly number[] {
    const { index } = this.#store
    if (this.#version !== index.version) {
      this.#found.clear()
      this.#version = index.version
    }
    const name = JSON.stringify([query.archived, query.sort, query.descending, key])
    const known = this.#found.get(name)
    if (known) return known
    const sorted = index.sorted(query.sort, query.archived)
    const ids = sorted.slice(0, sorted.length, query.descending).filter((id) => filter(this.#store.get(id)))
    this.#found.set(name, ids)
    return ids
  }
}

/** Keeps customers whose name, e-mail or another of the given fields contains the text, whatever the case. */
export function searchFilter(
  text: string,
  fields: readonly ('name' | 'email' | 'company')[],
): CustomerFilter {
  const wanted = text.toLowerCase()
  return (customer) => fields.some((field) => customer[field]?.toLowerCase().includes(wanted) === true)
}

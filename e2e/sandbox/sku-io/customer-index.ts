import { shippingAddress, type StoredCustomer } from './customer-record.ts'
import { SortedIds } from './sorted-ids.ts'

/** Columns that the v1 list sorts by, besides the order of creation (`id`) that it has by itself. */
export const SORTABLE_COLUMNS = [
  'name',
  'email',
  'company',
  'created_at',
  'updated_at',
  'archived_at',
] as const

export type SortColumn = (typeof SORTABLE_COLUMNS)[number] | 'id'

/** Which customers a list holds, in the words of the `archived` parameter: 0 active, 1 archived, 2 both. */
export type ArchivedMode = 0 | 1 | 2

/** Lookups beside the customers, so that no request walks through all of them unless it searches or filters. */
export class CustomerIndex {
  /** Goes up with every change; whoever caches something compares it. */
  version = 0
  readonly #customers: ReadonlyMap<number, StoredCustomer>
  readonly #emails = new Map<string, Set<number>>()
  readonly #namesAndZips = new Map<string, Set<number>>()
  readonly #sorted = new Map<string, { column: SortColumn; mode: ArchivedMode; ids: SortedIds }>()

  constructor(customers: ReadonlyMap<number, StoredCustomer>) {
    this.#customers = customers
  }

  add(customer: StoredCustomer): void {
    this.version += 1
    for (const email of emailsOf(customer)) {
      this.#emails.set(email, (this.#emails.get(email) ?? new Set()).add(customer.id))
    }
    const key = nameAndZipOf(customer)
    if (key !== null) this.#namesAndZips.set(key, (this.#namesAndZips.get(key) ?? new Set()).add(customer.id))
    for (const { column, mode, ids } of this.#sorted.values()) {
      if (belongs(customer, mode)) ids.add({ key: sortKey(customer, column), id: customer.id })
    }
  }

  remove(customer: StoredCustomer): void {
    this.version += 1
    for (const email of emailsOf(customer)) {
      const holders = this.#emails.get(email)
      holders?.delete(customer.id)
      if (holders?.size === 0) this.#emails.delete(email)
    }
    const key = nameAndZipOf(customer)
    if (key !== null) this.#namesAndZips.get(key)?.delete(customer.id)
    for (const { column, mode, ids } of this.#sorted.values()) {
      if (belongs(customer, mode)) ids.remove({ key: sortKey(customer, column), id: customer.id })
    }
  }

  /** Whether a customer other than this one holds the e-mail, on itself or on any of its addresses. Case does not matter. */
  emailHeldByOther(email: string, customerId: number | null): boolean {
    const holders = this.#emails.get(email.toLowerCase())
    return holders !== undefined && [...holders].some((id) => id !== customerId)
  }

  /** Customers of this name whose default shipping address has this postcode. Case does not matter. */
  byNameAndZip(name: string, zip: string): StoredCustomer[] {
    return [...(this.#namesAndZips.get(nameAndZip(name, zip)) ?? [])].flatMap(
      (id) => this.#customers.get(id) ?? [],
    )
  }

  /** The ids of all customers of this kind in the order of a column; built when first asked for, then kept up to date. */
  sorted(column: SortColumn, mode: ArchivedMode): SortedIds {
    const name = `${column} ${mode}`
    const built = this.#sorted.get(name)
    if (built) return built.ids
    const entries = [...this.#customers.values()]
      .filter((customer) => belongs(customer, mode))
      .map((customer) => ({ key: sortKey(customer, column), id: customer.id }))
    const ids = new SortedIds(entries)
    this.#sorted.set(name, { column, mode, ids })
    return ids
  }
}

function belongs(customer: StoredCustomer, mode: ArchivedMode): boolean {
  return mode === 2 || (customer.archived_at !== null) === (mode === 1)
}

/** Empty values come first, as in the remote's database; case does not matter. */
function sortKey(customer: StoredCustomer, column: SortColumn): string {
  if (column === 'id') return ''
  const value = customer[column]
  if (value === null) return ''
  return typeof value === 'number' ? String(value).padStart(12, '0') : value.toLowerCase()
}

function emailsOf(customer: StoredCustomer): Set<string> {
  const emails = new Set<string>()
  if (customer.email !== null) emails.add(customer.email.toLowerCase())
  for (const { email } of customer.addresses) if (email !== null) emails.add(email.toLowerCase())
  return emails
}

function nameAndZipOf(customer: StoredCustomer): string | null {
  const zip = shippingAddress(customer)?.zip ?? null
  return zip === null ? null : nameAndZip(customer.name, zip)
}

function nameAndZip(name: string, zip: string): string {
  return `${name.toLowerCase()}|${zip.toLowerCase()}`
}

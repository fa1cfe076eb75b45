import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { FindKeys } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { ok, type Result } from '#shared/result.ts'
import { getAll } from '../kit/get-all.ts'
import { PAGE_SIZE } from './capabilities.ts'
import type { FoundStore } from './client.ts'
import { readCustomer, readCustomers } from './read-customer.ts'

/** One customer as it now is. */
export async function reread(
  store: FoundStore,
  id: string,
  signal: AbortSignal,
): Promise<Result<RemoteCustomer, RemoteError>> {
  const data = await store.api.byId(id, signal)
  return data.ok ? readCustomer(data.value, store) : data
}

/**
 * Customers by id in the order asked, in as few requests as the API allows. A list proves only that somebody is there:
 * whoever it does not name is asked for alone, and null is the store's own word that there is nobody.
 */
export async function getCustomers(
  store: FoundStore,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Result<(RemoteCustomer | null)[], RemoteError>> {
  const found = new Map<string, RemoteCustomer>()
  for (let start = 0; ids.length > 1 && start < ids.length; start += PAGE_SIZE) {
    const some = await store.api.someById(ids.slice(start, start + PAGE_SIZE), signal)
    if (!some.ok) return some
    const read = readCustomers(some.value, store)
    if (!read.ok) return read
    for (const record of read.value.records) found.set(record.remoteId, record)
  }
  const missing = ids.filter((id) => !found.has(id))
  const alone = await getAll(missing, (id, by) => reread(store, id, by), signal)
  if (!alone.ok) return alone
  const byId = new Map(missing.map((id, index) => [id, alone.value[index] ?? null] as const))
  return ok(ids.map((id) => found.get(id) ?? byId.get(id) ?? null))
}

/** Users of this e-mail, whatever their role; two where overlapping creates have made two. Other keys are unknown there. */
export async function findCustomers(
  store: FoundStore,
  keys: FindKeys,
  signal: AbortSignal,
): Promise<Result<RemoteCustomer[], RemoteError>> {
  const email = keys.email?.trim().toLowerCase() ?? ''
  if (email === '') return ok([])
  const rows = await store.api.byEmail(email, signal)
  if (!rows.ok) return rows
  const read = readCustomers(rows.value, store)
  if (!read.ok) return read
  return ok(read.value.records.filter(({ fields }) => fields.email?.trim().toLowerCase() === email))
}

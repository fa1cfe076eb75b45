import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { ok, type Result } from '#shared/result.ts'
import { getAll } from '../kit/get-all.ts'
import { readRecord, readRows } from '../kit/read-rows.ts'
import { isBroken } from './answers.ts'
import { PAGE_SIZE } from './capabilities.ts'
import type { OfnClient } from './client.ts'
import { customerFromWire } from './mapping.ts'
import { wireCustomerSchema } from './wire.ts'

/**
 * Customers by id, in the order asked. Several come by one request, as a list of these ids; whoever is not in it is asked
 * for alone, since only a 404 says that a customer is gone, and so is each where the list cannot be shown.
 */
export async function getCustomers(
  client: OfnClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Result<(RemoteCustomer | null)[], RemoteError>> {
  const listed =
    ids.length > 1 ? await readTogether(client, ids, signal) : ok(new Map<string, RemoteCustomer>())
  if (!listed.ok) return listed
  const known = listed.value
  return getAll(
    ids,
    (id, by) => {
      const record = known.get(id)
      return record === undefined ? getCustomer(client, id, by) : Promise.resolve(ok(record))
    },
    signal,
  )
}

async function getCustomer(
  client: OfnClient,
  id: string,
  signal: AbortSignal,
): Promise<Result<RemoteCustomer, RemoteError>> {
  const single = await client.customer(id, signal)
  return single.ok ? readRecord(single.value.data, wireCustomerSchema, customerFromWire) : single
}

async function readTogether(
  client: OfnClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Result<Map<string, RemoteCustomer>, RemoteError>> {
  const known = new Map<string, RemoteCustomer>()
  for (let start = 0; start < ids.length; start += PAGE_SIZE) {
    const listed = await client.byIds(ids.slice(start, start + PAGE_SIZE), signal)
    if (!listed.ok && isBroken(listed.error)) continue
    if (!listed.ok) return listed
    const rows = readRows(listed.value, wireCustomerSchema, customerFromWire)
    if (rows.ok) for (const record of rows.value.records) known.set(record.remoteId, record)
  }
  return ok(known)
}

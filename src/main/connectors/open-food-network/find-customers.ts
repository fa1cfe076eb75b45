import type { FindKeys } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { ok, type Result } from '#shared/result.ts'
import { readRows } from '../kit/read-rows.ts'
import { isBroken } from './answers.ts'
import { PAGE_SIZE } from './capabilities.ts'
import type { ListFilter, OfnClient } from './client.ts'
import { firstBrokenId } from './list-stretch.ts'
import { customerFromWire } from './mapping.ts'
import { wireCustomerSchema } from './wire.ts'

/**
 * Customers of the enterprise with this e-mail or code. E-mails are kept in lower case there and compared as they are
 * sent. What is found is compared again, since a condition that a version does not know is ignored without a word. One
 * that cannot be shown is told by its id and the key alone, so that it is not made a second time.
 */
export async function findCustomers(
  client: OfnClient,
  filter: ListFilter,
  keys: FindKeys,
  signal: AbortSignal,
): Promise<Result<RemoteCustomer[], RemoteError>> {
  const found = new Map<string, RemoteCustomer>()
  const email = keys.email?.trim().toLowerCase() ?? ''
  const code = keys.code?.trim() ?? ''
  for (const [field, key] of [
    ['email', email],
    ['code', code],
  ] as const) {
    if (key === '') continue
    const hits = await findBy(client, { ...filter, [field]: key }, { [field]: key }, signal)
    if (!hits.ok) return hits
    for (const hit of hits.value) {
      if ((hit.fields[field] ?? '').trim().toLowerCase() === key.toLowerCase()) found.set(hit.remoteId, hit)
    }
  }
  return ok([...found.values()])
}

async function findBy(
  client: OfnClient,
  filter: ListFilter,
  fields: RemoteCustomer['fields'],
  signal: AbortSignal,
): Promise<Result<RemoteCustomer[], RemoteError>> {
  const page = await client.list({ ...filter, after: '', size: PAGE_SIZE, balance: false }, signal)
  if (page.ok) {
    const read = readRows(page.value.rows, wireCustomerSchema, customerFromWire)
    return read.ok ? ok(read.value.records) : read
  }
  if (!isBroken(page.error)) return page
  const broken = await firstBrokenId(client, filter, '', signal)
  if (!broken.ok) return broken
  return ok([{ remoteId: broken.value, revision: '', complete: false, fields }])
}

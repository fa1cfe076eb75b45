import type { PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, type Result } from '#shared/result.ts'
import type { SkuIoClient } from './client.ts'
import { readCustomer } from './read-customer.ts'
import { wireAddressSchema, wireSingleSchema } from './wire.ts'

/** The customer in the answer to a write; `protocol` where there is none to be read. */
export function recordIn(body: unknown): Result<RemoteCustomer, RemoteError> {
  const single = wireSingleSchema.safeParse(body)
  if (!single.success) return err({ kind: 'protocol', detail: 'A write was answered without a record' })
  return readCustomer(single.data.data)
}

/** Id of the address in the answer to adding one (it may be that of an equal one); '' where it tells none. */
export function addressIdIn(body: unknown): string {
  const single = wireSingleSchema.safeParse(body)
  const address = wireAddressSchema.safeParse(single.success ? single.data.data : undefined)
  return address.success ? address.data.id : ''
}

/** The customer as it now is. Its addresses are asked for by themselves where the customer does not tell them. */
export async function reread(
  client: SkuIoClient,
  remoteId: string,
  signal: AbortSignal,
): Promise<Result<RemoteCustomer, RemoteError>> {
  const data = await client.customer(remoteId, signal)
  if (!data.ok) return data
  const customer = readCustomer(data.value)
  if (!customer.ok || customer.value.complete) return customer
  const addresses = await client.addresses(remoteId, signal)
  if (addresses.ok) return readCustomer({ ...(data.value as object), ...addressesIn(addresses.value) })
  // Who may not see the addresses still sees the customer.
  const told = ['permission', 'not-found', 'protocol'].includes(addresses.error.kind)
  return told ? customer : addresses
}

/** Assumed: a list, in which a row may say that it is a default; or the names that the customer itself has for them. */
function addressesIn(data: unknown): object {
  if (!Array.isArray(data)) return typeof data === 'object' && data !== null ? data : {}
  const rows = data as unknown[]
  const chosen = (flag: string): unknown =>
    rows.find(
      (row) => typeof row === 'object' && row !== null && flag in row && Reflect.get(row, flag) === true,
    )
  const shipping = chosen('is_default_shipping')
  const billing = chosen('is_default_billing')
  return {
    addresses: rows,
    ...(shipping === undefined ? {} : { default_shipping_address: shipping }),
    ...(billing === undefined ? {} : { default_billing_address: billing }),
  }
}

/** The record where its addresses may have changed since it was read: they are not told rather than told wrongly. */
export function withoutAddresses(record: RemoteCustomer): RemoteCustomer {
  const { remoteId, revision, fields, facts, extra, archived, archivedAt } = record
  return {
    ...{ remoteId, revision, fields, complete: false },
    ...(facts && { facts }),
    ...(extra && { extra }),
    ...(archived !== undefined && { archived }),
    ...(archivedAt !== undefined && { archivedAt }),
  }
}

/** The outcome of a write that took effect. */
export function accepted(
  localId: string,
  record: RemoteCustomer,
  addressIds: Record<string, string>,
): PushOutcome<'customer'> {
  return { status: 'accepted', localId, record, addressIds }
}

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

/** The customer as it now is. */
export async function reread(
  client: SkuIoClient,
  remoteId: string,
  signal: AbortSignal,
): Promise<Result<RemoteCustomer, RemoteError>> {
  const data = await client.customer(remoteId, signal)
  return data.ok ? readCustomer(data.value) : data
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

import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { CustomerDraft } from '#shared/domain/customer.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { reread, type Account } from './account.ts'
import { addressesBody, type WriteBody } from './bodies.ts'

/** A write that has been answered. */
interface AnsweredWrite {
  record: RemoteCustomer
  write: WriteBody
  whole: CustomerDraft
}

/**
 * The record with the addresses that were written. Which names a write takes is not published: where the street of one
 * did not arrive, all are written once more under the other names, which are kept to from then on.
 */
export async function withAddressesTaken(
  account: Account,
  { record, write, whole }: AnsweredWrite,
  signal: AbortSignal,
): Promise<Result<RemoteCustomer, RemoteError>> {
  const sent = whole.addresses.filter(({ id }) => id in write.slots)
  const streetOf = (slot: string | undefined): string =>
    record.addresses?.find(({ remoteId }) => remoteId === slot)?.fields.line1 ?? ''
  const lost = sent.some(({ id, line1 }) => line1.trim() !== '' && streetOf(write.slots[id]) === '')
  if (!lost) return ok(record)
  account.addressShape = account.addressShape === 'lines-and-zone' ? 'address-and-state' : 'lines-and-zone'
  const { body } = addressesBody(sent, whole, account.addressShape)
  const path = `customers/${encodeURIComponent(record.remoteId)}`
  const answer = await account.client.write('PUT', path, body, signal)
  if (!answer.ok && answer.error.kind === 'failed') return err(answer.error.error)
  // A refusal leaves the record as it is: what it lacks is told by reading it.
  return reread(account, record.remoteId, signal)
}

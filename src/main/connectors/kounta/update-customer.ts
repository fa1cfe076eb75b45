import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Result } from '#shared/result.ts'
import { reread, type Account } from './account.ts'
import { updateBody } from './bodies.ts'
import { failedOutcome, unknownOutcome } from '../kit/outcomes.ts'
import { readCustomer } from './read-customers.ts'
import { withAddressesTaken } from './taken-addresses.ts'

type Update = Extract<CustomerPush, { type: 'update' }>

/** Kounta, update customer: one PUT of what is named. The record is read again where the answer does not tell it. */
export async function updateCustomer(
  account: Account,
  item: Update,
  signal: AbortSignal,
): Promise<PushOutcome<'customer'>> {
  const { localId, remoteId, changes, whole } = item
  const write = updateBody(changes, whole, account.addressShape)
  const isEmpty = Object.keys(write.body).length === 0
  const now = isEmpty ? await reread(account, remoteId, signal) : await put(account, item, write.body, signal)
  if ('status' in now) return now
  if (!now.ok) {
    if (now.error.kind === 'not-found') return { status: 'gone', localId }
    return isEmpty ? { status: 'not-sent', localId, error: now.error } : unknownOutcome(localId, now.error)
  }
  const record = await withAddressesTaken(account, { record: now.value, write, whole }, signal)
  if (!record.ok) return unknownOutcome(localId, record.error)
  return { status: 'accepted', localId, record: record.value, addressIds: write.slots }
}

async function put(
  account: Account,
  { localId, remoteId }: Update,
  body: Parameters<Account['client']['write']>[2],
  signal: AbortSignal,
): Promise<Result<RemoteCustomer, RemoteError> | PushOutcome<'customer'>> {
  const path = `customers/${encodeURIComponent(remoteId)}`
  const answer = await account.client.write('PUT', path, body, signal)
  if (!answer.ok) return failedOutcome(localId, answer.error)
  const told = readCustomer(answer.value.body)
  if (told.ok && told.value.remoteId === remoteId && told.value.addresses !== undefined) return told
  return reread(account, remoteId, signal)
}

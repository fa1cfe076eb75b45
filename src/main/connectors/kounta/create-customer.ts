import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, type Result } from '#shared/result.ts'
import type { HttpAnswer } from '#main/http/http-client.ts'
import { reread, type Account } from './account.ts'
import { createBody } from './bodies.ts'
import { findCustomers } from './find-customers.ts'
import { failedOutcome, unknownOutcome } from '../kit/outcomes.ts'
import { readCustomer } from './read-customers.ts'
import { withAddressesTaken } from './taken-addresses.ts'

type Create = Extract<CustomerPush, { type: 'create' }>

/**
 * Kounta, create customer: one POST under a reference of ours, answered with no more than where the record is. What a
 * create does not take (tags, image, mark for marketing) goes with the update that follows.
 */
export async function createCustomer(
  account: Account,
  item: Create,
  signal: AbortSignal,
): Promise<PushOutcome<'customer'>> {
  const { localId, whole } = item
  const reference = whole.referenceId.trim() || localId
  const write = createBody(whole, reference, account.addressShape)
  const answer = await account.client.write('POST', 'customers', write.body, signal)
  if (!answer.ok) {
    const failure = answer.error
    if (failure.kind === 'refused' && failure.refusal.exists) {
      return { status: 'exists', localId, reason: failure.refusal.reason }
    }
    // The path names no customer, so there is none that could be gone.
    if (failure.kind === 'gone') return { status: 'refused', localId, reason: failure.reason, field: '' }
    return failedOutcome(localId, failure)
  }
  // From here on it exists: what cannot be read now is found by its reference later.
  const created = await createdRecord(account, answer.value, reference, signal)
  if (!created.ok) return unknownOutcome(localId, created.error)
  const record = await withAddressesTaken(account, { record: created.value, write, whole }, signal)
  if (!record.ok) return unknownOutcome(localId, record.error)
  return { status: 'accepted', localId, record: record.value, addressIds: write.slots }
}

/** By the body where there is one, by `Location`, else by the reference. */
async function createdRecord(
  account: Account,
  answer: HttpAnswer & { url: string },
  reference: string,
  signal: AbortSignal,
): Promise<Result<RemoteCustomer, RemoteError>> {
  if (answer.body !== undefined) {
    const told = readCustomer(answer.body)
    if (told.ok) return told
  }
  const id = account.client.customerIdIn(answer.headers['location'] ?? '', answer.url)
  if (id !== null) return reread(account, id, signal)
  const found = await findCustomers(account.client, { referenceId: reference }, signal)
  if (!found.ok) return found
  const [first] = found.value
  if (first !== undefined) return { ok: true, value: first }
  return err({ kind: 'protocol', detail: 'A create was answered without saying where the record is' })
}

import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { addressBody, fieldsBody } from './bodies.ts'
import type { SkuIoClient } from './client.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { accepted, addressIdIn, recordIn, reread } from './customer-answers.ts'
import { failedOutcome, unknownOutcome } from '../kit/outcomes.ts'

type Update = Extract<CustomerPush, { type: 'update' }>
type Outcome = PushOutcome<'customer'>

/** What the calls of one update have done so far. */
interface Progress {
  /** A call has taken effect. */
  touched: boolean
  /** The record as the last answer told it; null where a later call has changed it since. */
  record: RemoteCustomer | null
  addressIds: Record<string, string>
}

/**
 * Sends what is named and nothing else: fields by PUT, each new address by POST, defaults and archiving by calls of
 * their own. The record is read again at the end where the last answer does not tell it whole.
 */
export async function updateCustomer(
  client: SkuIoClient,
  item: Update,
  signal: AbortSignal,
): Promise<Outcome> {
  const { localId, remoteId } = item
  const progress: Progress = { touched: false, record: null, addressIds: {} }
  for (const step of [sendFields, sendAddresses, sendDefaults, sendArchived]) {
    const done = await step(client, item, progress, signal)
    if (!done.ok) return failedOutcome(localId, done.error, progress.touched)
  }
  if (progress.record?.complete === true) return accepted(localId, progress.record, progress.addressIds)
  const now = await reread(client, remoteId, signal)
  if (now.ok) return accepted(localId, now.value, progress.addressIds)
  return now.error.kind === 'not-found' ? { status: 'gone', localId } : unknownOutcome(localId, now.error)
}

type Step = (
  client: SkuIoClient,
  item: Update,
  progress: Progress,
  signal: AbortSignal,
) => Promise<Result<null, WriteFailure>>

const sendFields: Step = async (client, { remoteId, changes }, progress, signal) => {
  const body = fieldsBody(changes.fields)
  if (Object.keys(body).length === 0) return ok(null)
  const answer = await client.updateCustomer(remoteId, body, signal)
  if (!answer.ok) return answer
  const told = recordIn(answer.value)
  progress.touched = true
  progress.record = told.ok ? told.value : null // the record is read again then
  return ok(null)
}

const sendAddresses: Step = async (client, { remoteId, changes }, progress, signal) => {
  if (changes.changedAddresses.length > 0 || changes.removedAddresses.length > 0) {
    return impossible('SKU.io changes and removes no addresses')
  }
  for (const address of changes.addedAddresses) {
    const answer = await client.addAddress(remoteId, addressBody(address), signal)
    if (!answer.ok) return answer
    progress.touched = true
    progress.record = null
    const addressId = addressIdIn(answer.value)
    if (addressId === '') {
      const error = { kind: 'protocol', detail: 'An added address was answered without its id' } as const
      return err({ kind: 'failed', error, sent: true })
    }
    progress.addressIds[address.id] = addressId
  }
  return ok(null)
}

/** The reference has no call that takes a default away: '' is not sent, and the answer tells what stands. */
const sendDefaults: Step = async (client, { remoteId, changes, whole }, progress, signal) => {
  const wanted = [
    ['shipping', changes.defaultShippingAddressId],
    ['billing', changes.defaultBillingAddressId],
  ] as const
  for (const [use, localId] of wanted) {
    if (localId === undefined || localId === '') continue
    const known = whole.addresses.find((address) => address.id === localId)?.remoteId ?? ''
    const addressId = progress.addressIds[localId] ?? known
    if (addressId === '') return impossible('A default address is neither there nor being added')
    const answer = await client.setDefaultAddress(remoteId, use, addressId, signal)
    if (!answer.ok) return answer.error.kind === 'gone' ? err(refusedDefault(answer.error.reason)) : answer
    progress.touched = true
    progress.record = null
  }
  return ok(null)
}

const sendArchived: Step = async (client, { remoteId, changes }, progress, signal) => {
  if (changes.archived === undefined) return ok(null)
  const answer = await client.setArchived(remoteId, changes.archived, signal)
  if (!answer.ok) return answer
  progress.touched = true
  progress.record = null
  return ok(null)
}

/** A 404 here may mean the address: the customer is not gone for that. */
function refusedDefault(reason: string): WriteFailure {
  return { kind: 'refused', refusal: { status: 404, reason, field: '', exists: false } }
}

/** Against the capabilities: nothing is sent for it, and the others are not held up. */
function impossible(detail: string): Result<null, WriteFailure> {
  return err({ kind: 'failed', error: { kind: 'protocol', detail }, sent: false })
}

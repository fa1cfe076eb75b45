import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { failedOutcome } from '../kit/outcomes.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { skuIoCapabilities } from './capabilities.ts'
import type { SkuIoClient } from './client.ts'
import { wireDeletabilitySchema } from './wire-deletability.ts'

type Outcome = PushOutcome<'customer'>
type Delete = Extract<CustomerPush, { type: 'delete' }>

/** What the remote says of each customer: nothing in the way, or why not ('' where it gives no words). */
type Deletability = ReadonlyMap<string, { deletable: boolean; reason: string }>

/**
 * Asks what can be deleted, refuses the rest with the remote's reasons, and deletes several by few calls. Items without
 * an outcome here are to be deleted alone: the only one, what the remote says nothing of, and all of a bulk call that
 * was refused, so that the one at fault shows.
 */
export async function pushDeletes(
  client: SkuIoClient,
  items: readonly Delete[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  if (items.length === 0) return []
  const checked = await deletability(client, items, signal)
  if (!checked.ok) {
    return items.map(({ localId }) => ({ status: 'not-sent', localId, error: checked.error }))
  }
  const outcomes: Outcome[] = []
  const deletable: Delete[] = []
  for (const item of items) {
    const told = checked.value.get(item.remoteId)
    if (told?.deletable === true) deletable.push(item)
    // Without a reason the call itself is to give one.
    else if (told !== undefined && told.reason !== '') {
      outcomes.push({ status: 'refused', localId: item.localId, reason: told.reason, field: '' })
    }
  }
  const most = skuIoCapabilities.bulk.delete
  for (let start = 0; start < deletable.length && deletable.length > 1; start += most) {
    outcomes.push(...(await deletePart(client, deletable.slice(start, start + most), signal)))
  }
  return outcomes
}

/** Deletes one customer. */
export async function deleteCustomer(
  client: SkuIoClient,
  { localId, remoteId }: Delete,
  signal: AbortSignal,
): Promise<Outcome> {
  const deleted = await client.deleteCustomer(remoteId, signal)
  return deleted.ok ? gone(localId) : failedOutcome(localId, deleted.error)
}

/** The bulk answer names no record: what the remote still speaks of afterwards has not been deleted and goes alone. */
async function deletePart(
  client: SkuIoClient,
  items: readonly Delete[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  const ids = items.map((item) => item.remoteId)
  const answer = await client.deleteInBulk(ids, signal)
  if (!answer.ok) {
    const failure = failureOfCall(answer.error)
    return failure === null ? [] : items.map((item) => failedOutcome(item.localId, failure))
  }
  const left = await deletability(client, items, signal)
  return items
    .filter(({ remoteId }) => !(left.ok && left.value.has(remoteId)))
    .map(({ localId }) => gone(localId))
}

/** An error only where it would befall the deletes as well; a remote that does not answer the question says nothing. */
async function deletability(
  client: SkuIoClient,
  items: readonly Delete[],
  signal: AbortSignal,
): Promise<Result<Deletability, RemoteError>> {
  const ids = items.map((item) => item.remoteId)
  const answer = await client.deletable(ids, signal)
  if (answer.ok) {
    const read = wireDeletabilitySchema.safeParse(answer.value)
    return ok(new Map(read.success ? read.data.map((row) => [row.id, row]) : []))
  }
  const failure = failureOfCall(answer.error)
  if (failure === null || failure.error.kind === 'protocol') return ok(new Map())
  // The question changes nothing, so a lost answer to it leaves nothing open.
  if (failure.error.kind !== 'timeout-unknown') return err(failure.error)
  return err(signal.aborted ? { kind: 'cancelled' } : { kind: 'unavailable', status: 0, retryAfterMs: 0 })
}

/** Null where the call as such was turned down: by a rule, for the lack of a role, or because there is no such route. */
function failureOfCall(failure: WriteFailure): Extract<WriteFailure, { kind: 'failed' }> | null {
  if (failure.kind !== 'failed') return null
  return failure.error.kind === 'permission' && failure.error.requiredScope === '' ? null : failure
}

function gone(localId: string): Outcome {
  return { status: 'accepted', localId, record: null, addressIds: {} }
}

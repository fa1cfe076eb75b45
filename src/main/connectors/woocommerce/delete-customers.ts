import { PROTECTED_ACCOUNT } from '#shared/connector/app-refusals.ts'
import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { Result } from '#shared/result.ts'
import { failedOutcome } from '../kit/outcomes.ts'
import { pushItems } from '../kit/push-items.ts'
import { CONCURRENCY } from './capabilities.ts'
import type { FoundStore } from './client.ts'
import { inChunks } from './in-chunks.ts'
import { getCustomers } from './read-customers.ts'
import { mayBeDeleted } from './roles.ts'
import type { StoreFailure } from './store-errors.ts'

type Delete = Extract<CustomerPush, { type: 'delete' }>
type Outcome = PushOutcome<'customer'>

/**
 * Deletes for good. Stores before WooCommerce 9.5.2 delete whoever they are asked to, the administrator and the owner of
 * the keys too, after which every call is refused: so each is read first, and only customers and subscribers go.
 */
export async function deleteCustomers(
  store: FoundStore,
  items: readonly Delete[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  const read = await getCustomers(
    store,
    items.map(({ remoteId }) => remoteId),
    signal,
  )
  if (!read.ok) return items.map(({ localId }) => ({ status: 'not-sent', localId, error: read.error }))
  const outcomes = new Map<Delete, Outcome>()
  const toDelete: Delete[] = []
  for (const [index, item] of items.entries()) {
    const { localId } = item
    const record = read.value[index] ?? null
    if (record === null) outcomes.set(item, { status: 'gone', localId })
    else if (mayBeDeleted(record.facts?.role)) toDelete.push(item)
    else outcomes.set(item, { status: 'refused', localId, reason: PROTECTED_ACCOUNT, field: '' })
  }
  const { deleteMany } = store.api
  if (deleteMany !== null && toDelete.length > 1) {
    const ids = toDelete.map(({ remoteId }) => remoteId)
    const answers = await inChunks(ids, (chunk) => deleteMany(chunk, signal), signal)
    for (const [index, item] of toDelete.entries()) {
      const answer = answers[index]
      if (answer !== undefined) outcomes.set(item, outcomeOf(item, answer))
    }
  } else {
    const alone = await pushItems<'customer', Delete>(
      toDelete,
      CONCURRENCY,
      async (item) => outcomeOf(item, await store.api.delete(item.remoteId, signal)),
      signal,
    )
    for (const [index, item] of toDelete.entries()) {
      const outcome = alone[index]
      if (outcome !== undefined) outcomes.set(item, outcome)
    }
  }
  return items.flatMap((item) => outcomes.get(item) ?? [])
}

function outcomeOf({ localId }: Delete, answer: Result<unknown, StoreFailure>): Outcome {
  if (!answer.ok) return failedOutcome(localId, answer.error)
  return { status: 'accepted', localId, record: null, addressIds: {} }
}

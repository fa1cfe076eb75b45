import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { CONCURRENCY, PAGE_SIZE, skuIoCapabilities } from './capabilities.ts'
import type { SkuIoClient } from './client.ts'
import { accepted, reread } from './customer-answers.ts'
import { customerFromWire } from './mapping.ts'
import { failedOutcome, unknownOutcome } from '../kit/outcomes.ts'
import { pushItems } from '../kit/push-items.ts'
import { readRows } from '../kit/read-rows.ts'
import { wireCustomerSchema } from './wire.ts'

type Outcome = PushOutcome<'customer'>
type Update = Extract<CustomerPush, { type: 'update' }>

/** True for an update that archives or unarchives and does nothing else: such go in bulk. */
export function isArchiveOnly(item: CustomerPush): item is Update {
  if (item.type !== 'update' || item.changes.archived === undefined) return false
  const { fields, addedAddresses, changedAddresses, removedAddresses } = item.changes
  return (
    Object.keys(fields).length === 0 &&
    [addedAddresses, changedAddresses, removedAddresses].every((addresses) => addresses.length === 0) &&
    item.changes.defaultShippingAddressId === undefined &&
    item.changes.defaultBillingAddressId === undefined
  )
}

/**
 * Archives and unarchives many by few calls. Items of a call that was refused as a whole have no outcome here: each is
 * to be sent alone, so that the one at fault shows.
 */
export async function pushArchives(
  client: SkuIoClient,
  items: readonly Update[],
  signal: AbortSignal,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  for (const archived of [true, false]) {
    const group = items.filter((item) => item.changes.archived === archived)
    for (let start = 0; start < group.length; start += skuIoCapabilities.bulk.archive) {
      const part = group.slice(start, start + skuIoCapabilities.bulk.archive)
      for (const outcome of await pushPart(client, part, archived, signal)) {
        outcomes.set(outcome.localId, outcome)
      }
    }
  }
  return outcomes
}

async function pushPart(
  client: SkuIoClient,
  items: readonly Update[],
  archived: boolean,
  signal: AbortSignal,
): Promise<Outcome[]> {
  const ids = items.map((item) => item.remoteId)
  const answer = await client.setArchivedInBulk(ids, archived, signal)
  if (!answer.ok) {
    const failure = answer.error
    if (failure.kind !== 'failed') return []
    return items.map((item) => failedOutcome(item.localId, failure))
  }
  const fresh = await recentlyChanged(client, signal)
  return pushItems<'customer', Update>(
    items,
    CONCURRENCY,
    async ({ localId, remoteId }) => {
      const listed = fresh.get(remoteId)
      if (listed?.archived === archived) return accepted(localId, listed, {})
      const now = await reread(client, remoteId, signal)
      if (now.ok && now.value.archived === archived) return accepted(localId, now.value, {})
      if (now.ok) return { status: 'refused', localId, reason: wordsOf(answer.value), field: '' }
      return now.error.kind === 'not-found' ? { status: 'gone', localId } : unknownOutcome(localId, now.error)
    },
    signal,
  )
}

/**
 * The bulk answer names no record, so each has to be seen. Assumed: archiving is a change, which puts the records
 * onto the first page of the newest; whichever is not there is read by itself.
 */
async function recentlyChanged(
  client: SkuIoClient,
  signal: AbortSignal,
): Promise<Map<string, RemoteCustomer>> {
  const page = await client.customers({ page: 1, limit: PAGE_SIZE, sort: '-updated_at' }, signal)
  const read = page.ok ? readRows(page.value.rows, wireCustomerSchema, customerFromWire) : page
  return new Map(read.ok ? read.value.records.map((record) => [record.remoteId, record]) : [])
}

function wordsOf(body: unknown): string {
  const says = typeof body === 'object' && body !== null && 'message' in body ? body.message : ''
  return typeof says === 'string' ? says : ''
}

import { ADDRESS_INCOMPLETE, REGION_UNKNOWN_THERE } from '#shared/connector/app-refusals.ts'
import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import { failedOutcome, unknownOutcome } from '../kit/outcomes.ts'
import { pushItems } from '../kit/push-items.ts'
import { readRecord } from '../kit/read-rows.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { isBroken } from './answers.ts'
import { createBody, isIncomplete, updateBody, type CustomerBody } from './bodies.ts'
import { CONCURRENCY } from './capabilities.ts'
import type { ListFilter, OfnClient } from './client.ts'
import { findCustomers } from './find-customers.ts'
import { customerFromWire } from './mapping.ts'
import { wireCustomerSchema, wireSingleSchema } from './wire.ts'

type Outcome = PushOutcome<'customer'>

/** Writes customers of an enterprise, one outcome for each in its order. */
export function pushCustomers(
  client: OfnClient,
  filter: ListFilter,
  items: readonly CustomerPush[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  const send = (item: CustomerPush): Promise<Outcome> => push(client, filter, item, signal)
  return pushItems<'customer', CustomerPush>(items, CONCURRENCY, send, signal)
}

async function push(
  client: OfnClient,
  filter: ListFilter,
  item: CustomerPush,
  signal: AbortSignal,
): Promise<Outcome> {
  const { localId } = item
  if (item.type === 'delete') {
    const deleted = await client.delete(item.remoteId, signal)
    if (!deleted.ok) return failedOutcome(localId, deleted.error)
    return { status: 'accepted', localId, record: null, addressIds: {} }
  }
  const { enterpriseId } = filter
  const wanted =
    item.type === 'create'
      ? createBody(item.whole, enterpriseId)
      : updateBody(item.changes, item.whole, enterpriseId)
  if (wanted.shipping !== null && isIncomplete(wanted.shipping, item.whole)) {
    return { status: 'refused', localId, reason: ADDRESS_INCOMPLETE, field: '' }
  }
  const answer =
    item.type === 'create'
      ? await client.create(wanted.body, signal)
      : await client.update(item.remoteId, wanted.body, signal)
  if (answer.ok) return accepted(item, wanted, answer.value)
  const failure = answer.error
  if (isBrokenWrite(failure) && wanted.shipping !== null) {
    return (await withdrawAddress(client, filter, item, signal)) ?? failedOutcome(localId, failure)
  }
  return failedOutcome(localId, failure)
}

function accepted({ localId }: CustomerPush, { shipping }: CustomerBody, body: unknown): Outcome {
  const single = wireSingleSchema.safeParse(body)
  const record = readRecord(
    single.success ? single.data.data : undefined,
    wireCustomerSchema,
    customerFromWire,
  )
  if (!record.ok) return unknownOutcome(localId, record.error)
  const addressIds: Record<string, string> = shipping === null ? {} : { [shipping.id]: 'shipping' }
  return { status: 'accepted', localId, record: record.value, addressIds }
}

/** The write may have been done, and only its answer have failed. */
function isBrokenWrite(failure: WriteFailure): boolean {
  return failure.kind === 'failed' && isBroken(failure.error)
}

/**
 * An address whose region the remote does not know is saved and then can never be shown, nor can any page of the list
 * that holds its customer (docs/remotes/open-food-network.md, section 5, 4). Where that has just happened the address is
 * taken away again and refused, so that the customer can be read and mended; null where something else was wrong.
 */
async function withdrawAddress(
  client: OfnClient,
  filter: ListFilter,
  item: Exclude<CustomerPush, { type: 'delete' }>,
  signal: AbortSignal,
): Promise<Outcome | null> {
  const id = await savedId(client, filter, item, signal)
  if (id === '') return null
  const shown = await client.customer(id, signal)
  if (shown.ok || !isBroken(shown.error)) return null
  const body = { enterprise_id: Number(filter.enterpriseId), shipping_address: null }
  const cleared = await client.update(id, body, signal)
  if (!cleared.ok) return null
  return { status: 'refused', localId: item.localId, reason: REGION_UNKNOWN_THERE, field: '' }
}

async function savedId(
  client: OfnClient,
  filter: ListFilter,
  item: Exclude<CustomerPush, { type: 'delete' }>,
  signal: AbortSignal,
): Promise<string> {
  if (item.type === 'update') return item.remoteId
  const found = await findCustomers(client, filter, { email: item.whole.email }, signal)
  return found.ok ? (found.value[0]?.remoteId ?? '') : ''
}

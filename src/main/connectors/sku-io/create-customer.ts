import type { CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { addressBody, createBody } from './bodies.ts'
import type { SkuIoClient } from './client.ts'
import { accepted, addressIdIn, recordIn, reread, withoutAddresses } from './customer-answers.ts'
import { failedOutcome, unknownOutcome } from '../kit/outcomes.ts'

type Create = Extract<CustomerPush, { type: 'create' }>
type Outcome = PushOutcome<'customer'>

/**
 * One POST with all that a create takes. From its answer on the record exists, so whatever of the rest fails is not
 * the create's failure: the answer tells what is there, and what is missing goes with the next update.
 */
export async function createCustomer(
  client: SkuIoClient,
  item: Create,
  signal: AbortSignal,
): Promise<Outcome> {
  const { localId } = item
  const create = createBody(item.whole)
  const answer = await client.createCustomer(create.body, signal)
  if (!answer.ok) {
    const failure = answer.error
    if (failure.kind === 'refused' && failure.refusal.exists) {
      return { status: 'exists', localId, reason: failure.refusal.reason }
    }
    // The path names no customer, so there is none that could be gone.
    if (failure.kind === 'gone') return { status: 'refused', localId, reason: failure.reason, field: '' }
    return failedOutcome(localId, failure)
  }
  const told = recordIn(answer.value)
  if (!told.ok) return unknownOutcome(localId, told.error)
  const created = told.value.complete ? told : await reread(client, told.value.remoteId, signal)
  if (!created.ok) return accepted(localId, withoutAddresses(told.value), {})

  const addressIds: Record<string, string> = {
    ...idFor(create.root?.id, created.value.defaultShipping),
    ...idFor(create.billing?.id, created.value.defaultBilling),
  }
  const changed = await completeAddresses(
    client,
    item,
    create,
    { created: created.value, addressIds },
    signal,
  )
  if (!changed) return accepted(localId, created.value, addressIds)
  const now = await reread(client, created.value.remoteId, signal)
  return accepted(localId, now.ok ? now.value : withoutAddresses(created.value), addressIds)
}

/**
 * What the POST could not say: an address of more than a place, and one address that is both defaults. Fills in
 * `addressIds`; true where something was sent.
 */
async function completeAddresses(
  client: SkuIoClient,
  { whole }: Create,
  { shippingToAdd }: ReturnType<typeof createBody>,
  { created, addressIds }: { created: RemoteCustomer; addressIds: Record<string, string> },
  signal: AbortSignal,
): Promise<boolean> {
  let sent = false
  if (shippingToAdd !== null) {
    sent = true
    const added = await client.addAddress(created.remoteId, addressBody(shippingToAdd), signal)
    const addressId = added.ok ? addressIdIn(added.value) : ''
    if (addressId !== '') {
      addressIds[shippingToAdd.id] = addressId
      await client.setDefaultAddress(created.remoteId, 'shipping', addressId, signal)
    }
  }
  const both = whole.defaultBillingAddressId === whole.defaultShippingAddressId
  const shippingId = addressIds[whole.defaultShippingAddressId] ?? ''
  if (both && shippingId !== '' && created.defaultBilling !== shippingId) {
    sent = true
    await client.setDefaultAddress(created.remoteId, 'billing', shippingId, signal)
  }
  return sent
}

function idFor(localId: string | undefined, remoteId: string | undefined): Record<string, string> {
  return localId === undefined || remoteId === undefined || remoteId === '' ? {} : { [localId]: remoteId }
}

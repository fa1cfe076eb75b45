import { expect } from 'vitest'
import type { CustomerChanges, CustomerPush, PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { emptyCustomerDraft, type CustomerDraft } from '#shared/domain/customer.ts'
import type { Result } from '#shared/result.ts'

/** A signal that nobody aborts. */
export const neverAborted = (): AbortSignal => new AbortController().signal

/** A draft with these fields. */
export function draftWith(fields: Partial<CustomerDraft>): CustomerDraft {
  return { ...emptyCustomerDraft(), ...fields }
}

/** A create of this draft; its local id is its e-mail. */
export function creating(fields: Partial<CustomerDraft>): Extract<CustomerPush, { type: 'create' }> {
  const whole = draftWith(fields)
  return { type: 'create', localId: whole.email, key: '', whole, archived: false }
}

/** An update of these changes. */
export function updating(
  remoteId: string | number,
  changes: Partial<CustomerChanges>,
  whole: Partial<CustomerDraft> = {},
): Extract<CustomerPush, { type: 'update' }> {
  const none = { fields: {}, addedAddresses: [], changedAddresses: [], removedAddresses: [] }
  const id = String(remoteId)
  return {
    type: 'update',
    localId: `local-${id}`,
    remoteId: id,
    changes: { ...none, ...changes },
    whole: draftWith(whole),
  }
}

/** A deletion. */
export function deleting(remoteId: string | number): Extract<CustomerPush, { type: 'delete' }> {
  return { type: 'delete', localId: `local-${remoteId}`, remoteId: String(remoteId) }
}

/** Pushes one item and tells its outcome. */
export async function pushOne(
  connector: RemoteConnector,
  item: CustomerPush,
): Promise<PushOutcome<'customer'>> {
  const [outcome, ...more] = await connector.push('customer', [item], neverAborted())
  expect(more).toEqual([])
  if (outcome === undefined) throw new Error('A push without an outcome')
  return outcome
}

/** The record of an accepted write; anything else fails the test. */
export function recordOf(outcome: PushOutcome<'customer'>): RemoteCustomer {
  if (outcome.status !== 'accepted' || outcome.record === null) {
    throw new Error(`Expected a record, got ${JSON.stringify(outcome)}`)
  }
  return outcome.record
}

/** The value of a result; an error fails the test. */
export function valueOf<T>(result: Result<T, RemoteError>): T {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.error)}`)
  return result.value
}

/** One page of the complete list. */
export async function sweepPage(connector: RemoteConnector, limit = 100) {
  return valueOf(await connector.pull('customer', { mode: 'sweep', checkpoint: null, limit }, neverAborted()))
}

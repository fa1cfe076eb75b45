import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { CustomerPush, PushOutcome } from '../connector/remote-connector.ts'
import type { RemoteCustomer } from '../connector/remote-record.ts'
import type { Customer } from './customer.ts'
import type { MergeContext } from './merge-context.ts'
import { mergeRemote } from './merge-remote.ts'

/** What beginDelete decided inside the modify: store `customer`, then send exactly `push`. */
export interface DeleteStart {
  customer: Customer | 'remove'
  /** Null: nothing is to be sent (undone, in conflict, or gone already). */
  push: Extract<CustomerPush, { type: 'delete' }> | null
}

/**
 * P2, to be called inside the modify with the record just read (null = 404, so the document goes): where the remote was
 * not edited meanwhile and the deletion still stands, writes the intent to delete.
 */
export function beginDelete(
  customer: Customer,
  record: RemoteCustomer | null,
  capabilities: ConnectorCapabilities,
  context: MergeContext,
): DeleteStart {
  if (customer.remoteId === '' || customer.deletedAt === 0) return { customer, push: null }
  if (record === null) return { customer: 'remove', push: null }
  if (record.remoteId !== customer.remoteId) return { customer, push: null }
  const checked = mergeRemote(customer, record, capabilities, context).customer
  if (checked.sync.theirs !== null || !capabilities.writes.delete) return { customer: checked, push: null }
  return {
    customer: { ...checked, sync: { ...checked.sync, intent: { kind: 'delete', at: context.now } } },
    push: { type: 'delete', localId: customer.id, remoteId: customer.remoteId },
  }
}

/**
 * P4 for a delete. A refused deletion brings the record back with the remote's own words; archiving is then offered. An
 * unknown one keeps its intent and is read again. The intent not being there any more changes nothing of that: what the
 * remote has deleted goes.
 */
export function settleDelete(
  customer: Customer,
  outcome: PushOutcome<'customer'>,
  now: number,
): Customer | 'remove' {
  const { sync } = customer
  switch (outcome.status) {
    case 'accepted':
    case 'gone':
      return 'remove'
    case 'unknown':
      return customer
    case 'not-sent':
      return sync.intent?.kind === 'delete' ? { ...customer, sync: { ...sync, intent: null } } : customer
    case 'refused':
    case 'exists': {
      const field = outcome.status === 'refused' ? outcome.field : ''
      const refused = { message: outcome.reason, of: 'delete' as const, field, values: {}, at: now }
      const intent = sync.intent?.kind === 'delete' ? null : sync.intent
      return { ...customer, deletedAt: 0, sync: { ...sync, intent, refused } }
    }
  }
}

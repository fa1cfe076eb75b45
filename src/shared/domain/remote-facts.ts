import type { RemoteCustomer } from '../connector/remote-record.ts'
import type { Customer } from './customer.ts'

/**
 * The document with what only the remote knows: facts, what we do not model, when it was archived. A record told without
 * its details is marked as due for them where the remote says that it has changed since they were read; where it does not
 * say when it changed, `merged` tells whether anything in the record differed.
 */
export function withRemoteFacts(
  customer: Customer,
  record: RemoteCustomer,
  merged: boolean,
  now: number,
): Customer {
  const told = record.facts?.updatedAt ?? 0
  const changed = told === 0 ? merged : told !== customer.remoteFacts.updatedAt
  const due = changed ? customer.detailsDue || now : customer.detailsDue
  const archivedAt = customer.sync.base.archived === undefined ? record.archivedAt : undefined
  return {
    ...customer,
    remoteFacts: { ...customer.remoteFacts, ...record.facts },
    extra: record.extra === undefined ? customer.extra : { ...customer.extra, ...record.extra },
    archivedAt: customer.archivedAt !== 0 && archivedAt ? archivedAt : customer.archivedAt,
    detailsDue: record.complete ? 0 : due,
  }
}

import type { Customer } from '#shared/domain/customer.ts'

/** How a customer stands between here and the remote, for marks and words. */
export type CustomerState =
  'in-step' | 'waiting' | 'refused' | 'conflict' | 'deleting' | 'only-here' | 'local'

/** The state; `local` in a workspace without connection, where there is nothing to be in step with. */
export function customerState(
  customer: Pick<Customer, 'sync' | 'pendingSince' | 'deletedAt'>,
  connected: boolean,
): CustomerState {
  if (!connected) return 'local'
  if (customer.sync.theirs !== null) return 'conflict'
  if (customer.sync.refused !== null) return 'refused'
  if (customer.deletedAt !== 0) return 'deleting'
  if (customer.sync.localOnly) return 'only-here'
  return customer.pendingSince === 0 ? 'in-step' : 'waiting'
}

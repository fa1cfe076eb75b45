import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { Customer } from './customer.ts'

/**
 * The customer with a reference of ours, where a remote keeps one for us and the customer has none: its local id, so that
 * a create whose answer was lost is found again by it. The same object where nothing is to be set.
 */
export function withCreateReference(
  customer: Customer,
  { createReference }: ConnectorCapabilities,
): Customer {
  if (createReference !== true || customer.referenceId.trim() !== '') return customer
  return { ...customer, referenceId: customer.id }
}

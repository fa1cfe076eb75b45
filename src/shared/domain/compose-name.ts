import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { Customer } from './customer.ts'

/**
 * The customer with one name for a remote that has one field for it, made of first and last name, else of the company;
 * the same object where it has a name already, or the remote takes the two.
 */
export function withComposedName(customer: Customer, { fields }: ConnectorCapabilities): Customer {
  if (customer.name.trim() !== '' || !fields.includes('name') || fields.includes('firstName')) return customer
  const name = `${customer.firstName} ${customer.lastName}`.trim() || customer.company.trim()
  return name === '' ? customer : { ...customer, name }
}

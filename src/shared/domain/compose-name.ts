import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { Customer } from './customer.ts'

/**
 * The customer with its name as the remote takes it. One field: made of first and last name, else of the company, where
 * it is empty. Two fields: the last word of the one name is the last name, where both are empty; the one name goes, since
 * it would stay behind when the two are changed there. The same object where nothing is to be done.
 */
export function withComposedName(customer: Customer, capabilities: ConnectorCapabilities): Customer {
  const { fields } = capabilities
  if (!fields.includes('name') && fields.includes('firstName')) return withSplitName(customer)
  if (customer.name.trim() !== '' || !fields.includes('name') || fields.includes('firstName')) return customer
  const name = `${customer.firstName} ${customer.lastName}`.trim() || customer.company.trim()
  return name === '' ? customer : { ...customer, name }
}

function withSplitName(customer: Customer): Customer {
  const words = customer.name.trim().split(/\s+/)
  if (customer.name.trim() === '' || `${customer.firstName}${customer.lastName}`.trim() !== '')
    return customer
  if (words.length === 1) return { ...customer, name: '', firstName: words[0] ?? '' }
  return { ...customer, name: '', firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' }
}

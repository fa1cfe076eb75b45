import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { Customer } from './customer.ts'

/**
 * The customer with the names that the remote has fields for, the same object where nothing is to be done. For a remote of
 * one name it is made of first and last name, else of the company. For a remote of two, one name that was typed is moved
 * into them, so that it is not left behind here: the last word, or what stands before a comma, is the last name.
 */
export function withComposedName(customer: Customer, { fields }: ConnectorCapabilities): Customer {
  const typed = customer.name.trim()
  if (fields.includes('firstName') && !fields.includes('name')) {
    const hasNames = customer.firstName.trim() !== '' || customer.lastName.trim() !== ''
    return typed === '' || hasNames ? customer : { ...customer, ...splitName(typed), name: '' }
  }
  if (typed !== '' || !fields.includes('name') || fields.includes('firstName')) return customer
  const name = `${customer.firstName} ${customer.lastName}`.trim() || customer.company.trim()
  return name === '' ? customer : { ...customer, name }
}

function splitName(name: string): Pick<Customer, 'firstName' | 'lastName'> {
  const inverted = /^([^,]+),\s*([^,]+)$/.exec(name)
  if (inverted !== null) return { firstName: inverted[2] ?? '', lastName: inverted[1] ?? '' }
  const words = name.split(/\s+/)
  if (words.length === 1) return { firstName: name, lastName: '' }
  return { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' }
}

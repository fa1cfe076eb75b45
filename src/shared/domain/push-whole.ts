import { draftOf, type Customer, type CustomerDraft } from './customer.ts'
import { withFieldValues } from './customer-field-map.ts'

/**
 * The customer as a push tells of it: with their value of every field in conflict, which must not be overwritten before it
 * is decided. Addresses and customers that a remote takes as whole units carry such fields along.
 */
export function asPushed(customer: Customer, now: number): Customer {
  const { theirs } = customer.sync
  return theirs?.kind === 'fields' ? withFieldValues(customer, theirs.fields, now) : customer
}

/** All of a pushed customer, for remotes that take whole units only: without superseded addresses. */
export function wholeForPush(pushed: Customer): CustomerDraft {
  const draft = draftOf(pushed)
  return { ...draft, addresses: draft.addresses.filter((address) => address.superseded === '') }
}

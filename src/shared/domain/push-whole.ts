import { draftOf, type Customer, type CustomerDraft } from './customer.ts'
import { withFieldValues } from './customer-field-map.ts'

/**
 * The customer as it goes with a push, for remotes that take whole units only: without superseded addresses, and with
 * their value of every field in conflict, which must not be overwritten before it is decided.
 */
export function wholeForPush(customer: Customer, now: number): CustomerDraft {
  const { theirs } = customer.sync
  const whole = theirs?.kind === 'fields' ? withFieldValues(customer, theirs.fields, now) : customer
  const draft = draftOf(whole)
  return { ...draft, addresses: draft.addresses.filter((address) => address.superseded === '') }
}

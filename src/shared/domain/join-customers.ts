import type { Address } from './address.ts'
import { addAddress } from './edit-addresses.ts'
import { CUSTOMER_TEXT_FIELDS, draftOf, type Customer, type CustomerDraft } from './customer.ts'
import type { FieldChange } from './history-entry.ts'

/** A text field in which two customers that are one differ. */
export interface JoinRow {
  readonly field: (typeof CUSTOMER_TEXT_FIELDS)[number]
  readonly kept: string
  readonly other: string
}

/** What joining makes of the customer that stays. */
export interface JoinedCustomer {
  readonly from: CustomerDraft
  readonly to: CustomerDraft
  readonly addedAddresses: number
  /** Values of the other customer that are not kept, for the history of the one that stays. */
  readonly lost: FieldChange[]
}

/** The text fields in which two customers differ, blanks around and case aside. */
export function joinRows(kept: Customer, other: Customer): JoinRow[] {
  return CUSTOMER_TEXT_FIELDS.filter((field) => !isSame(kept[field], other[field])).map((field) => ({
    field,
    kept: kept[field],
    other: other[field],
  }))
}

/**
 * Two customers that are one: the first stays. Of each field it keeps its own value, unless that is empty or the field
 * is in `takeOther`; tags of both stay, and addresses that the first does not have are added to it.
 */
export function joinCustomers(
  kept: Customer,
  other: Customer,
  takeOther: ReadonlySet<JoinRow['field']>,
): JoinedCustomer {
  const from = draftOf(kept)
  const to: CustomerDraft = {
    ...from,
    tags: [...new Set([...kept.tags, ...other.tags])],
    acceptsMarketing: kept.acceptsMarketing || other.acceptsMarketing,
  }
  const lost: FieldChange[] = []
  for (const { field, kept: own, other: others } of joinRows(kept, other)) {
    const value = own === '' || (others !== '' && takeOther.has(field)) ? others : own
    to[field] = value
    if (others !== '' && value !== others) lost.push({ key: field, before: others, after: value })
  }
  for (const address of other.addresses) {
    if (address.superseded !== '') continue
    const added = { ...address, remoteId: '' }
    const isInUse = ({ superseded }: Address): boolean => superseded === ''
    to.addresses = addAddress(to.addresses, added, () => false, isInUse).addresses
  }
  return { from, to, addedAddresses: to.addresses.length - from.addresses.length, lost }
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

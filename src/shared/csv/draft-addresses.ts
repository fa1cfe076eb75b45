import {
  addressFieldsOf,
  addressIdentity,
  emptyAddressFields,
  newAddress,
  type Address,
  type AddressFields,
} from '../domain/address.ts'
import type { CustomerDraft } from '../domain/customer.ts'
import type { AddressGroup } from './column-target.ts'
import { mergeAddress, readAddress, type MappedParts, type RowAddress } from './row-address.ts'
import type { RowCells } from './row-cells.ts'

/** What the addresses of a row need besides it. */
export interface AddressContext {
  readonly mappedParts: MappedParts
  /** Ids for new addresses. */
  readonly newId: () => string
}

/** Gives a new draft the addresses of its row; equal ones become one. */
export function addNewAddresses(
  draft: CustomerDraft,
  shipping: RowAddress | null,
  billing: RowAddress | null,
  context: AddressContext,
): void {
  for (const [group, row] of [
    ['shipping', shipping],
    ['billing', billing],
  ] as const) {
    if (row === null) continue
    const address = newAddress(context.newId(), row.parts)
    const same = draft.addresses.find((other) => addressIdentity(other) === addressIdentity(address))
    if (same === undefined) draft.addresses.push(address)
    setDefault(draft, group, (same ?? address).id)
  }
}

function setDefault(draft: CustomerDraft, group: AddressGroup, id: string): void {
  if (group === 'shipping') draft.defaultShippingAddressId = id
  else draft.defaultBillingAddressId = id
}

function defaultOf(draft: CustomerDraft, group: AddressGroup): Address | undefined {
  const id = group === 'shipping' ? draft.defaultShippingAddressId : draft.defaultBillingAddressId
  return draft.addresses.find((address) => address.id === id && address.superseded === '')
}

/** One default address of a customer as a row leaves it. */
export interface MergedAddress {
  /** What was there; undefined where the customer had no such default. */
  old: Address | undefined
  /** `old` itself where the row changes nothing in it. */
  fields: AddressFields
}

/**
 * Changes or adds the default addresses of `draft`, which was made of `present`, and tells what became of each that the
 * row names; null for one that it does not name.
 */
export function mergeAddresses(
  present: CustomerDraft,
  draft: CustomerDraft,
  cells: RowCells,
  context: AddressContext,
): Record<AddressGroup, MergedAddress | null> {
  const merge = (group: AddressGroup): MergedAddress | null => {
    const row = readAddress(cells, group, context.mappedParts)
    const old = defaultOf(present, group)
    return row === null ? null : { old, fields: mergeAddress(old ?? emptyAddressFields(), row) }
  }
  const shipping = merge('shipping')
  const billing = merge('billing')
  const oneForBoth = defaultOf(present, 'shipping') === defaultOf(present, 'billing')
  if (shipping !== null && shipping.fields !== shipping.old) {
    const billingStays = oneForBoth && billing !== null && billing.fields === billing.old
    setAddress(draft, 'shipping', shipping, billingStays, context.newId)
  }
  if (billing !== null && billing.fields !== billing.old) {
    // An address that ships as well is not changed by what the row says of billing: billing gets one of its own.
    setAddress(draft, 'billing', billing, oneForBoth, context.newId)
  }
  return { shipping, billing }
}

function setAddress(
  draft: CustomerDraft,
  group: AddressGroup,
  { old, fields }: MergedAddress,
  asNew: boolean,
  newId: () => string,
): void {
  if (old !== undefined && !asNew) {
    draft.addresses = draft.addresses.map((address) =>
      address.id === old.id ? { ...address, ...addressFieldsOf(fields) } : address,
    )
    return
  }
  const added = newAddress(newId(), addressFieldsOf(fields))
  const identity = addressIdentity(added)
  const same = draft.addresses.find((one) => one.superseded === '' && addressIdentity(one) === identity)
  const other = group === 'shipping' ? draft.defaultBillingAddressId : draft.defaultShippingAddressId
  if (same === undefined) draft.addresses = [...draft.addresses, added]
  // What the row says of the other default stands; else importing the file again would turn it back and forth.
  else if (same.id !== other) {
    const filled = Object.fromEntries(
      Object.entries(addressFieldsOf(fields)).filter(([, part]) => part !== ''),
    )
    draft.addresses = draft.addresses.map((one) => (one === same ? { ...one, ...filled } : one))
  }
  setDefault(draft, group, (same ?? added).id)
}

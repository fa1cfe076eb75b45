import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { addressFieldsOf, newAddress } from './address.ts'
import { freshAddressId, isReadOnlySlot } from './address-state.ts'
import { POINTER_FIELDS, SLOT_OF } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { addressFieldKey, parseAddressFieldKey, type FieldMap } from './field-map.ts'
import { isIdentical } from './field-sides.ts'

/**
 * Where the remote has slots, one address for both is two there (docs/sync.md, section 9): the customer with two of it,
 * each with what a create under way carries.
 */
export function withDefaultsParted(customer: Customer, capabilities: ConnectorCapabilities): Customer {
  const both = idOfBoth(customer, capabilities)
  return both === '' ? customer : parted(customer, both, freshAddressId(both, customer.addresses))
}

/** Two states of a customer, parted where what changes between them is one address that a create carries for both. */
export function partedForEdit(
  before: Customer,
  edited: Customer,
  capabilities: ConnectorCapabilities,
): { before: Customer; edited: Customer } {
  const both = before.sync.intent?.kind === 'create' ? idOfBoth(before, capabilities) : ''
  const find = ({ addresses }: Customer) => addresses.find(({ id }) => id === both)
  const isSame =
    POINTER_FIELDS.every((pointer) => before[pointer] === edited[pointer]) &&
    isIdentical(find(before), find(edited))
  if (both === '' || isSame) return { before, edited }
  const copy = freshAddressId(both, [...before.addresses, ...edited.addresses])
  return { before: parted(before, both, copy), edited: parted(edited, both, copy) }
}

/** Id of the address that is to go into both slots, '' = none. */
function idOfBoth(customer: Customer, { addresses: rules }: ConnectorCapabilities): string {
  const isOpen =
    rules.shape === 'slots' && POINTER_FIELDS.every((each) => !isReadOnlySlot(SLOT_OF[each], rules))
  const isBoth = (id: string): boolean => POINTER_FIELDS.every((pointer) => customer[pointer] === id)
  return (isOpen && customer.addresses.find(({ id, remoteId }) => remoteId === '' && isBoth(id))?.id) || ''
}

function parted(customer: Customer, both: string, copyId: string): Customer {
  const { sync } = customer
  const addresses = customer.addresses.flatMap((address) => {
    const copy = { ...newAddress(copyId, addressFieldsOf(address)), superseded: address.superseded }
    return address.id === both ? [address, copy] : [address]
  })
  const intent =
    sync.intent?.kind === 'create'
      ? { ...sync.intent, sent: partedMap(sync.intent.sent, both, copyId) }
      : sync.intent
  const isBilling = customer.defaultBillingAddressId === both
  return {
    ...customer,
    addresses,
    defaultBillingAddressId: isBilling ? copyId : customer.defaultBillingAddressId,
    sync: { ...sync, intent },
  }
}

/** What a create carries, with a second address and what each of them is for. */
function partedMap(carried: FieldMap, both: string, copyId: string): FieldMap {
  const twice: FieldMap = { ...carried, defaultShippingAddressId: both, defaultBillingAddressId: copyId }
  for (const [key, value] of Object.entries(carried)) {
    const address = parseAddressFieldKey(key)
    if (address?.addressId === both) twice[addressFieldKey(copyId, address.part)] = value
  }
  return twice
}

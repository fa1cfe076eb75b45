import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { addressFieldsOf, type Address } from './address.ts'
import { isReadOnlySlot } from './address-state.ts'
import { POINTER_FIELDS } from './customer-field-map.ts'
import type { Customer, CustomerDraft } from './customer.ts'

/**
 * Where the remote has slots, an address is a default by being in one, and in one only (docs/sync.md, section 9). One that
 * is in a slot and is chosen for the other one too, which holds another address, is written over that: it is there twice
 * then, as one that is created for both is.
 */
export function fillSlots(
  edited: Customer,
  from: CustomerDraft,
  to: CustomerDraft,
  { addresses: rules }: ConnectorCapabilities,
): Customer {
  if (rules.shape === 'list') return edited
  let filled = edited
  for (const pointer of POINTER_FIELDS) {
    if (from[pointer] === to[pointer]) continue
    const slot = pointer === 'defaultShippingAddressId' ? 'shipping' : 'billing'
    const chosen = edited.addresses.find(({ id }) => id === edited[pointer])
    const holder = edited.addresses.find(({ remoteId, superseded }) => remoteId === slot && superseded === '')
    if (chosen === undefined || holder === undefined || isReadOnlySlot(slot, rules)) continue
    if (chosen.remoteId === '' || chosen.id === holder.id) continue
    const written: Address = { ...holder, ...addressFieldsOf(chosen) }
    filled = {
      ...filled,
      [pointer]: holder.id,
      addresses: filled.addresses.map((address) => (address.id === holder.id ? written : address)),
    }
  }
  return filled
}

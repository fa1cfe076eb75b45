import { ADDRESS_FIELDS, addressesInUse, addressFieldsOf, type Address } from './address.ts'
import { POINTER_FIELDS } from './customer-field-map.ts'
import type { Customer, CustomerDraft } from './customer.ts'
import { isIdentical } from './field-sides.ts'

/**
 * Where addresses have changed places since a form was opened with `from` (see seatDefaults): id in the form -> id under
 * which what the form says of it is now.
 */
export function movedAddresses(customer: Customer, from: CustomerDraft): Map<string, string> {
  const open = addressesInUse(customer.addresses)
  const away: Address[] = []
  for (const old of addressesInUse(from.addresses)) {
    const at = open.findIndex((address) => address.id === old.id && says(address, old))
    if (at < 0) away.push(old)
    else open.splice(at, 1)
  }
  const moved = new Map<string, string>()
  for (const old of away) {
    const exact = open.findIndex((address) => isIdentical(addressFieldsOf(address), addressFieldsOf(old)))
    const at = exact < 0 ? open.findIndex((address) => says(address, old)) : exact
    const [found] = at < 0 ? [] : open.splice(at, 1)
    if (found !== undefined) moved.set(old.id, found.id)
  }
  // What is in the place of another is in the place that this one has left.
  const taken = new Set(moved.values())
  const left = [...moved.keys()].filter((id) => !taken.has(id))
  for (const { id } of from.addresses) {
    if (taken.has(id) && !moved.has(id)) moved.set(id, left.shift() ?? id)
  }
  return moved
}

/** A draft with its addresses under other ids. */
export function withAddressIds(draft: CustomerDraft, ids: ReadonlyMap<string, string>): CustomerDraft {
  if (ids.size === 0) return draft
  const addresses = draft.addresses.map((address) => ({ ...address, id: ids.get(address.id) ?? address.id }))
  const renamed = { ...draft, addresses }
  for (const pointer of POINTER_FIELDS) renamed[pointer] = ids.get(draft[pointer]) ?? draft[pointer]
  return renamed
}

/** True for an address that says all that another one does. */
function says(address: Address, old: Address): boolean {
  return ADDRESS_FIELDS.every((part) => old[part] === '' || old[part] === address[part])
}

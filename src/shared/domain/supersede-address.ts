import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { addressFieldsOf, newAddress, type Address, type AddressFields } from './address.ts'
import {
  carriedFields,
  isInConflict,
  isSameThere,
  isUnderWay,
  mayBeAtRemote,
  successorId,
  withAddress,
} from './address-state.ts'
import { POINTER_FIELDS } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { addressFieldKey } from './field-map.ts'

/**
 * Where the remote cannot change an address (SKU.io): an address it has, or may have, that differs in `edited` from what
 * the remote knows of it (as `before` tells) makes room for a new one with the edited parts. The new one is the default
 * where the old one was; the old one is marked 'replaced' and shows what the remote has. An edit back to such an old
 * address takes that one into use again. An address in conflict is left alone until the conflict is decided. `base` is up
 * to recordEdit.
 */
export function supersedeEdited(
  before: Customer,
  edited: Customer,
  capabilities: ConnectorCapabilities,
  now: number,
): Customer {
  if (capabilities.addresses.canEdit) return edited
  let result = edited
  for (const address of edited.addresses) {
    if (address.superseded !== '') continue
    if (!mayBeAtRemote(before, address)) {
      const twin = findTwin(result, address, capabilities)
      if (twin !== undefined) result = replaceBy(withoutId(result, address.id), address.id, inUse(twin))
    } else if (!isInConflict(before, address.id)) {
      const old: Address = {
        ...address,
        ...knownParts(before, address, capabilities),
        superseded: 'replaced',
      }
      if (isSameThere(old, address, capabilities)) continue
      const retired = withAddress(result, old)
      const twin = findTwin(retired, address, capabilities)
      const successor = twin ?? newAddress(successorId(retired, address.id, now), addressFieldsOf(address))
      result = replaceBy(retired, address.id, inUse(successor))
    }
  }
  return result
}

/** An address the remote has and that was superseded here, the same in every part the remote can hold. */
function findTwin(
  customer: Customer,
  address: Address,
  capabilities: ConnectorCapabilities,
): Address | undefined {
  return customer.addresses.find(
    (other) =>
      other.superseded !== '' && mayBeAtRemote(customer, other) && isSameThere(other, address, capabilities),
  )
}

/** What the remote has, or is about to have, of an address. */
function knownParts(
  customer: Customer,
  address: Address,
  capabilities: ConnectorCapabilities,
): AddressFields {
  const { base } = customer.sync
  const carried = carriedFields(customer)
  const stored = customer.addresses.find(({ id }) => id === address.id) ?? address
  const known = addressFieldsOf(stored)
  for (const part of capabilities.addresses.fields) {
    const key = addressFieldKey(address.id, part)
    const value = isUnderWay(customer, address.id) ? (carried[key] ?? '') : base[key]
    if (typeof value === 'string') known[part] = value
  }
  return known
}

function inUse(address: Address): Address {
  return { ...address, superseded: '' }
}

/** Puts `address` in use and points the defaults that were at `id` to it. */
function replaceBy(customer: Customer, id: string, address: Address): Customer {
  const isNew = !customer.addresses.some((candidate) => candidate.id === address.id)
  const placed = isNew
    ? { ...customer, addresses: [...customer.addresses, address] }
    : withAddress(customer, address)
  for (const pointer of POINTER_FIELDS) if (placed[pointer] === id) placed[pointer] = address.id
  return placed
}

function withoutId(customer: Customer, id: string): Customer {
  return { ...customer, addresses: customer.addresses.filter((address) => address.id !== id) }
}

import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import {
  ADDRESS_FIELDS,
  addressFieldsOf,
  addressIdentity,
  addressesInUse,
  isEmptyAddress,
  newAddress,
  type Address,
  type AddressField,
} from './address.ts'
import { freshAddressId, mayBeAtRemote } from './address-state.ts'
import { POINTER_FIELDS } from './customer-field-map.ts'
import type { Customer, CustomerDraft } from './customer.ts'

/** Addresses to which one was added, and the local id under which it is found now. */
export interface AddedAddress {
  addresses: Address[]
  id: string
}

/**
 * Adds an address unless an equal one is there (see addressIdentity; docs/data.md, section 3): then that one
 * is used, taken into use again where it was superseded, and given the parts it lacked where `canFill`. One that is not
 * `canReuse` is passed over.
 */
export function addAddress(
  addresses: readonly Address[],
  added: Address,
  canFill: (existing: Address) => boolean,
  canReuse: (existing: Address) => boolean = () => true,
): AddedAddress {
  const identity = addressIdentity(added)
  const equal = addresses.filter(
    (address) => !isEmptyAddress(address) && addressIdentity(address) === identity && canReuse(address),
  )
  const existing = equal.find((address) => address.superseded === '') ?? equal[0]
  if (existing === undefined || !holdsIdentity(added)) {
    return { addresses: [...addresses, newAddress(added.id, addressFieldsOf(added))], id: added.id }
  }
  const reused: Address = { ...existing, superseded: '' }
  if (canFill(existing)) for (const part of ADDRESS_FIELDS) reused[part] = existing[part] || added[part]
  return {
    addresses: addresses.map((address) => (address.id === existing.id ? reused : address)),
    id: existing.id,
  }
}

/**
 * Carries over to the document what a person changed of its addresses between `from` and `to`: added, changed and
 * removed ones, and the defaults. Superseded addresses are not offered for editing and are left alone, unless `to` has
 * one in use: then its removal is taken back. An address that was removed meanwhile but edited in `to` is added anew.
 * Editing happens in place; see supersedeEdited.
 */
export function editAddresses(
  customer: Customer,
  from: CustomerDraft,
  to: CustomerDraft,
  capabilities: ConnectorCapabilities | null,
): Customer {
  const offered = from.addresses.filter((address) => address.superseded === '')
  const entered = to.addresses.filter((address) => !isEmptyAddress(address))
  const hidden = new Set(from.addresses.filter((address) => address.superseded !== '').map(({ id }) => id))
  const canFill = (address: Address): boolean =>
    capabilities === null || capabilities.addresses.canEdit || !mayBeAtRemote(customer, address)

  // A slot that is to be emptied is not filled again by an address that says the same and is no default.
  const canReuse = ({ superseded }: Address): boolean =>
    superseded === '' || capabilities?.addresses.shape !== 'slots'

  let addresses = customer.addresses
  const ids = new Map<string, string>()
  const removed = new Set<string>()
  for (const old of offered) {
    if (entered.some((address) => address.id === old.id)) continue
    removed.add(old.id)
    addresses = removeAddress(customer, addresses, old.id, capabilities)
  }
  const isThere = ({ id }: Address): boolean =>
    addresses.some((each) => each.id === id && each.superseded === '')
  // Changed ones first: a new one may say what another one has said so far.
  for (const address of [...entered.filter(isThere), ...entered.filter((each) => !isThere(each))]) {
    if (hidden.has(address.id)) {
      if (address.superseded === '') addresses = withTakenBack(addresses, address)
      continue
    }
    const old = offered.find((candidate) => candidate.id === address.id)
    const changed = ADDRESS_FIELDS.filter((part) => old?.[part] !== address[part])
    if (changed.length === 0) continue
    const present = addresses.find((candidate) => candidate.id === address.id && candidate.superseded === '')
    if (present !== undefined) {
      const edited = { ...present }
      for (const part of changed) edited[part] = address[part]
      for (const part of staleParts(changed)) edited[part] = ''
      addresses = addresses.map((candidate) => (candidate.id === edited.id ? edited : candidate))
    } else {
      const added = { ...address, id: freshAddressId(address.id, addresses) }
      const result = addAddress(addresses, added, canFill, canReuse)
      addresses = result.addresses
      ids.set(address.id, result.id)
    }
  }
  return withDefaults({ ...customer, addresses }, customer, from, to, { ids, removed, capabilities })
}

/** A code and its name mean one thing: where only one of them was changed the other means what was there before. */
const PAIRS: readonly (readonly [AddressField, AddressField])[] = [
  ['region', 'regionCode'],
  ['country', 'countryCode'],
]

function staleParts(changed: readonly AddressField[]): AddressField[] {
  return PAIRS.flatMap(([name, code]) => {
    if (changed.includes(name) === changed.includes(code)) return []
    return [changed.includes(name) ? code : name]
  })
}

interface AddressEdit {
  /** Id in `to` -> id in the document. */
  ids: ReadonlyMap<string, string>
  removed: ReadonlySet<string>
  capabilities: ConnectorCapabilities | null
}

/**
 * The defaults as asked for. One that was on a removed address moves to another address in use; where there is none and
 * the remote cannot remove addresses, it stays where the remote has it. Where the remote has slots it moves to none: the
 * others are in other slots, or only here. The first address becomes default shipping.
 */
function withDefaults(
  edited: Customer,
  before: Customer,
  from: CustomerDraft,
  to: CustomerDraft,
  { ids, removed, capabilities }: AddressEdit,
): Customer {
  const result = { ...edited }
  const inUse = addressesInUse(edited.addresses)
  const staysThere = capabilities !== null && !capabilities.addresses.canRemove
  const isSlot = capabilities?.addresses.shape === 'slots' && before.remoteId !== ''
  for (const pointer of POINTER_FIELDS) {
    const wanted = from[pointer] === to[pointer] ? edited[pointer] : to[pointer]
    const id = ids.get(wanted) ?? wanted
    if (id === '' || inUse.some((address) => address.id === id)) {
      result[pointer] = id
      continue
    }
    if (!removed.has(id) && from[pointer] === to[pointer]) continue
    const isThere = edited.addresses.some((address) => address.id === id && mayBeAtRemote(before, address))
    const other = pointer === 'defaultShippingAddressId' ? inUse[0]?.id : result.defaultShippingAddressId
    const moves = !isSlot && (pointer === 'defaultShippingAddressId' || (staysThere && isThere))
    const target = moves && inUse.some((address) => address.id === other) ? (other ?? '') : ''
    result[pointer] = target === '' && staysThere && isThere ? id : target
  }
  const hadNone = addressesInUse(before.addresses).length === 0
  // Where the remote has slots one that comes back goes where it was, and into no other.
  const isNew = ({ id }: Address): boolean =>
    !isSlot || !before.addresses.some((address) => address.id === id)
  if (hadNone) result.defaultShippingAddressId ||= inUse.find(isNew)?.id ?? ''
  return result
}

/** Kept as 'removed' where the remote has it or may have it, so that pulls pair with it; gone otherwise. */
function removeAddress(
  customer: Customer,
  addresses: readonly Address[],
  id: string,
  capabilities: ConnectorCapabilities | null,
): Address[] {
  return addresses.flatMap((address): Address[] => {
    if (address.id !== id || address.superseded !== '') return [address]
    return capabilities !== null && mayBeAtRemote(customer, address)
      ? [{ ...address, superseded: 'removed' }]
      : []
  })
}

/**
 * The addresses with a superseded one in use again; one that is gone meanwhile, or that has other values by now, is added
 * anew.
 */
function withTakenBack(addresses: readonly Address[], back: Address): Address[] {
  const present = addresses.find(({ id }) => id === back.id)
  const isOther = present?.superseded === '' && ADDRESS_FIELDS.some((part) => present[part] !== back[part])
  if (present === undefined || isOther) {
    return [...addresses, newAddress(freshAddressId(back.id, addresses), addressFieldsOf(back))]
  }
  return addresses.map((address) => (address.id === back.id ? { ...address, superseded: '' } : address))
}

function holdsIdentity(address: Address): boolean {
  return /[^|]/.test(addressIdentity(address))
}

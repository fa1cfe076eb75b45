import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { addressFieldsOf, newAddress, type Address, type AddressFields } from './address.ts'
import { freshAddressId, isReadOnlySlot, isSameThere, isUnderWay } from './address-state.ts'
import { POINTER_FIELDS, SLOT_OF, type PointerField } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { isIdentical } from './field-sides.ts'
import { partedForEdit } from './part-defaults.ts'

/**
 * Where the remote has slots, an address is a default by being in one (docs/sync.md, section 9), and what is known of a
 * slot stays with the address in it. So one that became a default between `before` and `edited` changes places with the
 * one in the slot: that has the new values from now on, an edit like any other, and the old values stay on this computer.
 * One that stays in another slot is copied into this one. A default that is taken away empties its slot, and its values
 * stay here. What a create or update under way carries into an empty slot is in it already.
 */
export function seatDefaults(
  before: Customer,
  edited: Customer,
  capabilities: ConnectorCapabilities,
): Customer {
  const { addresses: rules } = capabilities
  if (rules.shape === 'list') return edited
  const parted = partedForEdit(before, edited, capabilities)
  const open = POINTER_FIELDS.filter((pointer) => !isReadOnlySlot(SLOT_OF[pointer], rules))
  // The slots that are filled first: what is to go into an empty one, too, is copied there.
  const isFilled = (pointer: PointerField): boolean =>
    holderOf(pointer, parted.before, parted.edited) !== undefined
  const ordered = [...open.filter(isFilled), ...open.filter((pointer) => !isFilled(pointer))]
  const seated = ordered.reduce(
    (customer, pointer) => seat(pointer, parted.before, customer, capabilities),
    parted.edited,
  )
  return withoutTwins(before, seated)
}

/** Exchanges two addresses: each stays where it is at the remote, with the values and the place in the list of the other. */
export function exchangeAddresses(
  customer: Customer,
  holder: Address,
  other: Address,
  { addresses: { ofCustomer } }: ConnectorCapabilities,
): Customer {
  // What is the customer's own in a slot stays in it.
  const valuesAt = (place: Address, from: Address): AddressFields => {
    const values = addressFieldsOf(from)
    const own = ofCustomer?.slot === place.remoteId ? ofCustomer.parts : []
    for (const part of own) values[part] ||= place[part]
    return values
  }
  // Of one that was removed here nothing is to stay.
  const stays = holder.superseded === '' || other.remoteId !== ''
  const old = valuesAt(other, holder.superseded === '' ? holder : other)
  const addresses = customer.addresses.flatMap((address): Address[] => {
    if (address.id === other.id) return [{ ...holder, ...valuesAt(holder, other), superseded: '' }]
    if (address.id !== holder.id) return [address]
    return stays ? [{ ...other, ...old }] : []
  })
  const exchanged: Customer = { ...customer, addresses }
  for (const pointer of POINTER_FIELDS) {
    if (customer[pointer] === other.id) exchanged[pointer] = holder.id
    else if (customer[pointer] === holder.id && stays) exchanged[pointer] = other.id
  }
  return exchanged
}

function seat(
  pointer: PointerField,
  before: Customer,
  customer: Customer,
  capabilities: ConnectorCapabilities,
): Customer {
  const chosen = customer.addresses.find(
    ({ id, superseded }) => id === customer[pointer] && superseded === '',
  )
  const holder = holderOf(pointer, before, customer)
  const hasMoved = before[pointer] !== customer[pointer]
  if (chosen === undefined) {
    const isTakenAway = hasMoved && customer[pointer] === '' && holder?.superseded === ''
    return isTakenAway && capabilities.addresses.canRemove ? withSlotEmptied(customer, holder) : customer
  }
  if (chosen.id === holder?.id) return customer
  if (!staysElsewhere(chosen, pointer, before, customer, capabilities)) {
    return holder === undefined ? customer : exchangeAddresses(customer, holder, chosen, capabilities)
  }
  if (!hasMoved) return customer
  if (holder?.superseded === '' && isSameThere(holder, chosen, capabilities)) {
    return { ...customer, [pointer]: holder.id }
  }
  const copy = newAddress(freshAddressId(chosen.id, customer.addresses), addressFieldsOf(chosen))
  const whole = { ...customer, addresses: [...customer.addresses, copy], [pointer]: copy.id }
  return holder === undefined ? whole : exchangeAddresses(whole, holder, copy, capabilities)
}

/** The address in the slot of a default, or on its way there. */
function holderOf(pointer: PointerField, before: Customer, customer: Customer): Address | undefined {
  return (
    customer.addresses.find(({ remoteId }) => remoteId === SLOT_OF[pointer]) ??
    customer.addresses.find(
      ({ id, remoteId }) => id === before[pointer] && remoteId === '' && isUnderWay(before, id),
    )
  )
}

/** True for an address that is in another slot, or to go there, where nothing else is chosen for that. */
function staysElsewhere(
  chosen: Address,
  pointer: PointerField,
  before: Customer,
  customer: Customer,
  { addresses }: ConnectorCapabilities,
): boolean {
  if (isReadOnlySlot(chosen.remoteId, addresses)) return true
  const other = POINTER_FIELDS.find((each) => each !== pointer) ?? pointer
  if (isReadOnlySlot(SLOT_OF[other], addresses)) return false
  if (chosen.remoteId === '' && holderOf(other, before, customer)?.id !== chosen.id) {
    // New in both: it goes into the one for which it was chosen first.
    const isFirst = before[other] !== customer[other] && pointer === POINTER_FIELDS[0]
    return customer.remoteId !== '' && customer[other] === chosen.id && !isFirst
  }
  return !customer.addresses.some(
    ({ id, superseded }) => id === customer[other] && id !== chosen.id && superseded === '',
  )
}

/** The customer without addresses that go nowhere and say since `before` exactly what another one says. */
export function withoutTwins(before: Customer, customer: Customer): Customer {
  const ids = customer.addresses.map(({ id }) => id)
  return ids.reduce((left, id) => withoutTwin(before, left, id), customer)
}

function withoutTwin(before: Customer, customer: Customer, id: string): Customer {
  const twin = customer.addresses.find((address) => address.id === id)
  const isHere = twin?.superseded === '' && twin.remoteId === '' && !isUnderWay(customer, id)
  if (!isHere || POINTER_FIELDS.some((pointer) => customer[pointer] === id)) return customer
  const values = addressFieldsOf(twin)
  const isOld = (address: Address): boolean => before.addresses.some((each) => isIdentical(each, address))
  const isSame = (address: Address): boolean =>
    address.id !== id && address.superseded === '' && isIdentical(addressFieldsOf(address), values)
  const wasHere = isOld(twin) && POINTER_FIELDS.every((pointer) => before[pointer] !== id)
  if (!customer.addresses.some((each) => isSame(each) && !(wasHere && isOld(each)))) return customer
  return { ...customer, addresses: customer.addresses.filter((address) => address !== twin) }
}

/** The customer with the slot of an address to be emptied, and its values only here. */
export function withSlotEmptied(customer: Customer, holder: Address): Customer {
  const stays = newAddress(freshAddressId(holder.id, customer.addresses), addressFieldsOf(holder))
  const addresses = customer.addresses.flatMap((address): Address[] =>
    address.id === holder.id ? [stays, { ...address, superseded: 'removed' }] : [address],
  )
  const emptied: Customer = { ...customer, addresses }
  for (const pointer of POINTER_FIELDS) if (customer[pointer] === holder.id) emptied[pointer] = stays.id
  return emptied
}

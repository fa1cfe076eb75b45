import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { Address } from './address.ts'
import {
  bystanderIds,
  isInConflict,
  isKnownByBase,
  isSameThere,
  isUnderWay,
  originOf,
  takesPart,
  withDefaultsInUse,
  withoutAddress,
  withoutSpentAddresses,
} from './address-state.ts'
import { ownParts, POINTER_FIELDS, SLOT_OF, type PointerField } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { addressFieldKey, addressIdOf } from './field-map.ts'
import { omit, sidesOf, withSides } from './field-sides.ts'
import type { FieldChange } from './history-entry.ts'
import { sameField, valueIn } from './normalise-field.ts'
import { exchangeAddresses, withoutTwins, withSlotEmptied } from './seat-defaults.ts'

/**
 * Gives up what was changed here: every field that is in no conflict gets its value at the last common state back.
 * A document that is not linked, and fields of which no common state is known, are left alone.
 */
export function discardEdits(
  customer: Customer,
  capabilities: ConnectorCapabilities,
  now: number,
): { customer: Customer; lost: FieldChange[] } {
  if (customer.remoteId === '') return { customer, lost: [] }
  const placed = withoutAdded(withDefaultsBack(customer, capabilities))
  const sides = sidesOf(placed)
  const entered = sidesOf(customer).mine
  const lost: FieldChange[] = POINTER_FIELDS.filter((pointer) => placed[pointer] === '')
    .filter((pointer) => customer[pointer] !== '')
    .map((key) => ({ key, before: customer[key], after: '' }))
  const bystanders = bystanderIds(placed, capabilities)
  const known = placed.addresses.filter((address) => isKnownByBase(placed, address))
  const unread = new Set(known.map(({ id }) => id))
  for (const [key, base] of Object.entries(sides.base)) {
    if (base === null || key in sides.theirs || bystanders.has(addressIdOf(key))) continue
    const mine = valueIn(entered, key)
    if (!sameField(key, mine, base, capabilities.normaliser)) lost.push({ key, before: mine, after: base })
    sides.mine[key] = base
    if (!(key in sides.sent) && !unread.has(addressIdOf(key))) sides.base = omit(sides.base, key)
  }
  // One that was removed comes back with what only this computer knows of it, too.
  for (const removed of placed.addresses.filter(({ superseded }) => superseded !== '')) {
    if (!lost.some(({ key, after }) => addressIdOf(key) === removed.id && after !== '')) continue
    for (const part of ownParts(capabilities)) sides.mine[addressFieldKey(removed.id, part)] = removed[part]
  }
  const back = withSides(placed, sides, now)
  const { theirs, refused } = customer.sync
  const sync = {
    ...back.sync,
    refused: refused?.of === 'ask' ? refused : null,
    theirs: theirs?.kind === 'fields' ? back.sync.theirs : theirs,
  }
  const whole = withDefaultsInUse(withPredecessors({ ...back, sync }, customer), customer)
  const filled = withoutSpentAddresses(withFilledSlots(whole, capabilities))
  const left = capabilities.addresses.shape === 'list' ? filled : withoutTwins(customer, filled)
  return { customer: { ...left, updatedAt: now }, lost }
}

/**
 * Where the remote has slots: an address kept only here that was to go into an empty slot is kept here as before, and one
 * that has what a slot had changes places with the one that took it (see seatDefaults).
 */
function withDefaultsBack(customer: Customer, capabilities: ConnectorCapabilities): Customer {
  if (capabilities.addresses.shape === 'list') return customer
  const left = POINTER_FIELDS.reduce(withSlotLeft, customer)
  // Those kept only here first, and again: one that makes room for another may be what the other slot had.
  const twins = [...POINTER_FIELDS, ...POINTER_FIELDS]
  const back = twins.reduce((each, pointer) => withTwinBack(each, pointer, capabilities), left)
  return withSlotsBack(back, capabilities)
}

/** An address that was to go into an empty slot is a default no more. */
function withSlotLeft(customer: Customer, pointer: PointerField): Customer {
  const risen = customer.addresses.find(({ id }) => id === customer[pointer])
  if (inSlot(customer, pointer) !== undefined || risen === undefined || risen.remoteId !== '') return customer
  if (isKnownByBase(customer, risen)) return customer
  const isSent = isUnderWay(customer, risen.id)
  const base = isSent ? customer.sync.base : withoutAddress(customer.sync.base, risen.id)
  const stays = isSent ? withSlotEmptied(customer, risen) : customer
  return { ...stays, [pointer]: '', sync: { ...customer.sync, base } }
}

function inSlot({ addresses }: Customer, pointer: PointerField): Address | undefined {
  return addresses.find(({ remoteId }) => remoteId === SLOT_OF[pointer])
}

/** An address kept only here that says what the remote has in a slot is in it again. */
function withTwinBack(
  customer: Customer,
  pointer: PointerField,
  capabilities: ConnectorCapabilities,
): Customer {
  const holder = inSlot(customer, pointer)
  const there = holder === undefined ? undefined : changedFrom(holder, customer, capabilities)
  if (holder === undefined || there === undefined) return customer
  const twin = customer.addresses.find(
    (address) =>
      address.superseded === '' &&
      !takesPart(address, customer, capabilities) &&
      isSameThere(address, there, capabilities),
  )
  if (twin === undefined) return customer
  return { ...exchangeAddresses(customer, holder, twin, capabilities), [pointer]: holder.id }
}

/** Two that have changed places between their slots change them back, with what only this computer knows of each. */
function withSlotsBack(customer: Customer, capabilities: ConnectorCapabilities): Customer {
  const [one, other] = POINTER_FIELDS.map((pointer) => inSlot(customer, pointer))
  if (one?.superseded !== '' || other?.superseded !== '') return customer
  const there = [one, other].map((each) => changedFrom(each, customer, capabilities))
  const isAt = (address: Address, at: Address | undefined): boolean =>
    at !== undefined && isSameThere(address, at, capabilities)
  if (there.includes(undefined) || !(isAt(one, there[1]) || isAt(other, there[0]))) return customer
  const { defaultShippingAddressId, defaultBillingAddressId } = customer
  const back = exchangeAddresses(customer, one, other, capabilities)
  // What was changed of one beside its place has no base in the slot to which it comes back.
  const addresses = back.addresses.map((address): Address => {
    const held = there.find((each) => each?.id === address.id)
    const placed = { ...address }
    for (const part of capabilities.addresses.fields) placed[part] = held?.[part] ?? address[part]
    return placed
  })
  return { ...back, addresses, defaultShippingAddressId, defaultBillingAddressId }
}

/** What is added by an update under way, and may arrive yet, is to be removed there. */
function withoutAdded(customer: Customer): Customer {
  const isAdded = ({ id, remoteId }: Address): boolean => remoteId === '' && isUnderWay(customer, id)
  if (!customer.addresses.some(isAdded)) return customer
  const addresses = customer.addresses.map((address): Address =>
    isAdded(address) && address.superseded === '' ? { ...address, superseded: 'removed' } : address,
  )
  return { ...customer, addresses }
}

/** What the remote has of an address that was changed here; undefined where it was not, and where both sides have. */
function changedFrom(
  address: Address,
  customer: Customer,
  capabilities: ConnectorCapabilities,
): Address | undefined {
  const { base } = customer.sync
  const keys = capabilities.addresses.fields.map((part) => addressFieldKey(address.id, part))
  if (keys.every((key) => !(key in base)) || isInConflict(customer, address.id)) return undefined
  const there: Address = { ...address }
  for (const part of capabilities.addresses.fields) {
    const known = base[addressFieldKey(address.id, part)]
    there[part] = typeof known === 'string' ? known : address.superseded === '' ? address[part] : ''
  }
  const isBack = address.superseded === '' && isSameThere(address, there, capabilities)
  return isBack ? undefined : there
}

/** What is in a slot again is the default again. */
function withFilledSlots(customer: Customer, { addresses: { shape } }: ConnectorCapabilities): Customer {
  if (shape === 'list') return customer
  const filled = { ...customer }
  for (const pointer of POINTER_FIELDS) {
    const holder = customer.addresses.find(
      ({ remoteId, superseded }) => remoteId === SLOT_OF[pointer] && superseded === '',
    )
    filled[pointer] ||= holder?.id ?? ''
  }
  return filled
}

/** Addresses that an edit had replaced are in use again where what took their place is gone. */
function withPredecessors(customer: Customer, before: Customer): Customer {
  const isGone = (id: string): boolean =>
    !customer.addresses.some((address) => address.id === id && address.superseded === '')
  const origins = before.addresses
    .filter((address) => address.superseded === '' && address.remoteId === '' && isGone(address.id))
    .map((address) => originOf(address.id))
  const addresses = [...customer.addresses]
  for (const origin of origins) {
    const index = addresses.findLastIndex(
      (address) => address.superseded === 'replaced' && originOf(address.id) === origin,
    )
    const old = addresses[index]
    if (old !== undefined) addresses[index] = { ...old, superseded: '' }
  }
  return { ...customer, addresses }
}

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
import { POINTER_FIELDS, SLOT_OF } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { addressFieldKey, addressIdOf } from './field-map.ts'
import { omit, sidesOf, withSides } from './field-sides.ts'
import type { FieldChange } from './history-entry.ts'
import { sameField, valueIn } from './normalise-field.ts'
import { exchangeAddresses, withSlotEmptied } from './seat-defaults.ts'

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
  const back = withSides(placed, sides, now)
  const { theirs, refused } = customer.sync
  const sync = {
    ...back.sync,
    refused: refused?.of === 'ask' ? refused : null,
    theirs: theirs?.kind === 'fields' ? back.sync.theirs : theirs,
  }
  const whole = withDefaultsInUse(withPredecessors({ ...back, sync }, customer), customer)
  return {
    customer: { ...withoutSpentAddresses(withFilledSlots(whole, capabilities)), updatedAt: now },
    lost,
  }
}

/**
 * Where the remote has slots: an address kept only here that was to go into an empty slot is kept here as before, and one
 * that has what a slot had changes places with the address that was to take it (see seatDefaults).
 */
function withDefaultsBack(customer: Customer, capabilities: ConnectorCapabilities): Customer {
  if (capabilities.addresses.shape === 'list') return customer
  let placed = customer
  for (const pointer of POINTER_FIELDS) {
    const holder = placed.addresses.find(({ remoteId }) => remoteId === SLOT_OF[pointer])
    const twin = holder === undefined ? undefined : twinOf(holder, placed, capabilities)
    if (holder !== undefined && twin !== undefined) {
      placed = { ...exchangeAddresses(placed, holder, twin, capabilities), [pointer]: holder.id }
    }
    const risen = placed.addresses.find(({ id }) => id === placed[pointer])
    if (holder !== undefined || risen === undefined || risen.remoteId !== '') continue
    if (isKnownByBase(placed, risen)) continue
    const isSent = isUnderWay(placed, risen.id)
    const base = isSent ? placed.sync.base : withoutAddress(placed.sync.base, risen.id)
    const stays = isSent ? withSlotEmptied(placed, risen) : placed
    placed = { ...stays, [pointer]: '', sync: { ...placed.sync, base } }
  }
  return placed
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

/** An address kept only here that says what the remote has in the slot of one that was changed here. */
function twinOf(
  holder: Address,
  customer: Customer,
  capabilities: ConnectorCapabilities,
): Address | undefined {
  const { base } = customer.sync
  const keys = capabilities.addresses.fields.map((part) => addressFieldKey(holder.id, part))
  if (keys.every((key) => !(key in base)) || isInConflict(customer, holder.id)) return undefined
  const there: Address = { ...holder }
  for (const part of capabilities.addresses.fields) {
    const known = base[addressFieldKey(holder.id, part)]
    there[part] = typeof known === 'string' ? known : holder.superseded === '' ? holder[part] : ''
  }
  return customer.addresses.find(
    (address) =>
      address.superseded === '' &&
      !takesPart(address, customer, capabilities) &&
      isSameThere(address, there, capabilities),
  )
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

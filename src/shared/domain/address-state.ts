import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { Address, AddressFields } from './address.ts'
import { POINTER_FIELDS, SLOT_OF, type PointerField } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { addressFieldKey, addressIdOf, tellsOfAddress, type FieldMap } from './field-map.ts'
import { omit } from './field-sides.ts'
import { sameField } from './normalise-field.ts'

/**
 * True where the parts of an address take part in merging and sending. A superseded address does so only where the
 * remote can remove it; elsewhere it stays there for good and is kept here only so that pulls pair with it. Where the
 * remote has slots, an address that is in none and is no default stays on this computer, and one in a slot that only the
 * remote fills shows what the remote has; all that can be done with it here is to remove it.
 */
export function takesPart(
  address: Address,
  customer: Pick<Customer, PointerField>,
  { addresses }: ConnectorCapabilities,
): boolean {
  if (address.superseded !== '') return addresses.canRemove
  if (addresses.shape === 'list') return true
  if (address.remoteId !== '') return !isReadOnlySlot(address.remoteId, addresses)
  return POINTER_FIELDS.some(
    (pointer) => customer[pointer] === address.id && !isReadOnlySlot(SLOT_OF[pointer], addresses),
  )
}

/** True for a slot that only the remote fills. */
export function isReadOnlySlot(
  slot: string,
  { readOnlySlots = [] }: Pick<ConnectorCapabilities['addresses'], 'readOnlySlots'>,
): boolean {
  return readOnlySlots.includes(slot)
}

/**
 * True where the remote has the address, or may have it: a create or update under way carries it, or only its base says
 * so until a reading tells its remote id.
 */
export function mayBeAtRemote(customer: Pick<Customer, 'sync'>, address: Address): boolean {
  return address.remoteId !== '' || isUnderWay(customer, address.id) || isKnownByBase(customer, address)
}

/**
 * True for an address of which no reading has told the remote id yet, but of which a common state is known (see
 * deleteAnyway): nothing but its base says that it is no new one of ours, so that this stays until then, whatever is done
 * to the address here.
 */
export function isKnownByBase({ sync }: Pick<Customer, 'sync'>, { id, remoteId }: Address): boolean {
  return remoteId === '' && tellsOfAddress(sync.base, id)
}

/** True where both sides have changed the address, which nobody has decided yet. */
export function isInConflict({ sync }: Pick<Customer, 'sync'>, addressId: string): boolean {
  if (sync.theirs?.kind !== 'fields') return false
  return Object.keys(sync.theirs.fields).some((key) => addressIdOf(key) === addressId)
}

/** True where a create or update under way carries parts of the address. */
export function isUnderWay(customer: Pick<Customer, 'sync'>, addressId: string): boolean {
  return Object.keys(carriedFields(customer)).some((key) => addressIdOf(key) === addressId)
}

/** What a create or update under way carries. */
export function carriedFields({ sync }: Pick<Customer, 'sync'>): FieldMap {
  return { ...(sync.intent?.kind === 'create' ? sync.intent.sent : {}), ...sync.sent?.fields }
}

/** The customer with this in the place of the address that has its id. */
export function withAddress(customer: Customer, address: Address): Customer {
  const addresses = customer.addresses.map((other) => (other.id === address.id ? address : other))
  return { ...customer, addresses }
}

/** The map without the keys of one address. */
export function withoutAddress<V>(map: Record<string, V>, addressId: string): Record<string, V> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => addressIdOf(key) !== addressId))
}

/** Local id of the address that takes the place of an edited one; the same for the same edit, however often retried. */
export function successorId(customer: Pick<Customer, 'addresses' | 'sync'>, id: string, now: number): string {
  const taken = new Set([
    ...customer.addresses.map((address) => address.id),
    ...Object.keys(customer.sync.base).map(addressIdOf),
  ])
  let stamp = now
  while (taken.has(`${originOf(id)}~${stamp.toString(36)}`)) stamp += 1
  return `${originOf(id)}~${stamp.toString(36)}`
}

/** An id for an address that is copied from, or stands beside, the one with this id. */
export function freshAddressId(id: string, addresses: readonly Address[]): string {
  let fresh = id
  while (addresses.some((address) => address.id === fresh)) fresh = `${fresh}+`
  return fresh
}

/** True where two addresses are the same in every part that the remote can hold. */
export function isSameThere(
  a: AddressFields,
  b: AddressFields,
  { addresses, normaliser }: ConnectorCapabilities,
): boolean {
  return addresses.fields.every((part) => sameField(addressFieldKey('-', part), a[part], b[part], normaliser))
}

/** Ids of the addresses that take no part in merging and sending (see takesPart). */
export function bystanderIds(customer: Customer, capabilities: ConnectorCapabilities): Set<string> {
  const bystanders = customer.addresses.filter((address) => !takesPart(address, customer, capabilities))
  return new Set(bystanders.map(({ id }) => id))
}

/** The id of the address from which an address came about by edits; its own where it is none such. */
export function originOf(id: string): string {
  return id.split('~')[0] ?? id
}

/**
 * Drops superseded addresses that the remote does not have and that nothing under way carries. A default that is gone, or
 * was to be made one of a superseded address, is again what both sides had.
 */
export function withoutSpentAddresses(customer: Customer): Customer {
  const kept = customer.addresses.filter(
    (address) => address.superseded === '' || mayBeAtRemote(customer, address),
  )
  return withoutLostDefaults(
    kept.length === customer.addresses.length ? customer : { ...customer, addresses: kept },
  )
}

function withoutLostDefaults(customer: Customer): Customer {
  const { sync } = customer
  const find = (id: string): Address | undefined => customer.addresses.find((address) => address.id === id)
  const lost = POINTER_FIELDS.filter((pointer) => {
    const address = find(customer[pointer])
    if (address === undefined) return customer[pointer] !== ''
    // It is not made the default any more, unless that is under way.
    return address.superseded !== '' && pointer in sync.base && !isOpen(customer, pointer)
  })
  if (lost.length === 0) return customer
  const whole = { ...customer }
  let { base } = sync
  for (const pointer of lost) {
    const common = base[pointer]
    whole[pointer] = typeof common === 'string' && find(common) !== undefined ? common : ''
    if (whole[pointer] === common && !isOpen(customer, pointer)) base = omit(base, pointer)
  }
  return { ...whole, sync: { ...sync, base } }
}

function isOpen({ sync }: Customer, pointer: string): boolean {
  if (sync.sent !== null && pointer in sync.sent.fields) return true
  return sync.theirs?.kind === 'fields' && pointer in sync.theirs.fields
}

/** Addresses that became a default again at the remote are in use again here. */
export function withDefaultsInUse(customer: Customer, before: Customer): Customer {
  const moved = POINTER_FIELDS.filter((pointer) => customer[pointer] !== before[pointer])
  const risen = new Set(moved.map((pointer) => customer[pointer]))
  if (!customer.addresses.some((address) => address.superseded !== '' && risen.has(address.id)))
    return customer
  const addresses = customer.addresses.map((address): Address =>
    risen.has(address.id) ? { ...address, superseded: '' } : address,
  )
  return { ...customer, addresses }
}

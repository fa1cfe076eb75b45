import type { CustomerChanges } from '#shared/connector/remote-connector.ts'
import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { addressesInUse, type Address } from '#shared/domain/address.ts'
import type { CustomerDraft } from '#shared/domain/customer.ts'
import type { Json } from '#shared/json.ts'
import { zoneOf } from './mapping.ts'

/** Names that a customer's texts are written with; empty goes out as "". */
const WRITE_NAMES = [
  ['firstName', 'first_name'],
  ['lastName', 'last_name'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['mobile', 'mobile'],
  ['referenceId', 'reference_id'],
  ['imageUrl', 'image'],
] as const

/** Names that the parts of an address are written with: those they are read with, or those that one client writes. */
export type AddressShape = 'lines-and-zone' | 'address-and-state'

/** The two addresses there, under our slots. */
const SLOT_NAMES = { shipping: 'shipping_address', billing: 'primary_address' } as const

/** One of the two. */
export type Slot = keyof typeof SLOT_NAMES

/** A body, and which local address it carries in which slot. */
export interface WriteBody {
  body: Record<string, Json>
  /** Local id -> slot. */
  slots: Record<string, Slot>
}

/** The slot of an address: the one it has there, else by what it is the default for. One that is both is the primary. */
export function slotOf(address: Address, whole: CustomerDraft): Slot | null {
  if (address.remoteId === 'shipping' || address.remoteId === 'billing') return address.remoteId
  if (address.id === whole.defaultBillingAddressId) return 'billing'
  return address.id === whole.defaultShippingAddressId ? 'shipping' : null
}

/** The body of a create: what a create takes, filled fields only. The reference finds it again after a lost answer. */
export function createBody(whole: CustomerDraft, reference: string, shape: AddressShape): WriteBody {
  const { firstName, lastName, email, phone, mobile } = whole
  const fields = fieldsBody({ firstName, lastName, email, phone, mobile, referenceId: reference })
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
  const defaults = addressesInUse(whole.addresses).filter(
    ({ id }) => id === whole.defaultShippingAddressId || id === whole.defaultBillingAddressId,
  )
  return withAddresses(filled, defaults, whole, shape)
}

/** The body of an update: the fields named, and each address that was touched as a whole. One taken away is null. */
export function updateBody(changes: CustomerChanges, whole: CustomerDraft, shape: AddressShape): WriteBody {
  const write = withAddresses(
    fieldsBody(changes.fields),
    [...changes.changedAddresses, ...changes.addedAddresses],
    whole,
    shape,
  )
  for (const address of changes.removedAddresses) {
    const slot = slotOf(address, whole)
    if (slot !== null) write.body[SLOT_NAMES[slot]] ??= null
  }
  return write
}

/** The addresses of a body alone, with other names for their parts. */
export function addressesBody(
  addresses: readonly Address[],
  whole: CustomerDraft,
  shape: AddressShape,
): WriteBody {
  return withAddresses({}, addresses, whole, shape)
}

function withAddresses(
  fields: Record<string, Json>,
  addresses: readonly Address[],
  whole: CustomerDraft,
  shape: AddressShape,
): WriteBody {
  const write: WriteBody = { body: { ...fields }, slots: {} }
  for (const address of addresses) {
    const slot = slotOf(address, whole)
    if (slot === null) continue
    write.body[SLOT_NAMES[slot]] = addressBody(address, shape)
    write.slots[address.id] = slot
  }
  return write
}

function fieldsBody(fields: CustomerFieldValues): Record<string, Json> {
  const body: Record<string, Json> = {}
  for (const [field, wireName] of WRITE_NAMES) {
    const value = fields[field]
    if (value !== undefined) body[wireName] = value.trim()
  }
  if (fields.tags !== undefined) body['tags'] = fields.tags
  if (fields.acceptsMarketing !== undefined) body['accepts_marketing'] = fields.acceptsMarketing
  return body
}

/** Assumed: which names a write takes is not published (docs/remotes/kounta.md, section 3). */
function addressBody(address: Address, shape: AddressShape): Json {
  const lines = [address.line1, address.line2, address.line3].filter((line) => line.trim() !== '')
  const { city, postcode: postal_code, countryCode: country } = address
  const zone = zoneOf(address)
  return shape === 'lines-and-zone'
    ? { lines, city, zone, postal_code, country }
    : { address: lines.join('\n'), city, state: zone, postal_code, country }
}

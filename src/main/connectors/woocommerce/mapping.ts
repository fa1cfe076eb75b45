import { regionOf } from '#shared/csv/region-names.ts'
import type { CustomerFieldValues, RemoteAddress, RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { AddressFields } from '#shared/domain/address.ts'
import type { RemoteFacts } from '#shared/domain/customer.ts'
import type { Json } from '#shared/json.ts'
import { registeredAt, timeOf } from './store-time.ts'
import { wireCustomerSchema, type WireAddress, type WireCustomer } from './wire.ts'

/** The slots of addresses, in the order in which they are told: one address that is both goes with the first. */
export const SLOTS = ['shipping', 'billing'] as const

/** A slot of an address. */
export type Slot = (typeof SLOTS)[number]

/** Our parts of an address and theirs; the region is handled apart. */
export const ADDRESS_PARTS = [
  ['firstName', 'first_name'],
  ['lastName', 'last_name'],
  ['company', 'company'],
  ['line1', 'address_1'],
  ['line2', 'address_2'],
  ['city', 'city'],
  ['postcode', 'postcode'],
  ['countryCode', 'country'],
  ['phone', 'phone'],
  ['email', 'email'],
] as const

/** Parts of the billing address that are the customer's own as well: they alone make no address. */
const CONTACT_PARTS: ReadonlySet<string> = new Set(['company', 'phone', 'email'])

/** A customer of the store in the app's own form. `timezone`: see FoundStore. What the store left out stays undefined. */
export function customerFromWire(wire: WireCustomer, timezone: string): RemoteCustomer {
  const shipping = wire.shipping ?? wire.shipping_address
  const billing = wire.billing ?? wire.billing_address
  const told = shipping !== undefined && billing !== undefined
  const addresses = [addressIn('shipping', shipping), addressIn('billing', billing)].filter(
    (each) => each !== null,
  )
  const has = (slot: Slot): string => (addresses.some(({ remoteId }) => remoteId === slot) ? slot : '')
  return {
    remoteId: wire.id,
    revision: wire.date_modified_gmt ?? wire.last_update ?? '',
    complete: told,
    fields: fieldsFromWire(wire, billing),
    ...(told ? { addresses, defaultShipping: has('shipping'), defaultBilling: has('billing') } : {}),
    facts: factsFromWire(wire, timezone),
    extra: extraFromWire(wire),
  }
}

/** An address of a slot; null where nothing is in it that the customer's own fields do not hold. */
function addressIn(slot: Slot, wire: WireAddress | undefined): RemoteAddress | null {
  if (wire === undefined) return null
  const fields: Partial<AddressFields> = {}
  for (const [part, wireName] of ADDRESS_PARTS) {
    const value = wire[wireName]
    if (value !== undefined) fields[part] = value
  }
  // The slots do not hold all parts alike: shipping has no e-mail, and a phone in wc/v3 alone.
  if (slot === 'shipping') delete fields.email
  if (fields.countryCode !== undefined) fields.countryCode = fields.countryCode.toUpperCase()
  Object.assign(fields, regionFromWire(fields.countryCode ?? '', wire.state))
  const isThere = Object.entries(fields).some(
    ([part, value]) => value.trim() !== '' && !(slot === 'billing' && CONTACT_PARTS.has(part)),
  )
  return isThere ? { remoteId: slot, fields } : null
}

/** `state` holds a code or a name; where it is one of a country's regions, both are told. */
function regionFromWire(
  country: string,
  state: string | undefined,
): Partial<Pick<AddressFields, 'region' | 'regionCode'>> {
  if (state === undefined) return {}
  const known = regionOf(country, state)
  if (known !== null) return { region: known.name, regionCode: known.code }
  return /^[A-Z0-9-]{1,5}$/.test(state)
    ? { region: '', regionCode: state }
    : { region: state, regionCode: '' }
}

function fieldsFromWire(wire: WireCustomer, billing: WireAddress | undefined): CustomerFieldValues {
  const told = {
    firstName: wire.first_name,
    lastName: wire.last_name,
    email: wire.email,
    username: wire.username,
    company: billing?.company,
    phone: billing?.phone,
  }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
}

function factsFromWire(wire: WireCustomer, timezone: string): Partial<RemoteFacts> {
  const created =
    wire.date_created_gmt === undefined
      ? registeredAt(wire.created_at, timezone)
      : timeOf(wire.date_created_gmt)
  const updated = wire.date_modified_gmt === undefined ? wire.last_update : wire.date_modified_gmt
  const facts: Partial<RemoteFacts> = {
    ...(created === undefined ? {} : { createdAt: created }),
    ...(updated === undefined ? {} : { updatedAt: timeOf(updated) }),
  }
  if (wire.total_spent !== undefined) facts.totalSpent = wire.total_spent
  if (wire.orders_count !== undefined) facts.ordersCount = wire.orders_count
  if (wire.last_order_date !== undefined) facts.lastOrderAt = timeOf(wire.last_order_date)
  if (wire.role !== undefined) facts.role = wire.role
  return facts
}

function extraFromWire(wire: WireCustomer): Record<string, Json> {
  // The wire came out of JSON.parse, so whatever is not modelled is JSON.
  return Object.fromEntries(
    Object.entries(wire).filter(
      ([name, value]) => !(name in wireCustomerSchema.shape) && value !== undefined,
    ),
  ) as Record<string, Json>
}

import type { RemoteAddress, RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { AddressFields } from '#shared/domain/address.ts'
import type { Json } from '#shared/json.ts'
import { KNOWN_ATTRIBUTES, type WireAddress, type WireCustomer } from './wire.ts'

/** Names of the customer fields here and there. */
export const TEXT_FIELDS = [
  ['firstName', 'first_name'],
  ['lastName', 'last_name'],
  ['email', 'email'],
  ['code', 'code'],
] as const

/** Our parts of an address and theirs, without region and country, which are pairs of code and name. */
export const ADDRESS_PARTS = [
  ['firstName', 'first_name'],
  ['lastName', 'last_name'],
  ['line1', 'street_address_1'],
  ['line2', 'street_address_2'],
  ['city', 'locality'],
  ['postcode', 'postal_code'],
  ['phone', 'phone'],
  ['latitude', 'latitude'],
  ['longitude', 'longitude'],
] as const

/** The slots of a customer here and there. Only the first can be written. */
export const SLOTS = [
  ['shipping', 'shipping_address'],
  ['billing', 'billing_address'],
] as const

/** A customer of the remote in the app's own form. What the remote left out stays undefined. */
export function customerFromWire(wire: WireCustomer): RemoteCustomer {
  const { attributes } = wire
  const fields: RemoteCustomer['fields'] = {}
  for (const [field, wireName] of TEXT_FIELDS) {
    const value = attributes[wireName]
    if (value !== undefined) fields[field] = value
  }
  if (attributes.tags !== undefined) fields.tags = attributes.tags
  const told = SLOTS.every(([, wireName]) => attributes[wireName] !== undefined)
  return {
    remoteId: wire.id,
    revision: '',
    complete: told,
    fields,
    ...(told ? slotsFromWire(wire) : {}),
    ...(attributes.balance === undefined ? {} : { facts: { balance: attributes.balance } }),
    extra: extraFromWire(wire),
  }
}

/** The filled slots. An empty one tells nothing about which address of ours is to go into it. */
function slotsFromWire({
  attributes,
}: WireCustomer): Pick<RemoteCustomer, 'addresses' | 'defaultShipping' | 'defaultBilling'> {
  const addresses: RemoteAddress[] = []
  for (const [slot, wireName] of SLOTS) {
    const address = attributes[wireName]
    if (address !== null && address !== undefined) {
      addresses.push({ remoteId: slot, fields: addressFromWire(address) })
    }
  }
  const has = (slot: string): boolean => addresses.some(({ remoteId }) => remoteId === slot)
  return {
    addresses,
    ...(has('shipping') ? { defaultShipping: 'shipping' } : {}),
    ...(has('billing') ? { defaultBilling: 'billing' } : {}),
  }
}

function addressFromWire(wire: WireAddress): Partial<AddressFields> {
  const fields: Partial<AddressFields> = {}
  for (const [part, wireName] of ADDRESS_PARTS) fields[part] = wire[wireName] ?? ''
  return {
    ...fields,
    region: wire.region?.name ?? '',
    regionCode: wire.region?.code ?? '',
    country: wire.country?.name ?? '',
    countryCode: (wire.country?.code ?? '').toUpperCase(),
  }
}

function extraFromWire({ attributes }: WireCustomer): Record<string, Json> {
  // The wire came out of JSON.parse, so whatever is not modelled is JSON.
  return Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => !KNOWN_ATTRIBUTES.has(name) && value !== undefined),
  ) as Record<string, Json>
}

import type { RemoteAddress, RemoteCustomer } from '#shared/connector/remote-record.ts'
import { regionOf } from '#shared/csv/region-names.ts'
import type { AddressFields } from '#shared/domain/address.ts'
import type { Json } from '#shared/json.ts'
import { wireCustomerSchema, type WireAddress, type WireCustomer } from './wire.ts'

/** Our text fields and the names that they are read with; an e-mail is written under another one. */
export const READ_NAMES = [
  ['firstName', 'first_name'],
  ['lastName', 'last_name'],
  ['email', 'primary_email_address'],
  ['phone', 'phone'],
  ['mobile', 'mobile'],
  ['referenceId', 'reference_id'],
  ['imageUrl', 'image'],
] as const

/**
 * A customer of the remote in the app's own form. What the remote left out stays undefined: a row of the list has no
 * phone, mobile, address, tags or mark for marketing.
 */
export function customerFromWire(wire: WireCustomer): RemoteCustomer {
  const addresses = addressesFromWire(wire)
  const isTold = (slot: string): boolean => addresses?.some(({ remoteId }) => remoteId === slot) ?? false
  return {
    remoteId: wire.id,
    revision: '',
    complete: wire.phone !== undefined && wire.mobile !== undefined && addresses !== null,
    fields: fieldsFromWire(wire),
    ...(addresses === null ? {} : { addresses }),
    ...(isTold('shipping') && { defaultShipping: 'shipping' }),
    ...(isTold('billing') && { defaultBilling: 'billing' }),
    extra: extraFromWire(wire),
  }
}

function fieldsFromWire(wire: WireCustomer): RemoteCustomer['fields'] {
  const fields: RemoteCustomer['fields'] = {}
  for (const [field, wireName] of READ_NAMES) {
    const value = wire[wireName]
    if (value !== undefined) fields[field] = value
  }
  if (wire.tags !== undefined) fields.tags = wire.tags ?? []
  if (wire.accepts_marketing !== undefined) fields.acceptsMarketing = wire.accepts_marketing ?? false
  return fields
}

/** The two addresses under the names of their slots; null where neither is told, as in the rows of a list. */
function addressesFromWire(wire: WireCustomer): RemoteAddress[] | null {
  const primary = wire.primary_address === undefined ? wire.postal_address : wire.primary_address
  if (primary === undefined && wire.shipping_address === undefined) return null
  const told = [
    ['shipping', wire.shipping_address],
    ['billing', primary],
  ] as const
  return told.flatMap(([remoteId, address]) => {
    if (address === null || address === undefined) return []
    const fields = addressFromWire(address)
    return Object.values(fields).every((part) => part === '') ? [] : [{ remoteId, fields }]
  })
}

function addressFromWire(wire: WireAddress): Partial<AddressFields> {
  const lines = wire.lines ?? (wire.address ?? '').split('\n')
  const [line1 = '', line2 = '', ...rest] = lines.flatMap((line) => line?.trim() ?? [])
  const countryCode = (wire.country ?? '').toUpperCase()
  return {
    ...{ line1, line2, line3: rest.join(', ') },
    city: wire.city ?? '',
    ...regionFromZone(wire.zone ?? wire.state ?? '', countryCode),
    postcode: wire.postal_code ?? '',
    countryCode,
  }
}

/**
 * `zone` is one text, a code or a name. Where the country's regions are known both of ours are told; what looks like a
 * code says nothing about the name.
 */
function regionFromZone(zone: string, countryCode: string): Partial<AddressFields> {
  const known = regionOf(countryCode, zone)
  if (known !== null) return { region: known.name, regionCode: known.code }
  return /^[A-Z0-9]{1,3}$/.test(zone) ? { regionCode: zone } : { region: zone, regionCode: '' }
}

/** The code where there is one: what the examples of the reference write. */
export function zoneOf({ region, regionCode, countryCode }: AddressFields): string {
  return regionCode || regionOf(countryCode, region)?.code || region
}

function extraFromWire(wire: WireCustomer): Record<string, Json> {
  // The wire came out of JSON.parse, so whatever is not modelled is JSON.
  return Object.fromEntries(
    Object.entries(wire).filter(
      ([name, value]) => !(name in wireCustomerSchema.shape) && value !== undefined,
    ),
  ) as Record<string, Json>
}

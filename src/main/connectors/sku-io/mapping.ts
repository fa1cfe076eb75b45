import type { RemoteAddress, RemoteCustomer, RemoteSkuMapping } from '#shared/connector/remote-record.ts'
import type { AddressFields } from '#shared/domain/address.ts'
import type { RemoteFacts } from '#shared/domain/customer.ts'
import type { Json } from '#shared/json.ts'
import { wireCustomerSchema, type WireAddress, type WireCustomer, type WireSkuMapping } from './wire.ts'

/** Names of the customer fields there that have the same meaning and shape as ours. */
const TEXT_FIELDS = ['name', 'company', 'email', 'phone', 'fax'] as const

/** Ids there, with the nested object that may stand for each (assumed: nesting). */
const REFERENCES = [
  ['pricingTierId', 'product_pricing_tier_id', 'product_pricing_tier'],
  ['storeId', 'store_id', 'store'],
  ['shippingMethodDomesticId', 'shipping_method_domestic_id', 'shipping_method_domestic'],
  ['shippingMethodInternationalId', 'shipping_method_international_id', 'shipping_method_international'],
  ['warehouseId', 'warehouse_id', 'warehouse'],
  ['salesRepId', 'default_sales_rep_id', 'default_sales_rep'],
] as const

/** Our parts of an address and theirs. */
export const ADDRESS_PARTS = [
  ['label', 'label'],
  ['name', 'name'],
  ['company', 'company'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['line1', 'address1'],
  ['line2', 'address2'],
  ['line3', 'address3'],
  ['city', 'city'],
  ['region', 'province'],
  ['regionCode', 'province_code'],
  ['postcode', 'zip'],
  ['country', 'country'],
  ['countryCode', 'country_code'],
] as const

/** Ids that an update or a create carries under these names. */
export const REFERENCE_NAMES: Readonly<Record<(typeof REFERENCES)[number][0], string>> = Object.fromEntries(
  REFERENCES.map(([field, wireName]) => [field, wireName]),
) as Record<(typeof REFERENCES)[number][0], string>

/** A customer of the remote in the app's own form. What the remote left out stays undefined. */
export function customerFromWire(wire: WireCustomer): RemoteCustomer {
  const addresses = addressesFromWire(wire)
  const archivedAt = wire.archived_at === undefined ? undefined : timeOf(wire.archived_at)
  const shipping = defaultShippingOf(wire)
  return {
    remoteId: wire.id,
    revision: wire.updated_at ?? '',
    complete: addresses !== null,
    fields: fieldsFromWire(wire),
    ...(archivedAt === undefined ? {} : { archived: archivedAt !== 0, archivedAt }),
    ...(addresses === null ? {} : { addresses }),
    ...(shipping === undefined ? {} : { defaultShipping: shipping }),
    ...(wire.default_billing_address === undefined
      ? {}
      : { defaultBilling: wire.default_billing_address?.id ?? '' }),
    facts: factsFromWire(wire),
    extra: extraFromWire(wire),
  }
}

/** A SKU mapping of the remote in the app's own form. */
export function skuMappingFromWire(wire: WireSkuMapping, customerRemoteId: string): RemoteSkuMapping {
  return {
    remoteId: wire.id,
    customerRemoteId:
      wire.customer_id === undefined || wire.customer_id === '' ? customerRemoteId : wire.customer_id,
    customerSku: wire.customer_sku,
    productId: wire.product_id,
  }
}

/** Ms since the epoch of a time there; 0 where there is none. Without a zone it is UTC (docs/remotes/sku-io.md, section 1). */
export function timeOf(text: string | null | undefined): number {
  if (text === null || text === undefined || text === '') return 0
  const iso = text.includes('T') ? text : text.replace(' ', 'T')
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(iso) ? iso : `${iso}Z`)
  return Number.isNaN(at) ? 0 : at
}

function fieldsFromWire(wire: WireCustomer): RemoteCustomer['fields'] {
  const fields: RemoteCustomer['fields'] = {}
  for (const field of TEXT_FIELDS) {
    const value = wire[field]
    if (value !== undefined) fields[field] = value
  }
  for (const [field, idName, objectName] of REFERENCES) {
    const value = wire[idName] ?? wire[objectName]
    if (value !== undefined) fields[field] = value
  }
  return fields
}

/**
 * Assumed: the two defaults and the others are told apart (`other_addresses`), or all of them are in `addresses`. Null
 * where neither is told, as in the rows of a list.
 */
function addressesFromWire(wire: WireCustomer): RemoteAddress[] | null {
  const listed = wire.other_addresses ?? wire.addresses
  if (listed === undefined) return null
  const byId = new Map<string, RemoteAddress>()
  for (const address of [wire.default_shipping_address, wire.default_billing_address, ...listed]) {
    if (address !== null && address !== undefined && !byId.has(address.id)) {
      byId.set(address.id, addressFromWire(address))
    }
  }
  return [...byId.values()]
}

function addressFromWire(wire: WireAddress): RemoteAddress {
  const fields: Partial<AddressFields> = {}
  for (const [part, wireName] of ADDRESS_PARTS) {
    const value = wire[wireName]
    if (value !== undefined) fields[part] = value
  }
  if (fields.countryCode !== undefined) fields.countryCode = fields.countryCode.toUpperCase()
  return { remoteId: wire.id, fields }
}

/** Assumed: `default_address_id` is the default shipping address where that is not told itself. */
function defaultShippingOf(wire: WireCustomer): string | undefined {
  if (wire.default_shipping_address !== undefined) return wire.default_shipping_address?.id ?? ''
  return wire.default_address_id
}

function factsFromWire(wire: WireCustomer): Partial<RemoteFacts> {
  const facts: Partial<RemoteFacts> = {}
  if (wire.lifetime_value !== undefined) facts.lifetimeValue = wire.lifetime_value
  if (wire.created_at !== undefined) facts.createdAt = timeOf(wire.created_at)
  if (wire.updated_at !== undefined) facts.updatedAt = timeOf(wire.updated_at)
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

import type { CustomerChanges } from '#shared/connector/remote-connector.ts'
import type { CustomerFieldValues } from '#shared/connector/remote-record.ts'
import { isEmptyAddress, type Address } from '#shared/domain/address.ts'
import type { CustomerDraft } from '#shared/domain/customer.ts'
import type { Json } from '#shared/json.ts'
import { ADDRESS_PARTS, TEXT_FIELDS } from './mapping.ts'

/** What a create or update sends, and which local address goes into the slot for shipping. */
export interface CustomerBody {
  body: Record<string, Json>
  /** Null where the slot is left alone or cleared. */
  shipping: Address | null
}

/** The body of a create: everything the remote can hold. Never more: a key of its own that may not be set is refused. */
export function createBody(whole: CustomerDraft, enterpriseId: string): CustomerBody {
  const { firstName, lastName, email, code, tags } = whole
  const address = whole.addresses.find((each) => each.id === whole.defaultShippingAddressId)
  const shipping = address === undefined || isEmptyAddress(address) ? null : address
  return {
    body: {
      ...{ enterprise_id: idOf(enterpriseId), ...fieldsBody({ firstName, lastName, email, code, tags }) },
      ...(shipping === null ? {} : { shipping_address: addressBody(shipping, whole) }),
    },
    shipping,
  }
}

/**
 * The body of an update: what is named, with enterprise and e-mail, without which tags alone would be no body. An address
 * for shipping goes whole; the one for billing can only be cleared.
 */
export function updateBody(
  changes: CustomerChanges,
  whole: CustomerDraft,
  enterpriseId: string,
): CustomerBody {
  const slot = shippingAfter(changes, whole)
  const clearsBilling = changes.removedAddresses.some(({ remoteId }) => remoteId === 'billing')
  return {
    body: {
      enterprise_id: idOf(enterpriseId),
      ...fieldsBody({ email: whole.email, ...changes.fields }),
      ...(slot === undefined ? {} : { shipping_address: slot === null ? null : addressBody(slot, whole) }),
      ...(clearsBilling ? { billing_address: null } : {}),
    },
    shipping: slot ?? null,
  }
}

/** True where the remote would keep an address that it cannot show, or none: a part that it must have is missing. */
export function isIncomplete(address: Address, whole: CustomerDraft): boolean {
  const body = addressBody(address, whole)
  const texts = ADDRESS_PARTS.filter(([part]) => !['line2', 'latitude', 'longitude'].includes(part))
  const { region, regionCode, country, countryCode } = address
  return (
    texts.some(([, wireName]) => body[wireName] === '') ||
    `${region}${regionCode}`.trim() === '' ||
    `${country}${countryCode}`.trim() === ''
  )
}

/** What the slot holds afterwards: an address, null = nothing, undefined = what it holds now. */
function shippingAfter(changes: CustomerChanges, whole: CustomerDraft): Address | null | undefined {
  const touched = [...changes.addedAddresses, ...changes.changedAddresses]
  const risen = touched.find((each) => each.id === whole.defaultShippingAddressId)
  const changed = touched.find((each) => each.remoteId === 'shipping')
  const next = risen ?? changed
  if (next !== undefined) return whole.addresses.find((each) => each.id === next.id) ?? next
  return changes.removedAddresses.some(({ remoteId }) => remoteId === 'shipping') ? null : undefined
}

/** Names may not be null there, an empty code may not be text, and e-mails are kept in lower case. */
function fieldsBody(fields: CustomerFieldValues): Record<string, Json> {
  const body: Record<string, Json> = {}
  for (const [field, wireName] of TEXT_FIELDS) {
    const value = fields[field]?.trim()
    if (value === undefined) continue
    body[wireName] = field === 'email' ? value.toLowerCase() : field === 'code' ? value || null : value
  }
  if (fields.tags !== undefined) body['tags'] = fields.tags
  return body
}

/** Every key each time: what is left out would be empty. The customer's own name and number stand in for missing ones. */
function addressBody(address: Address, whole: CustomerDraft): Record<string, Json> {
  const standIns: Partial<Record<string, string>> = {
    firstName: whole.firstName,
    lastName: whole.lastName,
    phone: whole.phone || whole.mobile,
  }
  const body: Record<string, Json> = {}
  for (const [part, wireName] of ADDRESS_PARTS) {
    body[wireName] = address[part].trim() || (standIns[part]?.trim() ?? '')
  }
  for (const part of ['latitude', 'longitude'] as const) {
    const number = Number(address[part])
    body[part] = address[part].trim() === '' || Number.isNaN(number) ? null : number
  }
  return {
    ...body,
    region: pair(address.regionCode, address.region),
    country: pair(address.countryCode, address.country),
  }
}

function pair(code: string, name: string): Record<string, Json> {
  return {
    ...(code.trim() === '' ? {} : { code: code.trim() }),
    ...(name.trim() === '' ? {} : { name: name.trim() }),
  }
}

function idOf(text: string): Json {
  return /^\d{1,15}$/.test(text) ? Number(text) : text
}

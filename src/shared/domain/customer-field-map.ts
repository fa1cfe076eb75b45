import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { ADDRESS_FIELDS, emptyAddressFields, newAddress, type Address, type AddressField } from './address.ts'
import { CUSTOMER_TEXT_FIELDS, type Customer, type CustomerDraft, type CustomerField } from './customer.ts'
import { addressFieldKey, parseAddressFieldKey, type FieldMap, type FieldValue } from './field-map.ts'
import { isEmptyValue } from './normalise-field.ts'

/** Every field of a customer that is no address, no pointer and not `archived`. */
export const CUSTOMER_FIELDS: readonly CustomerField[] = [...CUSTOMER_TEXT_FIELDS, 'tags', 'acceptsMarketing']

/** The two keys whose values are local ids of addresses. */
export const POINTER_FIELDS = ['defaultShippingAddressId', 'defaultBillingAddressId'] as const

/** One of the two keys whose values are local ids of addresses. */
export type PointerField = (typeof POINTER_FIELDS)[number]

/** Key of the same default in the history where its value is the address in words; no key of a field map itself. */
export const DEFAULT_WORDS_KEY = {
  defaultShippingAddressId: 'defaultShippingAddress',
  defaultBillingAddressId: 'defaultBillingAddress',
} as const satisfies Record<PointerField, string>

/** The slot in which an address is that default, where a remote has slots. */
export const SLOT_OF = {
  defaultShippingAddressId: 'shipping',
  defaultBillingAddressId: 'billing',
} as const satisfies Record<PointerField, string>

/**
 * The customer as a flat map: every field that is not empty, every part that is not empty of an address in use, the
 * default pointers, and `archived`. Superseded addresses are identity only and take no part.
 */
export function fieldMapOf(customer: CustomerDraft & { archivedAt: number }): FieldMap {
  const map: FieldMap = {}
  for (const field of CUSTOMER_FIELDS) {
    const value = customer[field]
    if (!isEmptyValue(value)) map[field] = typeof value === 'object' ? [...value] : value
  }
  for (const address of customer.addresses) {
    if (address.superseded !== '') continue
    for (const part of ADDRESS_FIELDS) {
      if (address[part] !== '') map[addressFieldKey(address.id, part)] = address[part]
    }
  }
  for (const pointer of POINTER_FIELDS) if (customer[pointer] !== '') map[pointer] = customer[pointer]
  if (customer.archivedAt !== 0) map.archived = true
  return map
}

/**
 * The customer with the given fields set. An address that is not there yet is created, one whose parts have all become
 * empty is dropped, and a superseded one that is given a part is in use again with these parts only. `archived` sets
 * `archivedAt` to `now` where it was 0. Keys that name no field are a programming mistake and throw.
 */
export function withFieldValues(customer: Customer, values: FieldMap, now: number): Customer {
  const changed: Customer = { ...customer }
  const parts = new Map<string, Partial<Record<string, string>>>()
  for (const [key, value] of Object.entries(values)) {
    const address = parseAddressFieldKey(key)
    if (address === null) setField(changed, key, value, now)
    else parts.set(address.addressId, { ...parts.get(address.addressId), [address.part]: textOf(value) })
  }
  if (parts.size > 0) changed.addresses = withAddressParts(customer.addresses, parts)
  return changed
}

/**
 * True where the remote can hold and write the field, so that it takes part in `base`, conflicts and pushes
 * (docs/sync.md, section 1). Slots are the defaults themselves: there the pointers are not written.
 */
export function isTracked(key: string, capabilities: ConnectorCapabilities): boolean {
  const address = parseAddressFieldKey(key)
  if (address !== null) return capabilities.addresses.fields.some((field) => field === address.part)
  if (key === 'archived') return capabilities.writes.archive
  if (POINTER_FIELDS.some((pointer) => pointer === key)) {
    return capabilities.addresses.shape === 'list' && capabilities.addresses.fields.length > 0
  }
  return capabilities.fields.some((field) => field === key)
}

/** The parts of an address that the remote cannot hold. */
export function ownParts({ addresses }: ConnectorCapabilities): AddressField[] {
  return ADDRESS_FIELDS.filter((part) => !addresses.fields.includes(part))
}

function setField(customer: Customer, key: string, value: FieldValue, now: number): void {
  if (key === 'archived') customer.archivedAt = value === true ? customer.archivedAt || now : 0
  else if (key === 'tags') customer.tags = typeof value === 'object' ? [...value] : []
  else if (key === 'acceptsMarketing') customer.acceptsMarketing = value === true
  else if (isTextKey(key)) customer[key] = textOf(value)
  else throw new Error(`No field of a customer: ${key}`)
}

function isTextKey(key: string): key is (typeof CUSTOMER_TEXT_FIELDS)[number] | PointerField {
  return [...CUSTOMER_TEXT_FIELDS, ...POINTER_FIELDS].some((field) => field === key)
}

function textOf(value: FieldValue): string {
  return typeof value === 'string' ? value : ''
}

function withAddressParts(
  addresses: readonly Address[],
  parts: ReadonlyMap<string, Partial<Record<string, string>>>,
): Address[] {
  const result: Address[] = []
  for (const address of addresses) {
    const set = parts.get(address.id)
    const empties = set === undefined || Object.values(set).every((value) => value === '')
    if (set === undefined || (address.superseded !== '' && empties)) result.push(address)
    else {
      const known = address.superseded === '' ? address : { ...address, ...emptyAddressFields() }
      const changed: Address = { ...known, ...set, superseded: '' }
      if (holdsSomething(changed)) result.push(changed)
    }
  }
  for (const [id, set] of parts) {
    if (addresses.some((address) => address.id === id)) continue
    const created = newAddress(id, set)
    if (holdsSomething(created)) result.push(created)
  }
  return result
}

function holdsSomething(address: Address): boolean {
  return ADDRESS_FIELDS.some((part) => address[part] !== '')
}

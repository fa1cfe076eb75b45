/** The parts of an address that a person types and that a remote may hold. All text; '' where unknown. */
export const ADDRESS_FIELDS = [
  'label',
  'name',
  'firstName',
  'lastName',
  'company',
  'line1',
  'line2',
  'line3',
  'city',
  'region',
  'regionCode',
  'postcode',
  'countryCode',
  'country',
  'phone',
  'email',
  'latitude',
  'longitude',
] as const

/** Name of one part of an address. */
export type AddressField = (typeof ADDRESS_FIELDS)[number]

/** The parts of an address, without identity. `countryCode` is ISO 3166-1 alpha-2; coordinates are decimal text. */
export type AddressFields = Record<AddressField, string>

/**
 * One address of a customer. Where the remote cannot change or delete an address (SKU.io), an edit makes a new one and
 * leaves the old one there: the old one is kept here with `superseded` set and is not offered any more.
 */
export interface Address extends AddressFields {
  /** Local id, unique within the customer. */
  readonly id: string
  /** Id or slot name at the remote; '' until the remote has it. */
  remoteId: string
  /** '' = in use; 'replaced' = edited here, 'removed' = removed here, in both cases still (or perhaps) at the remote. */
  superseded: '' | 'replaced' | 'removed'
}

/** Made once: imports make addresses for every row. */
const NO_FIELDS = Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, ''])) as Readonly<AddressFields>

/** The empty parts of an address. */
export function emptyAddressFields(): AddressFields {
  return { ...NO_FIELDS }
}

/** A new address in use that the remote does not have yet. */
export function newAddress(id: string, fields: Partial<AddressFields>): Address {
  return { ...NO_FIELDS, ...fields, id, remoteId: '', superseded: '' }
}

/** Only the parts of an address, without its identity. */
export function addressFieldsOf(address: AddressFields): AddressFields {
  const fields: AddressFields = { ...NO_FIELDS }
  for (const field of ADDRESS_FIELDS) fields[field] = address[field]
  return fields
}

/** True where nobody has typed anything that says where the place is. */
export function isEmptyAddress(address: AddressFields): boolean {
  return ADDRESS_FIELDS.every((field) => address[field].trim() === '')
}

/** The addresses that a person works with: those that say something and are not replaced or removed. */
export function addressesInUse(addresses: readonly Address[]): Address[] {
  return addresses.filter((address) => address.superseded === '' && !isEmptyAddress(address))
}

const IDENTITY_FIELDS: readonly AddressField[] = [
  'name',
  'company',
  'line1',
  'line2',
  'line3',
  'city',
  'regionCode',
  'postcode',
  'countryCode',
]

/**
 * Key under which two spellings of one address are the same: case, spacing and punctuation aside
 * (docs/data.md, section 3: adding one that equals another reuses that one).
 */
export function addressIdentity(address: AddressFields): string {
  return IDENTITY_FIELDS.map((field) => foldForIdentity(address[field])).join('|')
}

/** True where two spellings of one part do not make two addresses (see addressIdentity). */
export function isSameForIdentity(part: AddressField, a: string, b: string): boolean {
  return IDENTITY_FIELDS.includes(part) && foldForIdentity(a) === foldForIdentity(b)
}

function foldForIdentity(value: string): string {
  return value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

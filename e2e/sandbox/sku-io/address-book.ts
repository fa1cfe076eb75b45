import {
  ADDRESS_FIELDS,
  LOCATION_FIELDS,
  type AddressField,
  type AddressFields,
  type CustomerInput,
  type LocationField,
  type StoredAddress,
} from './customer-record.ts'

type PartialAddress = Partial<Record<AddressField, string | null>>

/** Fills the fields that were not given with null. */
export function wholeAddress(given: PartialAddress): AddressFields {
  return Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, given[field] ?? null])) as AddressFields
}

/** Whether no field but the label says anything. */
export function isBlankAddress(address: PartialAddress): boolean {
  return ADDRESS_FIELDS.every((field) => field === 'label' || (address[field] ?? null) === null)
}

/** The location fields that a customer's body carries at its root; null when it carries none of them. */
export function rootLocation(input: CustomerInput): Partial<Record<LocationField, string | null>> | null {
  const given = LOCATION_FIELDS.filter((field) => input[field] !== undefined)
  return given.length === 0 ? null : Object.fromEntries(given.map((field) => [field, input[field] ?? null]))
}

/** Whether the location fields given are all null, or none is given. */
export function isBlankLocation(location: Partial<Record<LocationField, string | null>>): boolean {
  return LOCATION_FIELDS.every((field) => (location[field] ?? null) === null)
}

/** An address book with one address put in, and the address that stands for it. */
export interface AddressPut {
  addresses: readonly StoredAddress[]
  address: StoredAddress
  added: boolean
}

/** Puts an address into the book. One that equals an address there (label, case, spacing and punctuation aside) reuses that one. */
export function putAddress(
  book: readonly StoredAddress[],
  fields: AddressFields,
  nextId: () => number,
): AddressPut {
  const wanted = comparable(fields)
  const existing = book.find((address) => comparable(address) === wanted)
  if (existing) return { addresses: book, address: existing, added: false }
  const address = { id: nextId(), ...fields }
  return { addresses: [...book, address], address, added: true }
}

function comparable(address: AddressFields): string {
  return ADDRESS_FIELDS.filter((field) => field !== 'label')
    .map((field) => (address[field] ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
    .join('|')
}

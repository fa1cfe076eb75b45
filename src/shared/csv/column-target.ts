import { ADDRESS_FIELDS, type AddressField } from '../domain/address.ts'
import { CUSTOMER_TEXT_FIELDS, type CustomerField } from '../domain/customer.ts'

/** The addresses that one row can hold: the ones that become the default shipping and the default billing address. */
export const ADDRESS_GROUPS = ['shipping', 'billing'] as const

/** One of the addresses of a row. */
export type AddressGroup = (typeof ADDRESS_GROUPS)[number]

/**
 * What a column of a customer file goes to. `localId` and `remoteId` only find the customer a row is about: they are
 * never written. `ignore` leaves the column out.
 */
export type ColumnTarget =
  'ignore' | 'localId' | 'remoteId' | CustomerField | `${AddressGroup}.${AddressField}`

/** All targets but `ignore`, in the order in which people look for them (and in which export writes them). */
export const COLUMN_TARGETS: readonly Exclude<ColumnTarget, 'ignore'>[] = [
  ...CUSTOMER_TEXT_FIELDS,
  'tags',
  'acceptsMarketing',
  ...ADDRESS_GROUPS.flatMap((group) => ADDRESS_FIELDS.map((field) => addressTarget(group, field))),
  'localId',
  'remoteId',
]

/** The target of one part of one of the addresses of a row. */
export function addressTarget(group: AddressGroup, field: AddressField): `${AddressGroup}.${AddressField}` {
  return `${group}.${field}`
}

/** Group and part of an address target; null for any other target. */
export function parseAddressTarget(target: string): { group: AddressGroup; field: AddressField } | null {
  const [group, field] = target.split('.')
  if (field === undefined) return null
  return { group: group as AddressGroup, field: field as AddressField }
}

/** Reads a stored mapping; a target that this version does not know is left out. */
export function columnTargetsOf(mapping: readonly string[]): ColumnTarget[] {
  const known = new Set<string>(COLUMN_TARGETS)
  return mapping.map((target) => (known.has(target) ? (target as ColumnTarget) : 'ignore'))
}

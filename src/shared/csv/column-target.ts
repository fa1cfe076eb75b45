import { ADDRESS_FIELDS, type AddressField } from '../domain/address.ts'
import { CUSTOMER_TEXT_FIELDS, type CustomerField } from '../domain/customer.ts'

/** Addresses of a row beyond the two defaults: added where the customer has no equal one, never made a default. */
export const FURTHER_GROUPS = ['address3', 'address4', 'address5'] as const

/**
 * The addresses that one row can hold: the ones that become the default shipping and the default billing address, and
 * further ones.
 */
export const ADDRESS_GROUPS = ['shipping', 'billing', ...FURTHER_GROUPS] as const

/** One of the addresses of a row. */
export type AddressGroup = (typeof ADDRESS_GROUPS)[number]

/**
 * What a column of a customer file goes to. `localId` and `remoteId` only find the customer a row is about: they are
 * never written. `archived` is a yes or a no. `ignore` leaves the column out.
 */
export type ColumnTarget =
  'ignore' | 'localId' | 'remoteId' | 'archived' | CustomerField | `${AddressGroup}.${AddressField}`

/** All targets but `ignore`, in the order in which people look for them (and in which export writes them). */
export const COLUMN_TARGETS: readonly Exclude<ColumnTarget, 'ignore'>[] = [
  ...CUSTOMER_TEXT_FIELDS,
  'tags',
  'acceptsMarketing',
  'archived',
  ...ADDRESS_GROUPS.flatMap((group) => ADDRESS_FIELDS.map((field) => addressTarget(group, field))),
  'localId',
  'remoteId',
]

/** True for what several columns may go to: notes are joined, tags merged. Any other target has one column. */
export function takesSeveralColumns(target: string): boolean {
  return target === 'notes' || target === 'tags'
}

/** The targets of one address, each with the part it is. */
export function addressTargets(group: AddressGroup): AddressTargets {
  return TARGETS[group]
}

/** The parts of an address with their targets, in the order of ADDRESS_FIELDS. */
export type AddressTargets = readonly (readonly [
  field: AddressField,
  target: `${AddressGroup}.${AddressField}`,
])[]

const TARGETS: Readonly<Record<AddressGroup, AddressTargets>> = {
  shipping: targetsOf('shipping'),
  billing: targetsOf('billing'),
  address3: targetsOf('address3'),
  address4: targetsOf('address4'),
  address5: targetsOf('address5'),
}

function targetsOf(group: AddressGroup): AddressTargets {
  return ADDRESS_FIELDS.map((field) => [field, addressTarget(group, field)] as const)
}

/** The target of one part of one of the addresses of a row. */
export function addressTarget(group: AddressGroup, field: AddressField): `${AddressGroup}.${AddressField}` {
  return `${group}.${field}`
}

const PARTS: ReadonlyMap<string, AddressPart> = new Map(
  ADDRESS_GROUPS.flatMap((group) =>
    ADDRESS_FIELDS.map((field) => [addressTarget(group, field), { group, field }] as const),
  ),
)

/** One part of one of the addresses of a row. */
export interface AddressPart {
  readonly group: AddressGroup
  readonly field: AddressField
}

/** Group and part of an address target; null for any other target. */
export function parseAddressTarget(target: string): AddressPart | null {
  return PARTS.get(target) ?? null
}

/** Reads a stored mapping; a target that this version does not know is left out. */
export function columnTargetsOf(mapping: readonly string[]): ColumnTarget[] {
  const known = new Set<string>(COLUMN_TARGETS)
  return mapping.map((target) => (known.has(target) ? (target as ColumnTarget) : 'ignore'))
}

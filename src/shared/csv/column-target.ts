import { ADDRESS_FIELDS, type AddressField } from '../domain/address.ts'
import { CUSTOMER_TEXT_FIELDS, type CustomerField } from '../domain/customer.ts'

/**
 * One of the addresses of a row: the ones that become the default shipping and the default billing address, and further
 * ones, counted from 3.
 */
export type AddressGroup = 'shipping' | 'billing' | FurtherGroup
type FurtherGroup = `address${number}`

const MOST_ADDRESSES = 100

/**
 * Addresses of a row beyond the two defaults: added where the customer has no equal one, never made a default. A file of
 * this app has as many as it needs.
 */
export const FURTHER_GROUPS: readonly FurtherGroup[] = Array.from(
  { length: MOST_ADDRESSES - 2 },
  (_, at): FurtherGroup => `address${at + 3}`,
)

/** How many further addresses files are offered places for where nobody needs more. */
export const USUAL_FURTHER = 3

/** The addresses that are offered for columns. */
export const USUAL_GROUPS: readonly AddressGroup[] = [
  'shipping',
  'billing',
  ...FURTHER_GROUPS.slice(0, USUAL_FURTHER),
]

/** All addresses that a row can hold, in their order. */
export const ADDRESS_GROUPS: readonly AddressGroup[] = ['shipping', 'billing', ...FURTHER_GROUPS]

/** Which of them it is: shipping and billing are the first two, further ones have their number in their name. */
export function numberOfGroup(group: AddressGroup): number {
  return ADDRESS_GROUPS.indexOf(group) + 1
}

/**
 * What a column of a customer file goes to. `localId` and `remoteId` only find the customer a row is about: they are
 * never written. `archived` is a yes or a no. `ignore` leaves the column out.
 */
export type ColumnTarget =
  'ignore' | 'localId' | 'remoteId' | 'archived' | CustomerField | `${AddressGroup}.${AddressField}`

/**
 * All targets but `ignore`, in the order in which people look for them (and in which export writes them), with so many
 * further addresses.
 */
export function columnTargetsWith(further: number): Exclude<ColumnTarget, 'ignore'>[] {
  const groups = ADDRESS_GROUPS.slice(0, 2 + further)
  return [
    ...CUSTOMER_TEXT_FIELDS,
    'tags',
    'acceptsMarketing',
    'archived',
    ...groups.flatMap((group) => ADDRESS_FIELDS.map((field) => addressTarget(group, field))),
    'localId',
    'remoteId',
  ]
}

/** All targets but `ignore`, with as many addresses as files usually have. */
export const COLUMN_TARGETS: readonly Exclude<ColumnTarget, 'ignore'>[] = columnTargetsWith(USUAL_FURTHER)

/** True for what several columns may go to: notes are joined, tags merged. Any other target has one column. */
export function takesSeveralColumns(target: string): boolean {
  return target === 'notes' || target === 'tags'
}

/** The targets of one address, each with the part it is. */
export function addressTargets(group: AddressGroup): AddressTargets {
  return TARGETS.get(group) ?? []
}

/** The parts of an address with their targets, in the order of ADDRESS_FIELDS. */
export type AddressTargets = readonly (readonly [
  field: AddressField,
  target: `${AddressGroup}.${AddressField}`,
])[]

const TARGETS: ReadonlyMap<AddressGroup, AddressTargets> = new Map(
  ADDRESS_GROUPS.map((group) => [
    group,
    ADDRESS_FIELDS.map((field) => [field, addressTarget(group, field)] as const),
  ]),
)

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
  const isKnown = (target: string): boolean => known.has(target) || parseAddressTarget(target) !== null
  return mapping.map((target) => (isKnown(target) ? (target as ColumnTarget) : 'ignore'))
}

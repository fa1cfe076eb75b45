import type { NormaliserRules } from '../connector/capabilities.ts'
import type { Address } from './address.ts'
import { fieldMapOf, withFieldValues } from './customer-field-map.ts'
import type { Customer } from './customer.ts'
import { tellsOfAddress, type FieldMap, type FieldValue } from './field-map.ts'
import type { FieldChange } from './history-entry.ts'
import { sameField, valueIn } from './normalise-field.ts'

/** The sides of every field while a document is merged: its values, and base, sent and theirs of its sync state. */
export interface FieldSides {
  mine: FieldMap
  base: Record<string, FieldValue | null>
  sent: FieldMap
  theirs: FieldMap
}

/** A copy of the sides of a document, to be changed at will. A mark `deleted-there` or `edited-there` is left out. */
export function sidesOf(customer: Customer): FieldSides {
  const { base, sent, theirs } = customer.sync
  return {
    mine: fieldMapOf(customer),
    base: { ...base },
    sent: { ...sent?.fields },
    theirs: theirs?.kind === 'fields' ? { ...theirs.fields } : {},
  }
}

/**
 * The document with changed sides; `sent` and `theirs` without fields become null. An address of which nothing is left,
 * though the remote still has of it what was emptied here, is one removed here.
 */
export function withSides(customer: Customer, sides: FieldSides, now: number): Customer {
  const before = fieldMapOf(customer)
  const values: FieldMap = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(sides.mine)])) {
    const value = valueIn(sides.mine, key)
    if (!isIdentical(valueIn(before, key), value)) values[key] = value
  }
  const changed = withFieldValues(customer, values, now)
  const removed = customer.addresses
    .filter((address) => address.remoteId !== '' && !changed.addresses.some(({ id }) => id === address.id))
    .filter(({ id }) => tellsOfAddress(sides.base, id))
    .map((address): Address => ({ ...address, superseded: 'removed' }))
  const sent = customer.sync.sent
  return {
    ...changed,
    addresses: removed.length === 0 ? changed.addresses : [...changed.addresses, ...removed],
    sync: {
      ...changed.sync,
      base: sides.base,
      sent: sent === null || isEmpty(sides.sent) ? null : { ...sent, fields: sides.sent },
      theirs: isEmpty(sides.theirs) ? null : { kind: 'fields', fields: sides.theirs },
    },
  }
}

/** Takes one field out of `base`, `sent` and `theirs`. */
export function settleKey(sides: FieldSides, key: string): void {
  sides.base = omit(sides.base, key)
  sides.sent = omit(sides.sent, key)
  sides.theirs = omit(sides.theirs, key)
}

/** The map without one key. */
export function omit<V>(map: Record<string, V>, key: string): Record<string, V> {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key))
}

/** What differs between two states of a document, spelling that the remote does not keep aside. */
export function changesBetween(before: Customer, after: Customer, rules: NormaliserRules): FieldChange[] {
  const [old, now] = [fieldMapOf(before), fieldMapOf(after)]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((key) => !sameField(key, valueIn(old, key), valueIn(now, key), rules))
    .map((key) => ({ key, before: valueIn(old, key), after: valueIn(now, key) }))
}

/** True where two values are spelled the same. */
export function isIdentical(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))]
  if (Array.isArray(a) !== Array.isArray(b) || left.length !== right.size) return false
  return left.every(([key, value]) => right.has(key) && isIdentical(value, right.get(key)))
}

function isEmpty(map: object): boolean {
  return Object.keys(map).length === 0
}

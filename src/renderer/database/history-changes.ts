import type { Customer } from '#shared/domain/customer.ts'
import { fieldMapOf } from '#shared/domain/customer-field-map.ts'
import type { FieldValue } from '#shared/domain/field-map.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'

/** What a write changes in the fields of a customer, in the order of their keys; empty where it changes none. */
export function historyChanges(before: Customer, after: Customer): FieldChange[] {
  const was = fieldMapOf(before)
  const is = fieldMapOf(after)
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort()
  return keys
    .map((key) => ({ key, before: was[key] ?? '', after: is[key] ?? '' }))
    .filter((change) => !sameValue(change.before, change.after))
}

function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  return a.length === b.length && a.every((value, at) => value === b[at])
}

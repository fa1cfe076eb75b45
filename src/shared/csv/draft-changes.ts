import { fieldMapOf } from '../domain/customer-field-map.ts'
import type { CustomerDraft } from '../domain/customer.ts'
import type { FieldValue } from '../domain/field-map.ts'
import type { FieldChange } from '../domain/history-entry.ts'

/** Every field that differs between two drafts, and `archived` where told, as the history keeps it. */
export function changesBetween(
  before: CustomerDraft,
  after: CustomerDraft,
  archived: { before: boolean; after: boolean } = { before: false, after: false },
): FieldChange[] {
  const from = fieldMapOf({ ...before, archivedAt: archived.before ? 1 : 0 })
  const to = fieldMapOf({ ...after, archivedAt: archived.after ? 1 : 0 })
  const changes: FieldChange[] = []
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const old = from[key] ?? ''
    const now = to[key] ?? ''
    if (!sameValue(old, now)) changes.push({ key, before: old, after: now })
  }
  return changes
}

function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  return a.length === b.length && a.every((tag, index) => tag === b[index])
}

import type { Customer } from './customer.ts'
import type { FieldChange } from './history-entry.ts'

/**
 * Key under which the history tells what a person made of a customer that one side had deleted; no key of a field map.
 * Its values are kinds of conflicts and of decisions.
 */
export const FATE_KEY = 'fate'

/**
 * What a person can make of a customer that one side deleted (docs/sync.md, section 6). Deleted there: C2, the first three;
 * edited there while deleted here: C3.
 */
export type Fate = 'restore-as-new' | 'keep-local-only' | 'delete' | 'delete-anyway' | 'keep'

/** What the history says of a decision about a deletion: what stood against what, and what was decided (docs/sync.md, section 6). */
export function fateChange(kind: 'deleted-there' | 'edited-there', decision: Fate): FieldChange {
  return { key: FATE_KEY, before: kind, after: decision }
}

/**
 * The same where such a decision is taken back: `after` is null where it had removed the customer. Null where the
 * decision was about fields.
 */
export function fateTakenBack(before: Customer, after: Customer | null): FieldChange | null {
  const kind = before.sync.theirs?.kind
  if (kind === undefined || kind === 'fields') return null
  const { before: was, after: decided } = fateChange(kind, decisionMade(kind, after))
  return { key: FATE_KEY, before: decided, after: was }
}

function decisionMade(kind: 'deleted-there' | 'edited-there', after: Customer | null): Fate {
  if (kind === 'edited-there') return after?.deletedAt === 0 ? 'keep' : 'delete-anyway'
  if (after === null) return 'delete'
  return after.sync.localOnly ? 'keep-local-only' : 'restore-as-new'
}

import type { ConflictDecision } from './decide-conflict.ts'
import type { Customer } from './customer.ts'

/** One of the two versions of what was changed here and there. */
export type ConflictSide = 'mine' | 'theirs'

/** Who decides where the same field was changed here and there: a person, or always the same side. */
export const CONFLICT_RULES = ['ask', 'mine', 'theirs'] as const

/** One of them; a choice of the workspace. */
export type ConflictRule = (typeof CONFLICT_RULES)[number]

/**
 * The decision that takes one side for every field in conflict. Null where the conflict is about a deletion, which only
 * a person decides, or where there is none.
 */
export function takeSide(
  { sync: { theirs } }: Pick<Customer, 'sync'>,
  take: ConflictSide,
): ConflictDecision | null {
  if (theirs?.kind !== 'fields') return null
  return {
    kind: 'fields',
    choices: Object.fromEntries(Object.keys(theirs.fields).map((key) => [key, { take }])),
  }
}

import type { ConflictDecision, FieldChoice } from '#shared/domain/decide-conflict.ts'
import { isEmailOrBlank } from '#shared/domain/validate-customer.ts'
import { parseAddressFieldKey } from '#shared/domain/field-map.ts'
import type { ConflictGroup, ConflictRow } from './conflict-groups.ts'

/** What is chosen so far, by the id of the row. */
export type ConflictChoices = Readonly<Record<string, FieldChoice>>

/** A choice and the versions it was made between, as text. */
export interface MadeChoice {
  readonly choice: FieldChoice
  readonly between: string
}

/** The versions of a row as text: another text is another question. */
export function versionsOf({ mine, theirs }: ConflictRow): string {
  return JSON.stringify([mine, theirs])
}

/** The choices that still answer what is asked: a row whose versions have changed since is open again. */
export function standingChoices(
  groups: readonly ConflictGroup[],
  made: Readonly<Record<string, MadeChoice>>,
): ConflictChoices {
  return Object.fromEntries(
    rowsOf(groups).flatMap((row): [string, FieldChoice][] => {
      const each = made[row.id]
      return each === undefined || each.between !== versionsOf(row) ? [] : [[row.id, each.choice]]
    }),
  )
}

/** Every row, one after the other. */
export function rowsOf(groups: readonly ConflictGroup[]): ConflictRow[] {
  return groups.flatMap(({ rows }) => [...rows])
}

/** One side for every row. */
export function chooseAll(groups: readonly ConflictGroup[], take: 'mine' | 'theirs'): ConflictChoices {
  return Object.fromEntries(rowsOf(groups).map(({ id }) => [id, { take }]))
}

/** The rows of which nothing is chosen, or something that cannot be. */
export function openRows(groups: readonly ConflictGroup[], choices: ConflictChoices): ConflictRow[] {
  return rowsOf(groups).filter((row) => choices[row.id] === undefined || isFaulty(row, choices[row.id]))
}

/** True where what was typed is no e-mail address but should be one. */
export function isFaulty(row: ConflictRow, choice: FieldChoice | undefined): boolean {
  if (choice?.take !== 'edited' || typeof choice.value !== 'string') return false
  const field = parseAddressFieldKey(row.id)?.part ?? row.id
  return field === 'email' && !isEmailOrBlank(choice.value)
}

/** The decision that the choices make. */
export function decisionOf(groups: readonly ConflictGroup[], choices: ConflictChoices): ConflictDecision {
  const decided = rowsOf(groups).flatMap(({ id, keys }): [string, FieldChoice][] => {
    const choice = choices[id]
    return choice === undefined ? [] : keys.map((key) => [key, choice])
  })
  return { kind: 'fields', choices: Object.fromEntries(decided) }
}

import type { FieldValue } from './field-map.ts'

/** One field of a document while it is merged; undefined = not there. */
export interface FieldState {
  mine: FieldValue
  base: FieldValue | null | undefined
  sent: FieldValue | undefined
  theirs: FieldValue | undefined
}

/**
 * R2 for one field: what a value `t` read from the remote makes of it (docs/sync.md, section 3: first that applies).
 * While `settled` is false, an update whose answer was lost may still take effect: a field that was edited on since (or
 * edited back) then stays pending although both sides are equal just now, or the value its user took back would return.
 * A value that equals what was sent settles the field at once.
 */
export function mergeField(
  state: FieldState,
  t: FieldValue,
  settled: boolean,
  same: (a: FieldValue, b: FieldValue) => boolean,
): FieldState {
  const { mine, base, sent } = state
  const clean: FieldState = { mine: t, base: undefined, sent: undefined, theirs: undefined }
  if (base === undefined) return clean
  if (same(t, mine)) {
    const mayReturn = sent !== undefined && !settled && !same(mine, sent)
    return mayReturn ? { mine: t, base: t, sent, theirs: undefined } : clean
  }
  if (sent !== undefined && same(t, sent)) return { mine, base: t, sent: undefined, theirs: undefined }
  if (base !== null && same(t, base)) return { mine, base, sent, theirs: undefined }
  return { mine, base, sent, theirs: t }
}

/** What linking knows of one field beside its value: what the create carried, and whether it carried the field at all. */
export interface LinkedField {
  mine: FieldValue
  /** Value in the create, '' where it was empty or the field was not carried. */
  created: FieldValue
  carried: boolean
}

/** What linking makes of one field. */
export interface LinkedState {
  mine: FieldValue
  base: FieldValue | null | undefined
  theirs: FieldValue | undefined
  /** True where `mine` was replaced although a person may have meant it: it goes to the history. */
  replaced: boolean
}

/**
 * L for one field (docs/sync.md, section 3). A field that the create did not carry (what only an update can set) counts
 * as sent empty after our own answer, and as never sent where the record had to be found.
 */
export function linkField(
  { mine, created, carried }: LinkedField,
  t: FieldValue,
  how: 'answer' | 'found-unknown' | 'never-sent',
  same: (a: FieldValue, b: FieldValue) => boolean,
): LinkedState {
  const theirsWins = { mine: t, base: undefined, theirs: undefined, replaced: false }
  if (same(mine, t)) return theirsWins
  if (how === 'answer') {
    return same(mine, created) ? theirsWins : { mine, base: t, theirs: undefined, replaced: false }
  }
  if (how === 'found-unknown' && carried) {
    if (same(mine, created)) return { ...theirsWins, replaced: !same(mine, '') }
    if (same(t, created)) return { mine, base: t, theirs: undefined, replaced: false }
    return { mine, base: created, theirs: t, replaced: false }
  }
  if (same(mine, '')) return theirsWins
  if (same(t, '')) return { mine, base: '', theirs: undefined, replaced: false }
  return { mine, base: null, theirs: t, replaced: false }
}

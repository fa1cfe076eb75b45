import type { MatchKey } from '#shared/csv/import-options.ts'

/** A key a record can be known by. */
export const RECORD_KEYS = [
  'localId',
  'remoteId',
  'code',
  'referenceId',
  'email',
  'mobileE164',
  'address',
] as const

/** One of the keys a record can be known by. */
export type RecordKey = (typeof RECORD_KEYS)[number]

/** The keys of one record, as they are compared; '' where it has none. */
export type RecordKeys = Record<RecordKey, string>

/** The keys of a record that has none. */
export const NO_RECORD_KEYS: RecordKeys = {
  localId: '',
  remoteId: '',
  code: '',
  referenceId: '',
  email: '',
  mobileE164: '',
  address: '',
}

/** The record key of a key that a person has chosen. */
export function recordKeyOf(key: MatchKey): Exclude<RecordKey, 'localId'> {
  return key === 'mobile' ? 'mobileE164' : key
}

/** The chosen key that a record key stands for; undefined for a name alone. */
export function matchKeyOf(by: RecordKey | 'nameAlone'): MatchKey | 'localId' | undefined {
  return by === 'mobileE164' ? 'mobile' : by === 'nameAlone' ? undefined : by
}

/**
 * The keys by which records are held against each other, strongest first: the id here, which only a file of this app
 * has, then those that a person has chosen, in that order.
 */
export function keyOrder(chosen: readonly MatchKey[]): RecordKey[] {
  return ['localId', ...new Set(chosen.map(recordKeyOf))]
}

/**
 * True where two records that agree in `by` differ in a stronger key that both have: two people who share an e-mail
 * address but have different customer codes are two customers.
 */
export function differInStrongerKey(
  a: RecordKeys,
  b: RecordKeys,
  by: RecordKey,
  order: readonly RecordKey[],
): boolean {
  for (const key of order) {
    if (key === by) return false
    if (a[key] !== '' && b[key] !== '' && a[key] !== b[key]) return true
  }
  return false
}

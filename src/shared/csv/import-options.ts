import type { ColumnTarget } from './column-target.ts'

/** A key by which the customer of a row is looked for. `address`: name, postcode and first line together. */
export const MATCH_KEYS = ['remoteId', 'code', 'referenceId', 'email', 'mobile', 'address'] as const

/** One of the keys by which the customer of a row is looked for. */
export type MatchKey = (typeof MATCH_KEYS)[number]

/** How the rows of a file are imported, as a person has decided. */
export interface ImportOptions {
  /** `add`: only customers that are not here yet; `update`: only those that are; `both`. */
  mode: 'add' | 'update' | 'both'
  /** Keys that are tried, in their order; those that are missing are not used. */
  keys: MatchKey[]
  /** What a blank cell of a mapped column does to an existing customer: `keep` leaves what is there. */
  blanks: 'keep' | 'clear'
  /** What is done with rows that may be a customer who is here already and nobody has decided about. */
  possible: 'leave' | 'same' | 'new'
  /** True keeps created customers only on this computer until a person sends them. */
  holdBack: boolean
  /** Values for blank cells, or columns that the file lacks, by target (for example `shipping.countryCode`: "AU"). */
  defaults: Partial<Record<Exclude<ColumnTarget, 'ignore'>, string>>
}

/** The options of an import about which nobody has said anything. */
export function usualImportOptions(): ImportOptions {
  return {
    mode: 'both',
    keys: [...MATCH_KEYS],
    blanks: 'keep',
    possible: 'leave',
    holdBack: false,
    defaults: {},
  }
}

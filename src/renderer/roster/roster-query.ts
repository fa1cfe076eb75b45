import type { Likeness, LikenessFacts } from '#shared/domain/likeness.ts'

/** Columns the roster can sort by, both ways; empty values come last either way. */
export const ROSTER_COLUMNS = [
  'name',
  'company',
  'email',
  'phone',
  'mobile',
  'city',
  'postcode',
  'region',
  'countryCode',
  'code',
  'referenceId',
  'tags',
  'state',
  'updatedAt',
  'createdAt',
] as const

/** A column the roster can sort by. `name` is what lists show as the name (derived-fields.ts, displayName). */
export type RosterColumn = (typeof ROSTER_COLUMNS)[number]

/** Which customers, in which order. */
export interface RosterQuery {
  /** Words that must all occur somewhere in the customer, in any order; case and accents do not matter. */
  search: string
  sort: { column: RosterColumn; descending: boolean }
  archived: 'active' | 'archived' | 'all'
  /**
   * `waiting`: has something to send and needs no person; `needs-you`: refused or in conflict; `conflict`: in conflict;
   * `refused`: needs a person and is in no conflict; `local-only`: never sent; `deleted`: deleted here and still stored.
   */
  state: 'any' | 'waiting' | 'needs-you' | 'conflict' | 'refused' | 'local-only' | 'deleted'
  /** ISO 3166-1 alpha-2 of the default address, '' = any. */
  countryCode: string
  /** A tag, '' = any. */
  tag: string
  /** True shows customers whose deletion is still to be sent (Sync page); lists leave it out. */
  includeDeleted?: boolean
}

/** All active customers by name. */
export function allCustomers(): RosterQuery {
  return {
    search: '',
    sort: { column: 'name', descending: false },
    archived: 'active',
    state: 'any',
    countryCode: '',
    tag: '',
  }
}

/** A stretch of a sorted and filtered list. */
export interface RosterPage {
  ids: string[]
  /** How many the whole list has. */
  count: number
  /** The state of the roster that this answers for; see RosterClient.version$. */
  version: number
}

/**
 * How many customers there are. Those being deleted count in `waiting`, `needsYou` and `conflicts`, so that what waits to be sent is
 * complete, and in nothing else.
 */
export interface RosterCounts {
  total: number
  active: number
  archived: number
  waiting: number
  needsYou: number
  conflicts: number
}

/**
 * How far the roster is: `loading` reads the saved one, `rebuilding` reads every customer, `failed` could do neither
 * and answers nothing more.
 */
export interface RosterStatus {
  state: 'loading' | 'ready' | 'rebuilding' | 'failed'
  loaded: number
  /** 0 while not known. */
  total: number
}

/** A value that can be filtered by, and how many customers have it (archived ones included). */
export interface Facet {
  value: string
  count: number
}

/** Values for the filter menus, most frequent first. */
export interface RosterFacets {
  countries: Facet[]
  tags: Facet[]
}

/** How many others with the same key a match usually names. */
export const MATCHES_TOLD = 16

/** What is known of a record that may already be here. Empty and missing values ask nothing. */
export interface MatchProbe {
  remoteId?: string
  code?: string
  referenceId?: string
  email?: string
  mobileE164?: string
  /** Compared together, letters and digits only; all three must be given. */
  name?: string
  postcode?: string
  line1?: string
  /** The name alone, letters and digits only: a weak key for records that have no other. */
  nameAlone?: string
  /** Ids of customers that are not to be found by a key, whatever they have. */
  not?: { readonly [Key in ProbeKey | 'nameAlone']?: readonly string[] }
}

/** The keys of a probe in the order in which they are usually tried; `address` is name with postcode and first line. */
export const PROBE_KEYS = ['remoteId', 'code', 'referenceId', 'email', 'mobileE164', 'address'] as const

/** One of the keys of a probe but its name alone, which is tried last. */
export type ProbeKey = (typeof PROBE_KEYS)[number]

/** How customers are looked for. */
export interface MatchOptions {
  /** Keys that are tried, in this order; all in their usual order where it is not given. */
  keys?: readonly ProbeKey[]
  /** Customers whose id begins and ends so are not found: an import does not meet those it has made itself. */
  except?: { readonly start: string; readonly end: string }
  /** How many others with the same key are named at most; MATCHES_TOLD where it is not given. */
  told?: number
}

/** The customer a probe found. */
export interface MatchResult {
  id: string
  /** The key that matched. */
  by: ProbeKey | 'nameAlone'
  /** How many customers have this key; more than one makes the match doubtful. */
  alike: number
  /** The others that have it, the one made first in front, at most as many as are to be told. */
  others: readonly string[]
}

/** A record of which it is asked who here may be the same. */
export interface AlikeProbe {
  readonly facts: LikenessFacts
  /** Customers that have another one of these are not the same; '' asks nothing. */
  readonly remoteId: string
  readonly code: string
  readonly referenceId: string
  /** Ids of customers that are not to be found. */
  readonly not?: readonly string[]
}

/** The customer that is most alike. */
export interface AlikeResult {
  readonly id: string
  readonly likeness: Likeness
}

import type { RosterQuery } from '#renderer/roster/roster-query.ts'

/** The part of a query that "clear filters" sets. */
export const NO_FILTERS = {
  search: '',
  state: 'any',
  countryCode: '',
  tag: '',
} as const satisfies Partial<RosterQuery>

/** True where search or filters leave something out, archived or not aside. */
export function isFiltered(query: RosterQuery): boolean {
  return query.search.trim() !== '' || query.state !== 'any' || query.countryCode !== '' || query.tag !== ''
}

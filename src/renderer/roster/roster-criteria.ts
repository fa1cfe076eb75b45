import { foldText } from './fold-text.ts'
import { FLAG } from './roster-entry.ts'
import type { RosterQuery } from './roster-query.ts'
import type { RosterRows } from './roster-rows.ts'

/**
 * The part of a query that needs no text, as numbers: a million rows are held against it in a few milliseconds.
 * Countries and sets of tags that come later get new numbers: refresh before using it again.
 */
export class RosterCriteria {
  readonly key: string
  readonly #rows: RosterRows
  readonly #care: number
  readonly #want: number
  readonly #country: string
  readonly #tag: string
  #countryNumber = -1
  #tagSets = new Uint8Array(0)

  constructor(rows: RosterRows, query: RosterQuery) {
    this.#rows = rows
    this.#country = foldText(query.countryCode)
    this.#tag = foldText(query.tag)
    let care: number = FLAG.alive
    let want: number = FLAG.alive
    if (query.includeDeleted !== true) care |= FLAG.deleted
    if (query.archived !== 'all') care |= FLAG.archived
    if (query.archived === 'archived') want |= FLAG.archived
    care |= stateFlag(query)
    if (query.state === 'refused') care |= FLAG.conflict
    want |= stateFlag(query)
    this.#care = care
    this.#want = want
    this.key = [care, want, this.#country, this.#tag].join('\n')
    this.refresh()
  }

  /** Learns the numbers that have come since. */
  refresh(): void {
    const { countryNames, tagSetNames } = this.#rows
    if (this.#country !== '') this.#countryNumber = countryNames.indexOf(this.#country)
    if (this.#tag === '' || this.#tagSets.length === tagSetNames.length) return
    this.#tagSets = new Uint8Array(tagSetNames.length)
    for (const set of this.#rows.tagSetsWith(this.#tag)) this.#tagSets[set] = 1
  }

  /** Whether a row meets them all. */
  meets(row: number): boolean {
    const { flags, countries, tagSets } = this.#rows
    if (((flags[row] ?? 0) & this.#care) !== this.#want) return false
    if (this.#country !== '' && countries[row] !== this.#countryNumber) return false
    return this.#tag === '' || this.#tagSets[tagSets[row] ?? 0] === 1
  }
}

function stateFlag(query: RosterQuery): number {
  if (query.state === 'waiting') return FLAG.waiting
  if (query.state === 'needs-you' || query.state === 'refused') return FLAG.needsYou
  if (query.state === 'conflict') return FLAG.conflict
  if (query.state === 'deleted') return FLAG.deleted
  return query.state === 'local-only' ? FLAG.localOnly : 0
}

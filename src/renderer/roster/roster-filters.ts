import { EVERY_COLUMN } from './change-log.ts'
import { searchWords } from './fold-text.ts'
import { RosterCriteria } from './roster-criteria.ts'
import type { RosterQuery } from './roster-query.ts'
import type { RosterRows } from './roster-rows.ts'

/** Which rows a query shows: 1 for each shown row, and how many there are. */
export interface Filter {
  readonly key: string
  mask: Uint8Array
  count: number
}

interface KeptFilter extends Filter {
  readonly criteria: RosterCriteria
  readonly words: readonly string[]
  upTo: number
}

const KEPT = 8

/**
 * The rows each of the last queries shows, kept and brought up to date from the change log. A search that continues
 * another one ("smi" after "sm") looks only at what that one found.
 */
export class RosterFilters {
  readonly #rows: RosterRows
  /** Oldest use first. */
  readonly #kept = new Map<string, KeptFilter>()

  constructor(rows: RosterRows) {
    this.#rows = rows
  }

  /** The filter of a query as of now; its mask must not be kept over a change. */
  filter(query: RosterQuery): Filter {
    const words = searchWords(query.search)
    const criteria = new RosterCriteria(this.#rows, query)
    const key = `${criteria.key}\n${words.join(' ')}`
    const known = this.#kept.get(key)
    const filter =
      known !== undefined && this.#bringUpToDate(known) ? known : this.#compute(criteria, key, words)
    this.#kept.delete(key)
    this.#kept.set(key, filter)
    const oldest = this.#kept.keys().next()
    if (this.#kept.size > KEPT && oldest.done !== true) this.#kept.delete(oldest.value)
    return filter
  }

  #compute(criteria: RosterCriteria, key: string, words: readonly string[]): KeptFilter {
    const { top } = this.#rows
    const wider = this.#narrowestWider(criteria.key, words)?.mask ?? null
    const mask = new Uint8Array(top)
    let count = 0
    for (let row = 0; row < top; row += 1) {
      if (wider === null ? !criteria.meets(row) : wider[row] !== 1) continue
      if (!this.#hasWords(row, words)) continue
      mask[row] = 1
      count += 1
    }
    return { key, criteria, words, mask, count, upTo: this.#rows.log.end }
  }

  /** A kept filter that shows at least everything that these words find, the one that shows least. */
  #narrowestWider(criteriaKey: string, words: readonly string[]): KeptFilter | null {
    let best: KeptFilter | null = null
    for (const kept of this.#kept.values()) {
      if (kept.criteria.key !== criteriaKey) continue
      if (!kept.words.every((wide) => words.some((word) => word.includes(wide)))) continue
      if (!this.#bringUpToDate(kept)) continue
      if (best === null || kept.count < best.count) best = kept
    }
    return best
  }

  /** False where the filter must be computed anew. */
  #bringUpToDate(filter: KeptFilter): boolean {
    const { log, top } = this.#rows
    if (filter.upTo === log.end) return true
    const changed = log.rowsSince(filter.upTo, EVERY_COLUMN)
    if (changed === null) return false
    if (filter.mask.length < top) {
      const mask = new Uint8Array(Math.max(top, filter.mask.length * 1.5))
      mask.set(filter.mask)
      filter.mask = mask
    }
    filter.criteria.refresh()
    for (const row of changed) {
      const shown = filter.criteria.meets(row) && this.#hasWords(row, filter.words) ? 1 : 0
      filter.count += shown - (filter.mask[row] ?? 0)
      filter.mask[row] = shown
    }
    filter.upTo = log.end
    return true
  }

  #hasWords(row: number, words: readonly string[]): boolean {
    if (words.length === 0) return true
    const text = this.#rows.texts[row] ?? ''
    for (const word of words) if (!text.includes(word)) return false
    return true
  }
}

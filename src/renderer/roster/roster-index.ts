import { TAG_SEPARATOR, FLAG, type RosterEntry } from './roster-entry.ts'
import { RosterAlike } from './roster-alike.ts'
import { RosterFilters } from './roster-filters.ts'
import { RosterMatcher } from './roster-matcher.ts'
import { RosterOrders } from './roster-orders.ts'
import type {
  AlikeProbe,
  AlikeResult,
  Facet,
  MatchOptions,
  MatchProbe,
  MatchResult,
  RosterCounts,
  RosterFacets,
  RosterPage,
  RosterQuery,
} from './roster-query.ts'
import { RosterRows } from './roster-rows.ts'

/** A customer as the store has just written or read it; `entry` null = it was removed. */
export interface RosterChange {
  readonly id: string
  readonly writtenAt: number
  readonly entry: RosterEntry | null
}

const KEPT_LISTS = 4

/**
 * The roster itself: every customer's sort keys, filter values and search text in memory (docs/decisions/0002). Pure
 * and synchronous; the host feeds and saves it.
 */
export class RosterIndex {
  readonly rows = new RosterRows()
  readonly #orders = new RosterOrders(this.rows)
  readonly #filters = new RosterFilters(this.rows)
  readonly #matcher = new RosterMatcher(this.rows)
  readonly #alike = new RosterAlike(this.rows)
  readonly #lists = new Map<string, { version: number; rows: Uint32Array }>()
  /** While an old state is still being read, what was removed meanwhile must not come back with it. */
  #removed: Map<string, number> | null = null
  #version: number

  /** `version` goes on from an index this one replaces, so that nobody takes the two for the same. */
  constructor(version: number) {
    this.#version = version
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version
  }

  /** How many customers there are. */
  get counts(): RosterCounts {
    return { ...this.rows.counts }
  }

  /** From here until `endReading` removals are remembered, because older states may still come in. */
  beginReading(): void {
    this.#removed ??= new Map()
  }

  /** All older states have come in. */
  endReading(): void {
    this.#removed = null
  }

  /** Takes changes in, in any order and any number of times: what is older than what is known is left out. */
  apply(changes: readonly RosterChange[]): boolean {
    let changed = false
    for (const { id, writtenAt, entry } of changes) {
      const row = this.rows.rowOf(id)
      if (row >= 0 && (this.rows.writtenAt[row] ?? 0) >= writtenAt) continue
      if ((this.#removed?.get(id) ?? -1) >= writtenAt) continue
      if (entry === null) {
        this.rows.remove(id)
        this.#removed?.set(id, writtenAt)
      } else {
        this.rows.put(entry)
      }
      changed = true
    }
    if (changed) this.#version += 1
    return changed
  }

  /** A stretch of a list. */
  page(query: RosterQuery, from: number, to: number): RosterPage {
    const list = this.#list(query)
    const ids = Array.from(list.subarray(Math.max(0, from), Math.max(0, to)), (row) => this.#id(row))
    return { ids, count: list.length, version: this.#version }
  }

  /** All ids of a list. */
  ids(query: RosterQuery): string[] {
    return Array.from(this.#list(query), (row) => this.#id(row))
  }

  /** Place of a customer in a list, -1 where it is not in it. */
  position(query: RosterQuery, id: string): number {
    const row = this.rows.rowOf(id)
    return row < 0 ? -1 : this.#list(query).indexOf(row)
  }

  /** Values that can be filtered by. */
  facets(): RosterFacets {
    const { rows } = this
    const countries = new Uint32Array(rows.countryNames.length)
    const sets = new Uint32Array(rows.tagSetNames.length)
    for (let row = 0; row < rows.top; row += 1) {
      if (((rows.flags[row] ?? 0) & (FLAG.alive | FLAG.deleted)) !== FLAG.alive) continue
      const country = rows.countries[row] ?? 0
      const set = rows.tagSets[row] ?? 0
      countries[country] = (countries[country] ?? 0) + 1
      sets[set] = (sets[set] ?? 0) + 1
    }
    const byTag = new Map<string, number>()
    rows.tagSetNames.forEach((names, set) => {
      for (const tag of new Set(names.split(TAG_SEPARATOR)))
        byTag.set(tag, (byTag.get(tag) ?? 0) + (sets[set] ?? 0))
    })
    return {
      countries: sortedFacets(rows.countryNames.map((name, at) => [name.toUpperCase(), countries[at] ?? 0])),
      tags: sortedFacets([...byTag].map(([tag, count]) => [rows.tagSpellings.get(tag) ?? tag, count])),
    }
  }

  /** For each probe the customer it belongs to. */
  match(probes: readonly MatchProbe[], options: MatchOptions = {}): (MatchResult | null)[] {
    return probes.map((probe) => this.#matcher.match(probe, options))
  }

  /** For each probe the customer that is most alike, where any is. */
  alike(probes: readonly AlikeProbe[], except: MatchOptions['except']): (AlikeResult | null)[] {
    return probes.map((probe) => this.#alike.find(probe, except))
  }

  /** Sorts ahead of time what nobody has asked for yet; yields now and then. */
  prepare(): Generator<undefined, void, undefined> {
    return this.#orders.prepare()
  }

  /** The rows of a query in its order: empty values last, whichever way. */
  #list(query: RosterQuery): Uint32Array {
    const filter = this.#filters.filter(query)
    const { column, descending } = query.sort
    const key = `${column} ${String(descending)} ${filter.key}`
    const known = this.#lists.get(key)
    if (known?.version === this.#version) return known.rows
    const { rows: order, blank } = this.#orders.order(column)
    const { mask } = filter
    const list = new Uint32Array(filter.count)
    let length = 0
    const take = (row: number): void => {
      if (mask[row] === 1) list[length++] = row
    }
    if (descending) for (let at = order.length - 1; at >= blank; at -= 1) take(order[at] ?? 0)
    else for (let at = blank; at < order.length; at += 1) take(order[at] ?? 0)
    for (let at = 0; at < blank; at += 1) take(order[at] ?? 0)
    this.#lists.delete(key)
    this.#lists.set(key, { version: this.#version, rows: list })
    const oldest = this.#lists.keys().next()
    if (this.#lists.size > KEPT_LISTS && oldest.done !== true) this.#lists.delete(oldest.value)
    return list
  }

  #id(row: number): string {
    return this.rows.ids[row] ?? ''
  }
}

function sortedFacets(values: readonly (readonly [string, number])[]): Facet[] {
  return values
    .filter(([value, count]) => value !== '' && count > 0)
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

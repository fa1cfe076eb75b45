import { countryName } from '#shared/domain/country-name.ts'
import { foldText } from './fold-text.ts'
import { FLAG } from './roster-entry.ts'
import { numberKeys, textKeys } from './key-bytes.ts'
import { ROSTER_COLUMNS, type RosterColumn } from './roster-query.ts'
import { COLUMN_BIT, PART, type RosterRows } from './roster-rows.ts'
import { sortRows } from './sort-rows.ts'

/** All rows in ascending order of a column; the first `blank` ones have no value there. */
export interface Order {
  readonly rows: Uint32Array
  readonly blank: number
}

/** Between the name and the id in the sort key of a name: below everything that a name can contain. */
const BELOW_TEXT = '\u0001'
/** With more changed rows than this share, sorting anew is cheaper than merging. */
const MERGE_SHARE = 0.3

type NumberColumn = 'state' | 'updatedAt' | 'createdAt'

/**
 * The rows sorted by each column: computed when first asked for (or ahead of time, in slices), kept, and brought up to
 * date by merging the changed rows in. Equal values are in order of name, equal names in order of id.
 */
export class RosterOrders {
  readonly #rows: RosterRows
  readonly #kept = new Map<RosterColumn, Order & { upTo: number }>()
  readonly #countryKeys = new Map<string, string>()

  constructor(rows: RosterRows) {
    this.#rows = rows
  }

  /** The order of a column as of now. */
  order(column: RosterColumn): Order {
    if (!this.#bringUpToDate(column)) runToEnd(this.#sort(column))
    const order = this.#kept.get(column)
    if (order === undefined) throw new Error(`Sorting left no order for ${column}`)
    return order
  }

  /** Sorts ahead of time what an order() would have to sort anew; yields now and then. Changes meanwhile do no harm. */
  *prepare(): Generator<undefined, void, undefined> {
    for (const column of ROSTER_COLUMNS) {
      if (!this.#bringUpToDate(column)) yield* this.#sort(column)
      yield undefined
    }
  }

  *#sort(column: RosterColumn): Generator<undefined, void, undefined> {
    const source = this.#rows
    const upTo = source.log.end
    const isName = column === 'name'
    const rows = isName ? aliveRows(source) : this.order('name').rows.slice()
    const top = source.top
    const keys = isNumber(column)
      ? yield* numberKeys(rows, top, (row) => this.#number(column, row))
      : yield* textKeys(rows, top, (row) => this.#textKey(column, row))
    yield* sortRows(rows, keys)
    const newer = this.#kept.get(column)
    if (newer === undefined || newer.upTo < upTo) this.#keep(column, rows, upTo)
    this.#bringUpToDate(column)
  }

  /** False where the order must be sorted anew. */
  #bringUpToDate(column: RosterColumn): boolean {
    const kept = this.#kept.get(column)
    if (kept === undefined) return false
    const { log } = this.#rows
    if (kept.upTo === log.end) return true
    const changed = log.rowsSince(kept.upTo, COLUMN_BIT[column] | COLUMN_BIT.name)
    if (changed === null || changed.size > 1000 + kept.rows.length * MERGE_SHARE) return false
    const rows = changed.size === 0 ? kept.rows : this.#merge(column, kept.rows, changed)
    this.#keep(column, rows, log.end)
    return true
  }

  #merge(column: RosterColumn, old: Uint32Array, changed: ReadonlySet<number>): Uint32Array {
    const source = this.#rows
    const isChanged = new Uint8Array(source.top)
    for (const row of changed) isChanged[row] = 1
    const compare = (a: number, b: number): number => this.#compare(column, a, b)
    const fresh = [...changed].filter((row) => ((source.flags[row] ?? 0) & FLAG.alive) !== 0).sort(compare)
    const unchanged = new Uint32Array(old.length)
    let length = 0
    for (let at = 0; at < old.length; at += 1) {
      const row = old[at] ?? 0
      if (isChanged[row] === 0) unchanged[length++] = row
    }
    const merged = new Uint32Array(length + fresh.length)
    let from = 0
    let to = 0
    for (const row of fresh) {
      const place = firstWhere(from, length, (at) => compare(unchanged[at] ?? 0, row) > 0)
      merged.set(unchanged.subarray(from, place), to)
      to += place - from
      merged[to++] = row
      from = place
    }
    merged.set(unchanged.subarray(from, length), to)
    return merged
  }

  #keep(column: RosterColumn, rows: Uint32Array, upTo: number): void {
    const isBlank = isNumber(column)
      ? (row: number) => this.#number(column, row) <= 0
      : (row: number) => this.#rows.part(row, PART[column]) === ''
    const blank = firstWhere(0, rows.length, (at) => !isBlank(rows[at] ?? 0))
    this.#kept.set(column, { rows, blank, upTo })
  }

  #compare(column: RosterColumn, a: number, b: number): number {
    if (isNumber(column)) {
      const difference = this.#number(column, a) - this.#number(column, b)
      if (difference !== 0) return difference
    } else if (column !== 'name') {
      const difference = compareText(this.#textKey(column, a), this.#textKey(column, b))
      if (difference !== 0) return difference
    }
    return compareText(this.#nameKey(a), this.#nameKey(b))
  }

  /** What a column of text is sorted by; a country by its name, as lists show it. */
  #textKey(column: Exclude<RosterColumn, NumberColumn>, row: number): string {
    if (column === 'name') return this.#nameKey(row)
    const text = this.#rows.part(row, PART[column])
    return column === 'countryCode' ? this.#countryKey(text) : text
  }

  #countryKey(folded: string): string {
    let key = this.#countryKeys.get(folded)
    if (key === undefined) {
      key = foldText(countryName(folded.toUpperCase()))
      this.#countryKeys.set(folded, key)
    }
    return key
  }

  #nameKey(row: number): string {
    return `${this.#rows.part(row, PART.name)}${BELOW_TEXT}${this.#rows.ids[row] ?? ''}`
  }

  #number(column: NumberColumn, row: number): number {
    if (column === 'state') return this.#rows.stateRank(row)
    return Math.max(0, Math.floor(this.#rows[column][row] ?? 0))
  }
}

function isNumber(column: RosterColumn): column is NumberColumn {
  return column === 'state' || column === 'updatedAt' || column === 'createdAt'
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function aliveRows(source: RosterRows): Uint32Array {
  const rows = new Uint32Array(source.size)
  let length = 0
  for (let row = 0; row < source.top; row += 1) {
    if (((source.flags[row] ?? 0) & FLAG.alive) !== 0) rows[length++] = row
  }
  return rows
}

/** The first place from `from` up to `to` where a condition that stays true once it is true holds; `to` if nowhere. */
function firstWhere(from: number, to: number, holds: (at: number) => boolean): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function runToEnd(steps: Generator<undefined, void, undefined>): void {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
}

import { ChangeLog, EVERY_COLUMN } from './change-log.ts'
import { foldText } from './fold-text.ts'
import { FLAG, TAG_SEPARATOR, TEXT_PARTS, textPart, type RosterEntry } from './roster-entry.ts'
import { ROSTER_COLUMNS, type RosterColumn, type RosterCounts } from './roster-query.ts'

/** Place of each part in an entry's text. */
export const PART = Object.fromEntries(TEXT_PARTS.map((part, at) => [part, at])) as Record<
  (typeof TEXT_PARTS)[number],
  number
>

/** Bit of each column in the change log. The name is part of every order: equal values are ordered by it. */
export const COLUMN_BIT = Object.fromEntries(ROSTER_COLUMNS.map((column, at) => [column, 1 << at])) as Record<
  RosterColumn,
  number
>

/** Bit in the change log of a change that only filters notice. */
const OTHER_BIT = 1 << ROSTER_COLUMNS.length

const TEXT_COLUMNS = ROSTER_COLUMNS.slice(0, ROSTER_COLUMNS.indexOf('state'))

/**
 * The customers as compact columns. A row keeps its number while its customer lives; numbers of removed rows are used
 * again. Countries and sets of tags are numbered, since most customers share theirs.
 */
export class RosterRows {
  readonly log = new ChangeLog()
  readonly ids: string[] = []
  readonly texts: string[] = []
  flags = new Uint8Array(1024)
  writtenAt = new Float64Array(1024)
  updatedAt = new Float64Array(1024)
  createdAt = new Float64Array(1024)
  countries = new Uint16Array(1024)
  tagSets = new Uint32Array(1024)
  /** Lower-cased country codes by their number. */
  readonly countryNames: string[] = []
  /** Folded tags of each numbered set. */
  readonly tagSetNames: string[] = []
  /** Folded tag -> as first typed. */
  readonly tagSpellings = new Map<string, string>()
  readonly counts: RosterCounts = { total: 0, active: 0, archived: 0, waiting: 0, needsYou: 0, conflicts: 0 }
  readonly #rowOf = new Map<string, number>()
  readonly #countryNumbers = new Map<string, number>()
  readonly #tagSetNumbers = new Map<string, number>()
  readonly #free: number[] = []

  /** Rows in use. */
  get size(): number {
    return this.#rowOf.size
  }

  /** All row numbers are below this; some of them may be free. */
  get top(): number {
    return this.ids.length
  }

  /** Row of a customer, -1 where there is none. */
  rowOf(id: string): number {
    return this.#rowOf.get(id) ?? -1
  }

  /** One part of a row's text. */
  part(row: number, part: number): string {
    return textPart(this.texts[row] ?? '', part)
  }

  /** Adds or replaces an entry. */
  put(entry: RosterEntry): void {
    const known = this.#rowOf.get(entry.id)
    const row = known ?? this.#newRow(entry.id)
    const columns = known === undefined ? EVERY_COLUMN : this.#changedColumns(row, entry)
    this.#tally(row, -1)
    this.texts[row] = entry.text
    this.flags[row] = entry.flags | FLAG.alive
    this.writtenAt[row] = entry.writtenAt
    this.updatedAt[row] = entry.updatedAt
    this.createdAt[row] = entry.createdAt
    this.countries[row] = this.#countryNumber(textPart(entry.text, PART.countryCode))
    this.tagSets[row] = this.#tagSetNumber(textPart(entry.text, PART.tags))
    for (const tag of entry.tags) {
      const folded = foldText(tag)
      if (!this.tagSpellings.has(folded)) this.tagSpellings.set(folded, tag.trim())
    }
    this.#tally(row, 1)
    this.log.add(row, columns)
  }

  /** Removes a customer. */
  remove(id: string): void {
    const row = this.#rowOf.get(id)
    if (row === undefined) return
    this.#tally(row, -1)
    this.#rowOf.delete(id)
    this.flags[row] = 0
    this.texts[row] = ''
    this.#free.push(row)
    this.log.add(row, EVERY_COLUMN)
  }

  /** Number of the state for sorting; 0 = nothing to say. */
  stateRank(row: number): number {
    const flags = this.flags[row] ?? 0
    if ((flags & FLAG.needsYou) !== 0) return 3
    if ((flags & FLAG.waiting) !== 0) return 2
    return (flags & FLAG.localOnly) !== 0 ? 1 : 0
  }

  #newRow(id: string): number {
    const row = this.#free.pop() ?? this.ids.length
    this.ids[row] = id
    this.texts[row] = ''
    this.#rowOf.set(id, row)
    if (row >= this.flags.length) this.#grow(this.flags.length * 2)
    this.flags[row] = 0
    return row
  }

  #grow(capacity: number): void {
    this.flags = grown(this.flags, new Uint8Array(capacity))
    this.writtenAt = grown(this.writtenAt, new Float64Array(capacity))
    this.updatedAt = grown(this.updatedAt, new Float64Array(capacity))
    this.createdAt = grown(this.createdAt, new Float64Array(capacity))
    this.countries = grown(this.countries, new Uint16Array(capacity))
    this.tagSets = grown(this.tagSets, new Uint32Array(capacity))
  }

  #changedColumns(row: number, entry: RosterEntry): number {
    let columns = OTHER_BIT
    const before = this.texts[row] ?? ''
    if (before !== entry.text) {
      TEXT_COLUMNS.forEach((column, part) => {
        if (textPart(before, part) !== textPart(entry.text, part)) columns |= COLUMN_BIT[column]
      })
    }
    if (this.flags[row] !== entry.flags) columns |= COLUMN_BIT.state
    if (this.updatedAt[row] !== entry.updatedAt) columns |= COLUMN_BIT.updatedAt
    if (this.createdAt[row] !== entry.createdAt) columns |= COLUMN_BIT.createdAt
    return columns
  }

  #tally(row: number, by: 1 | -1): void {
    const flags = this.flags[row] ?? 0
    if ((flags & FLAG.alive) === 0) return
    if ((flags & FLAG.waiting) !== 0) this.counts.waiting += by
    if ((flags & FLAG.needsYou) !== 0) this.counts.needsYou += by
    if ((flags & FLAG.conflict) !== 0) this.counts.conflicts += by
    if ((flags & FLAG.deleted) !== 0) return
    this.counts.total += by
    if ((flags & FLAG.archived) !== 0) this.counts.archived += by
    else this.counts.active += by
  }

  #countryNumber(code: string): number {
    return numberOf(code, this.#countryNumbers, this.countryNames)
  }

  #tagSetNumber(tags: string): number {
    return numberOf(tags, this.#tagSetNumbers, this.tagSetNames)
  }

  /** Numbers of the sets that contain a folded tag. */
  tagSetsWith(tag: string): Set<number> {
    const sets = new Set<number>()
    this.tagSetNames.forEach((names, number) => {
      if (names.split(TAG_SEPARATOR).includes(tag)) sets.add(number)
    })
    return sets
  }
}

function grown<A extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(old: A, fresh: A): A {
  fresh.set(old)
  return fresh
}

function numberOf(name: string, numbers: Map<string, number>, names: string[]): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, names.length)
  names.push(name)
  return names.length - 1
}

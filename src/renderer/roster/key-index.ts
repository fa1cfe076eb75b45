import { EVERY_COLUMN } from './change-log.ts'
import { FLAG } from './roster-entry.ts'
import type { RosterRows } from './roster-rows.ts'

const NONE = -1
/** A placeholder that all customers of a shop have as their e-mail would else be gone through for every row of a file. */
const MOST_LOOKED_AT = 5000

/**
 * Finds rows by a key, in 12 bytes a row: chains of rows with the same hash, and the key itself is read from the row
 * again to be sure. Built when first asked, brought up to date from the change log. Rows with an empty key are left out.
 */
export class KeyIndex {
  readonly #rows: RosterRows
  readonly #keyOf: (row: number) => string
  #heads = new Int32Array(0)
  #next = new Int32Array(0)
  #hashes = new Uint32Array(0)
  #upTo = -1

  constructor(rows: RosterRows, keyOf: (row: number) => string) {
    this.#rows = rows
    this.#keyOf = keyOf
  }

  /**
   * The rows that have this key and are wanted, in no order. Of a great many only some are looked at, since such a key
   * says nothing.
   */
  find(key: string, isWanted: (row: number) => boolean): number[] {
    if (key === '') return []
    this.#bringUpToDate()
    const found: number[] = []
    const hash = hashOf(key)
    let row = this.#heads[hash & (this.#heads.length - 1)] ?? NONE
    for (let left = MOST_LOOKED_AT; row !== NONE && left > 0; left -= 1) {
      if (this.#hashes[row] === hash && isWanted(row) && this.#keyOf(row) === key) found.push(row)
      row = this.#next[row] ?? NONE
    }
    return found
  }

  #bringUpToDate(): void {
    const { log, top } = this.#rows
    if (this.#upTo === log.end) return
    const changed = this.#upTo < 0 ? null : log.rowsSince(this.#upTo, EVERY_COLUMN)
    if (changed === null || top > this.#next.length) this.#build()
    else {
      for (const row of changed) {
        this.#remove(row)
        this.#add(row)
      }
    }
    this.#upTo = log.end
  }

  #build(): void {
    const room = Math.max(1024, Math.ceil(this.#rows.top * 1.25))
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(room))).fill(NONE)
    this.#next = new Int32Array(room).fill(NONE)
    this.#hashes = new Uint32Array(room)
    for (let row = 0; row < this.#rows.top; row += 1) this.#add(row)
  }

  #add(row: number): void {
    if (((this.#rows.flags[row] ?? 0) & FLAG.alive) === 0) return
    const key = this.#keyOf(row)
    if (key === '') return
    const hash = hashOf(key)
    const bucket = hash & (this.#heads.length - 1)
    this.#hashes[row] = hash
    this.#next[row] = this.#heads[bucket] ?? NONE
    this.#heads[bucket] = row
  }

  /** Takes a row out of the chain it was put into, by the hash of its key then. */
  #remove(row: number): void {
    const hash = this.#hashes[row] ?? 0
    if (hash === 0) return
    const bucket = hash & (this.#heads.length - 1)
    const following = this.#next[row] ?? NONE
    this.#hashes[row] = 0
    this.#next[row] = NONE
    if (this.#heads[bucket] === row) {
      this.#heads[bucket] = following
      return
    }
    let before = this.#heads[bucket] ?? NONE
    while (before !== NONE && this.#next[before] !== row) before = this.#next[before] ?? NONE
    if (before !== NONE) this.#next[before] = following
  }
}

/** FNV-1a over UTF-16 units; never 0, which stands for "in no chain". */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  return hash >>> 0 || 1
}

import { HashTable } from './hash-table.ts'
import { NumberList } from './number-list.ts'
import { RECORD_KEYS, type RecordKey, type RecordKeys } from './record-keys.ts'
import { hashText, type TextHash } from './text-hash.ts'

/** Seeds, so that a code and an e-mail of the same text are two hashes. */
const SEED_OF = Object.fromEntries(RECORD_KEYS.map((key, at) => [key, at])) as Record<RecordKey, number>
const RECORD_SEED = RECORD_KEYS.length
const ALIKE_SEED = RECORD_KEYS.length + 1

/** Of longer files only so many rows are asked about for being alike, so that memory stays within bounds. */
const MOST_ALIKE = 2_000_000

/** A row that others after it are held against. */
export interface SeenRow {
  readonly row: number
  readonly keys: RecordKeys
  /** Id of the record it was found to be about; '' for one that it makes. */
  readonly recordId: string
  /** What it is known by besides: in the row itself, and before the row changes it. */
  readonly others: readonly RecordKeys[]
  /** What another row must agree in to be alike; see alike-keys.ts. */
  readonly alike: readonly string[]
}

/**
 * The rows of a file that were seen so far, to find those that are the same record as one before. Of each row only
 * hashes are kept: some 20 bytes a key.
 */
export class FileKeys {
  /** Keys that count, strongest first. */
  readonly #order: readonly RecordKey[]
  readonly #hashes = new HashTable()
  /** Of each seen row: its number, its first hash, and which of its keys have one, a bit each by the order. */
  readonly #rows = new NumberList()
  readonly #starts = new NumberList()
  readonly #masks = new NumberList()
  readonly #hash: TextHash = { high: 0, low: 0 }
  /** Of all that was asked and remembered since it was last told, 32 bits each; null where nobody wants to know. */
  readonly #touched: Set<number> | null

  /** `follows`: what each row asks and remembers can be told by `touched`. */
  constructor(order: readonly RecordKey[], follows = false) {
    this.#order = order
    this.#touched = follows ? new Set() : null
  }

  /**
   * What was asked and remembered since the last call. Rows that have none of it in common with another have nothing to
   * do with it: none of the two would come to anything else without the other.
   */
  touched(): number[] {
    const told = [...(this.#touched ?? [])]
    this.#touched?.clear()
    return told
  }

  /**
   * The row before that is about this record of the store, or undefined. With the keys of another row and the key by
   * which that was found to be about the record too: `another` where the record, as the row before leaves it, differs from
   * it in a stronger key.
   */
  rowOfRecord(recordId: string, keys?: RecordKeys, by?: RecordKey): number | 'another' | undefined {
    const entry = this.#entryOf(recordId, RECORD_SEED)
    if (entry < 0) return undefined
    const seen = this.#seenOf(entry)
    const differs =
      keys !== undefined && by !== undefined && this.#differs(seen, keys, this.#order.indexOf(by))
    return differs ? 'another' : this.#rows.at(seen)
  }

  /** True where a row before has, or had, this key. */
  has(key: RecordKey, text: string): boolean {
    return text !== '' && this.#entryOf(text, SEED_OF[key]) >= 0
  }

  /** The first row before that is alike in one of these, or undefined. */
  rowAlike(alike: readonly string[]): number | undefined {
    for (const text of alike) {
      const entry = this.#entryOf(text, ALIKE_SEED)
      if (entry >= 0) return this.#rows.at(this.#seenOf(entry))
    }
    return undefined
  }

  /**
   * The row before that has one of these keys and differs in no stronger one, and the place of that key in the order;
   * or undefined.
   */
  rowOfKeys(keys: RecordKeys): { row: number; strength: number } | undefined {
    for (const [at, by] of this.#order.entries()) {
      if (keys[by] === '') continue
      const entry = this.#entryOf(keys[by], SEED_OF[by])
      if (entry < 0) continue
      const seen = this.#seenOf(entry)
      if (!this.#differs(seen, keys, at)) return { row: this.#rows.at(seen), strength: at }
    }
    return undefined
  }

  /** Remembers a row. Of several with one key the first stays. */
  add({ row, keys, recordId, others, alike }: SeenRow): void {
    this.#rows.push(row)
    this.#starts.push(this.#hashes.length)
    let mask = 0
    for (const [at, key] of this.#order.entries()) {
      if (keys[key] === '') continue
      mask |= 1 << at
      this.#put(keys[key], SEED_OF[key])
    }
    this.#masks.push(mask)
    if (recordId !== '') this.#put(recordId, RECORD_SEED)
    if (this.#rows.length <= MOST_ALIKE) for (const text of alike) this.#put(text, ALIKE_SEED)
    for (const other of others) {
      for (const key of this.#order) {
        if (other[key] !== '' && other[key] !== keys[key]) this.#put(other[key], SEED_OF[key])
      }
    }
  }

  /** True where a seen row and these keys differ in one that is stronger than the one at this place of the order. */
  #differs(seen: number, keys: RecordKeys, by: number): boolean {
    const mask = this.#masks.at(seen)
    let entry = this.#starts.at(seen)
    for (const [at, key] of this.#order.entries()) {
      if (at === by) return false
      if ((mask & (1 << at)) === 0) continue
      if (keys[key] !== '') {
        this.#hashOf(keys[key], SEED_OF[key])
        const isSame = this.#hashes.has(entry, this.#hash.high, this.#hash.low)
        if (!isSame && !this.#had(seen)) return true
      }
      entry += 1
    }
    return false
  }

  /** True where a seen row has the present hash under any of its keys, those that it had before included. */
  #had(seen: number): boolean {
    const end = seen + 1 < this.#starts.length ? this.#starts.at(seen + 1) : this.#hashes.length
    for (let entry = this.#starts.at(seen); entry < end; entry += 1) {
      if (this.#hashes.has(entry, this.#hash.high, this.#hash.low)) return true
    }
    return false
  }

  #entryOf(text: string, seed: number): number {
    this.#hashOf(text, seed)
    return this.#hashes.find(this.#hash.high, this.#hash.low)
  }

  /** Which of the seen rows a hash belongs to. */
  #seenOf(entry: number): number {
    let [from, to] = [0, this.#starts.length - 1]
    while (from < to) {
      const middle = (from + to + 1) >>> 1
      if (this.#starts.at(middle) <= entry) from = middle
      else to = middle - 1
    }
    return from
  }

  #put(text: string, seed: number): void {
    this.#hashOf(text, seed)
    this.#hashes.add(this.#hash.high, this.#hash.low)
  }

  #hashOf(text: string, seed: number): void {
    hashText(text, seed, this.#hash)
    if (text !== '') this.#touched?.add(this.#hash.low)
  }
}

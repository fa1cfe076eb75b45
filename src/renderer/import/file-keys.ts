import { RECORD_KEYS, type RecordKey, type RecordKeys } from './record-keys.ts'
import type { SeenRowIndex } from './seen-rows.ts'
import { hashText, type TextHash } from './text-hash.ts'

/** Seeds, so that a code and an e-mail of the same text are two hashes. */
const SEED_OF = Object.fromEntries(RECORD_KEYS.map((key, at) => [key, at])) as Record<RecordKey, number>
const RECORD_SEED = RECORD_KEYS.length
const ALIKE_SEED = RECORD_KEYS.length + 1

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

/** What may be asked of one row. */
export interface AskedRow {
  readonly keys: RecordKeys
  readonly recordIds: readonly string[]
  readonly alike: readonly string[]
}

/** A seen row as far as it is asked for: which of its keys have a hash, a bit each by the order, and all its hashes. */
interface Known {
  readonly row: number
  readonly mask: number
  readonly hashes: ArrayLike<number>
}

/**
 * The rows of a file that were seen so far, to find those that are the same record as one before. Rows come in batches:
 * what may be asked of a batch is fetched before (`prepare`), and what it leaves is remembered after it (`keep`), so
 * that no more than a batch is in memory here. Of each row only hashes are kept.
 */
export class FileKeys {
  /** Keys that count, strongest first. */
  readonly #order: readonly RecordKey[]
  readonly #index: SeenRowIndex
  /** By hash the first row that left it, null where there is none. */
  readonly #known = new Map<number, Known | null>()
  readonly #hash: TextHash = { high: 0, low: 0 }
  #added: number[] = []
  /** Of all that was asked and remembered since it was last told, 32 bits each; null where nobody wants to know. */
  readonly #touched: Set<number> | null

  /** `follows`: what each row asks and remembers can be told by `touched`. */
  constructor(order: readonly RecordKey[], index: SeenRowIndex, follows = false) {
    this.#order = order
    this.#index = index
    this.#touched = follows ? new Set() : null
  }

  /** Fetches what may be asked of the next rows. */
  async prepare(asked: readonly AskedRow[]): Promise<void> {
    this.#known.clear()
    const hashes: number[] = []
    const ask = (text: string, seed: number): void => {
      if (text === '') return
      hashText(text, seed, this.#hash)
      const key = keyOf(this.#hash.high, this.#hash.low)
      if (this.#known.has(key)) return
      this.#known.set(key, null)
      hashes.push(this.#hash.high, this.#hash.low)
    }
    for (const { keys, recordIds, alike } of asked) {
      for (const key of this.#order) ask(keys[key], SEED_OF[key])
      for (const id of recordIds) ask(id, RECORD_SEED)
      for (const text of alike) ask(text, ALIKE_SEED)
    }
    if (hashes.length === 0) return
    const { places, rows } = await this.#index.find(Uint32Array.from(hashes))
    for (const [at, place] of places.entries()) {
      if (place === 0) continue
      const [row = 0, mask = 0, count = 0] = rows.subarray(place - 1, place + 2)
      const known = { row, mask, hashes: rows.subarray(place + 2, place + 2 + count * 2) }
      this.#known.set(keyOf(hashes[at * 2] ?? 0, hashes[at * 2 + 1] ?? 0), known)
    }
  }

  /** Remembers what the rows since `prepare` have left. */
  keep(): void {
    if (this.#added.length > 0) this.#index.add(Uint32Array.from(this.#added))
    this.#added = []
    this.#known.clear()
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
    const seen = this.#find(recordId, RECORD_SEED)
    if (seen === null) return undefined
    const differs =
      keys !== undefined && by !== undefined && this.#differs(seen, keys, this.#order.indexOf(by))
    return differs ? 'another' : seen.row
  }

  /** True where a row before has, or had, this key. */
  has(key: RecordKey, text: string): boolean {
    return this.#find(text, SEED_OF[key]) !== null
  }

  /** The first row before that is alike in one of these, or undefined. */
  rowAlike(alike: readonly string[]): number | undefined {
    for (const text of alike) {
      const seen = this.#find(text, ALIKE_SEED)
      if (seen !== null) return seen.row
    }
    return undefined
  }

  /**
   * The row before that has one of these keys and differs in no stronger one, and the place of that key in the order;
   * or undefined.
   */
  rowOfKeys(keys: RecordKeys): { row: number; strength: number } | undefined {
    for (const [at, by] of this.#order.entries()) {
      const seen = this.#find(keys[by], SEED_OF[by])
      if (seen !== null && !this.#differs(seen, keys, at)) return { row: seen.row, strength: at }
    }
    return undefined
  }

  /** Remembers a row. Of several with one key the first stays. */
  add({ row, keys, recordId, others, alike }: SeenRow): void {
    const hashes: number[] = []
    const put = (text: string, seed: number): void => {
      this.#hashOf(text, seed)
      hashes.push(this.#hash.high, this.#hash.low)
    }
    let mask = 0
    for (const [at, key] of this.#order.entries()) {
      if (keys[key] === '') continue
      mask |= 1 << at
      put(keys[key], SEED_OF[key])
    }
    if (recordId !== '') put(recordId, RECORD_SEED)
    for (const text of alike) put(text, ALIKE_SEED)
    for (const other of others) {
      for (const key of this.#order) {
        if (other[key] !== '' && other[key] !== keys[key]) put(other[key], SEED_OF[key])
      }
    }
    const known = { row, mask, hashes }
    for (let at = 0; at < hashes.length; at += 2) {
      const key = keyOf(hashes[at] ?? 0, hashes[at + 1] ?? 0)
      if (this.#known.get(key) == null) this.#known.set(key, known)
    }
    this.#added.push(row, mask, hashes.length / 2, ...hashes)
  }

  /** True where a seen row and these keys differ in one that is stronger than the one at this place of the order. */
  #differs(seen: Known, keys: RecordKeys, by: number): boolean {
    let entry = 0
    for (const [at, key] of this.#order.entries()) {
      if (at === by) return false
      if ((seen.mask & (1 << at)) === 0) continue
      if (keys[key] !== '') {
        this.#hashOf(keys[key], SEED_OF[key])
        if (!this.#isAt(seen, entry) && !this.#had(seen)) return true
      }
      entry += 1
    }
    return false
  }

  /** True where a seen row has the present hash under any of its keys, those that it had before included. */
  #had(seen: Known): boolean {
    for (let entry = 0; entry < seen.hashes.length / 2; entry += 1) if (this.#isAt(seen, entry)) return true
    return false
  }

  #isAt({ hashes }: Known, entry: number): boolean {
    return hashes[entry * 2] === this.#hash.high && hashes[entry * 2 + 1] === this.#hash.low
  }

  #find(text: string, seed: number): Known | null {
    if (text === '') return null
    this.#hashOf(text, seed)
    const known = this.#known.get(keyOf(this.#hash.high, this.#hash.low))
    if (known === undefined) throw new Error('A key that was not prepared')
    return known
  }

  #hashOf(text: string, seed: number): void {
    hashText(text, seed, this.#hash)
    this.#touched?.add(this.#hash.low)
  }
}

/** One number for a hash: 53 of its bits, enough for the few of a batch. */
function keyOf(high: number, low: number): number {
  return (high & 0x1fffff) * 0x1_0000_0000 + low
}

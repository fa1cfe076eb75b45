import { NumberList } from './number-list.ts'

/** Tables that grow each for itself, so that growing takes milliseconds and not seconds. */
const SHARDS = 256
const FIRST_SLOTS = 64

/**
 * Finds numbered entries by their 64-bit hashes in about 15 bytes an entry and without an object for any of them: the
 * keys of a file of millions of rows stay in memory this way. Of several entries with one hash the first is found.
 */
export class HashTable {
  readonly #high = new NumberList()
  readonly #low = new NumberList()
  /** Entry + 1 at each slot, 0 = free. */
  readonly #slots: Uint32Array[] = Array.from({ length: SHARDS }, () => new Uint32Array(FIRST_SLOTS))
  readonly #used = new Uint32Array(SHARDS)

  /** How many entries there are; the next one has this number. */
  get length(): number {
    return this.#high.length
  }

  /** Adds the next entry. */
  add(high: number, low: number): void {
    const entry = this.#high.length
    this.#high.push(high)
    this.#low.push(low)
    const shard = high & (SHARDS - 1)
    const slots = this.#slots[shard] ?? new Uint32Array(FIRST_SLOTS)
    const slot = this.#slotOf(slots, high, low)
    if (slots[slot] !== 0) return
    slots[slot] = entry + 1
    const used = (this.#used[shard] ?? 0) + 1
    this.#used[shard] = used
    // Not all at one time: each shard is full at a measure of its own, from 65 to 80 of 100 slots.
    if (used * 100 > slots.length * (65 + (shard & 15))) this.#slots[shard] = this.#grown(slots)
  }

  /** The first entry with this hash; -1 where there is none. */
  find(high: number, low: number): number {
    const slots = this.#slots[high & (SHARDS - 1)] ?? new Uint32Array(FIRST_SLOTS)
    return (slots[this.#slotOf(slots, high, low)] ?? 0) - 1
  }

  /** True where the entry has this hash. */
  has(entry: number, high: number, low: number): boolean {
    return this.#low.at(entry) === low && this.#high.at(entry) === high
  }

  /** The slot of this hash, or the free one where it would be put. */
  #slotOf(slots: Uint32Array, high: number, low: number): number {
    const mask = slots.length - 1
    let slot = low & mask
    for (;;) {
      const entry = (slots[slot] ?? 0) - 1
      if (entry < 0 || this.has(entry, high, low)) return slot
      slot = (slot + 1) & mask
    }
  }

  #grown(slots: Uint32Array): Uint32Array {
    const larger = new Uint32Array(slots.length * 2)
    const mask = larger.length - 1
    for (const taken of slots) {
      if (taken === 0) continue
      let slot = this.#low.at(taken - 1) & mask
      while (larger[slot] !== 0) slot = (slot + 1) & mask
      larger[slot] = taken
    }
    return larger
  }
}

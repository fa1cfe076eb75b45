import type { WordFile } from './word-file.ts'

/** Slots of a table; a full one goes to the disk as it is. */
const SLOTS = 1 << 20
const FIRST_SLOTS = 1 << 10
/** High half, low half, and value + 1 (0 = free). */
const SLOT_WORDS = 3
/** Of 100 slots so many are taken at most. */
const FULL = 70
/** Bits of the filter of a table on the disk: some eleven for each hash, so that one in eighty misses is looked for. */
const FILTER_BITS = 1 << 23
/** Slots that are read from the disk at a time: mostly the one wanted is among them. */
const READ_SLOTS = 32

interface Run {
  /** Where its table begins in the file. */
  readonly start: number
  readonly filter: Uint8Array
}

/**
 * Finds numbers by 64-bit hashes, however many there are: the newest in a table in memory, the others in tables of the
 * same kind on the disk, in front of each of which a filter of one megabyte says which hashes are not in it. A file of
 * 1 GB leaves some sixty of them.
 */
export class HashRuns {
  readonly #file: WordFile
  readonly #slots: number
  readonly #runs: Run[] = []
  #table: Uint32Array
  #used = 0

  /** `file` is for these tables alone. `slots` of a table, a power of two. */
  constructor(file: WordFile, slots = SLOTS) {
    this.#file = file
    this.#slots = slots
    this.#table = new Uint32Array(Math.min(FIRST_SLOTS, slots) * SLOT_WORDS)
  }

  /** The number that was put first under a hash; -1 where there is none. */
  find(high: number, low: number): number {
    const value = this.#table[slotOf(this.#table, high, low) * SLOT_WORDS + 2] ?? 0
    if (value !== 0) return value - 1
    for (const run of this.#runs) {
      if (!mayHave(run.filter, high, low)) continue
      const found = this.#findIn(run, high, low)
      if (found >= 0) return found
    }
    return -1
  }

  /** Puts a number under a hash that `find` does not know. Throws what the disk throws. */
  put(high: number, low: number, value: number): void {
    const slot = slotOf(this.#table, high, low) * SLOT_WORDS
    this.#table[slot] = high
    this.#table[slot + 1] = low
    this.#table[slot + 2] = value + 1
    this.#used += 1
    const slots = this.#table.length / SLOT_WORDS
    if (this.#used * 100 <= slots * FULL) return
    if (slots < this.#slots) this.#table = grown(this.#table)
    else this.#spill()
  }

  #spill(): void {
    const filter = new Uint8Array(FILTER_BITS / 8)
    for (let at = 0; at < this.#table.length; at += SLOT_WORDS) {
      if (this.#table[at + 2] === 0) continue
      for (const bit of bitsOf(this.#table[at] ?? 0, this.#table[at + 1] ?? 0)) {
        filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7))
      }
    }
    this.#runs.push({ start: this.#file.length, filter })
    this.#file.append(this.#table)
    this.#table = new Uint32Array(this.#table.length)
    this.#used = 0
  }

  #findIn({ start }: Run, high: number, low: number): number {
    for (let slot = low & (this.#slots - 1), seen = 0; seen < this.#slots;) {
      const count = Math.min(READ_SLOTS, this.#slots - slot)
      const words = this.#file.read(start + slot * SLOT_WORDS, count * SLOT_WORDS)
      for (let at = 0; at < words.length; at += SLOT_WORDS) {
        const value = words[at + 2] ?? 0
        if (value === 0) return -1
        if (words[at] === high && words[at + 1] === low) return value - 1
      }
      seen += count
      slot = (slot + count) & (this.#slots - 1)
    }
    return -1
  }
}

/** The slot of a hash in a table, or the free one where it belongs. */
function slotOf(table: Uint32Array, high: number, low: number): number {
  const mask = table.length / SLOT_WORDS - 1
  let slot = low & mask
  for (;;) {
    const at = slot * SLOT_WORDS
    if (table[at + 2] === 0 || (table[at] === high && table[at + 1] === low)) return slot
    slot = (slot + 1) & mask
  }
}

function grown(table: Uint32Array): Uint32Array {
  const larger = new Uint32Array(table.length * 2)
  for (let at = 0; at < table.length; at += SLOT_WORDS) {
    if (table[at + 2] === 0) continue
    const slot = slotOf(larger, table[at] ?? 0, table[at + 1] ?? 0) * SLOT_WORDS
    larger.set(table.subarray(at, at + SLOT_WORDS), slot)
  }
  return larger
}

function bitsOf(high: number, low: number): [number, number, number] {
  const mask = FILTER_BITS - 1
  return [(low >>> 9) & mask, high & mask, (high >>> 9) & mask]
}

function mayHave(filter: Uint8Array, high: number, low: number): boolean {
  return bitsOf(high, low).every((bit) => ((filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0)
}

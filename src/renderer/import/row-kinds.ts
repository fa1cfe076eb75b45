import { noRowCounts, ROW_KINDS, type RowCounts, type RowKind } from './classified-row.ts'

/** Rows to a block. Of each block it is known how many rows of each kind lie before it. */
const BLOCK = 4096
/** Pairs of a row and the row it equals to begin with. */
const FIRST_PAIRS = 256

const NUMBER_OF = Object.fromEntries(ROW_KINDS.map((kind, at) => [kind, at])) as Record<RowKind, number>

/**
 * What becomes of each data row of a file, in one byte a row: the list that a person looks through by kind, however
 * long the file is. Rows are added in their order.
 */
export class RowKinds {
  readonly #blocks: Uint8Array[] = []
  /** For each block and kind, the rows of that kind before the block. */
  readonly #before: Uint32Array[] = []
  readonly #totals = new Uint32Array(ROW_KINDS.length)
  #length = 0
  /** Rows that equal an earlier one, ascending, each followed by that one. */
  #pairs = new Uint32Array(FIRST_PAIRS * 2)
  #pairCount = 0

  /** Rows so far. */
  get length(): number {
    return this.#length
  }

  /** How many rows there are of each kind. */
  get counts(): RowCounts {
    const counts = noRowCounts()
    for (const [at, kind] of ROW_KINDS.entries()) counts[kind] = this.#totals[at] ?? 0
    return counts
  }

  /** Adds the next row; `sameAs` is the row before it that is, or may be, the same record, -1 where there is none. */
  add(kind: RowKind, sameAs: number): void {
    const place = this.#length % BLOCK
    if (place === 0) {
      this.#blocks.push(new Uint8Array(BLOCK))
      this.#before.push(this.#totals.slice())
    }
    const number = NUMBER_OF[kind]
    const block = this.#blocks.at(-1)
    if (block !== undefined) block[place] = number
    this.#totals[number] = (this.#totals[number] ?? 0) + 1
    if (sameAs >= 0) this.#addPair(this.#length, sameAs)
    this.#length += 1
  }

  /** The kind of a row; undefined where it was not read yet. */
  kindOf(row: number): RowKind | undefined {
    if (row < 0 || row >= this.#length) return undefined
    const number = this.#blocks[Math.floor(row / BLOCK)]?.[row % BLOCK]
    return number === undefined ? undefined : ROW_KINDS[number]
  }

  /** The row before that is, or may be, the same record; -1 where there is none. */
  sameAs(row: number): number {
    let [from, to] = [0, this.#pairCount]
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((this.#pairs[middle * 2] ?? 0) < row) from = middle + 1
      else to = middle
    }
    return from < this.#pairCount && this.#pairs[from * 2] === row ? (this.#pairs[from * 2 + 1] ?? -1) : -1
  }

  /** The number of the n-th row of a kind, both from 0, in the order of the file; -1 where there are not so many. */
  nth(kind: RowKind | 'all', n: number): number {
    if (kind === 'all') return n >= 0 && n < this.#length ? n : -1
    const number = NUMBER_OF[kind]
    if (n < 0 || n >= (this.#totals[number] ?? 0)) return -1
    let [from, to] = [0, this.#before.length - 1]
    while (from < to) {
      const middle = (from + to + 1) >>> 1
      if ((this.#before[middle]?.[number] ?? 0) <= n) from = middle
      else to = middle - 1
    }
    let left = n - (this.#before[from]?.[number] ?? 0)
    const block = this.#blocks[from] ?? new Uint8Array(0)
    const end = Math.min(BLOCK, this.#length - from * BLOCK)
    for (let place = 0; place < end; place += 1) {
      if (block[place] !== number) continue
      if (left === 0) return from * BLOCK + place
      left -= 1
    }
    return -1
  }

  #addPair(row: number, sameAs: number): void {
    const at = this.#pairCount * 2
    if (at === this.#pairs.length) {
      const larger = new Uint32Array(at * 2)
      larger.set(this.#pairs)
      this.#pairs = larger
    }
    this.#pairs[at] = row
    this.#pairs[at + 1] = sameAs
    this.#pairCount += 1
  }
}

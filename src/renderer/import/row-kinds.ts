import { noRowCounts, ROW_KINDS, type RowCounts, type RowKind } from './classified-row.ts'

/** Rows to a block. Of each block it is known how many rows of each kind lie before it. */
const BLOCK = 4096
/** Pairs of a row and the row it equals to begin with. */
const FIRST_PAIRS = 256

const NUMBER_OF = Object.fromEntries(ROW_KINDS.map((kind, at) => [kind, at])) as Record<RowKind, number>
/** Added to the number of its kind for a row in which something looks wrong. */
const WARNED = 0x80
/** After those of the kinds: rows in which something looks wrong, whatever they come to. */
const WARNED_COUNT = ROW_KINDS.length
const COUNTS = ROW_KINDS.length + 1

/** Which rows of a file are meant: of one kind, all, or those in which something looks wrong. */
export type RowsOf = RowKind | 'all' | 'warned'

/** A row that has come to something else. */
interface ChangedRow {
  readonly row: number
  readonly kind: RowKind
  readonly sameAs: number
  readonly warnings: readonly unknown[]
}

/**
 * What becomes of each data row of a file, in one byte a row: the list that a person looks through by kind, however
 * long the file is. Rows are added in their order; those of single rows can be changed in a copy.
 */
export class RowKinds {
  readonly #blocks: Uint8Array[] = []
  /** For each block and kind, the rows of that kind before the block. */
  readonly #before: Uint32Array[] = []
  readonly #totals = new Uint32Array(COUNTS)
  #length = 0
  /** Rows that equal an earlier one, ascending, each followed by that one. */
  #pairs = new Uint32Array(FIRST_PAIRS * 2)
  #pairCount = 0

  /** Rows so far. */
  get length(): number {
    return this.#length
  }

  /** A copy in which these rows have come to something else; this one stays as it is. */
  with(changes: readonly ChangedRow[]): RowKinds {
    const copy = new RowKinds()
    copy.#length = this.#length
    copy.#blocks.push(...this.#blocks)
    copy.#totals.set(this.#totals)
    const moved = new Map<number, Int32Array>()
    for (const { row, kind, warnings } of changes) {
      const at = Math.floor(row / BLOCK)
      const before = copy.#blocks[at]?.[row % BLOCK]
      if (before === undefined || row >= this.#length) throw new Error('A row that is not there')
      // The blocks are shared until something changes in them.
      const block = copy.#blocks[at] === this.#blocks[at] ? copy.#blocks[at]?.slice() : copy.#blocks[at]
      if (block === undefined) continue
      copy.#blocks[at] = block
      const after = byteOf(kind, warnings.length > 0)
      block[row % BLOCK] = after
      const shift = moved.get(at) ?? new Int32Array(COUNTS)
      moved.set(at, shift)
      for (const count of countsOf(before)) shift[count] = (shift[count] ?? 0) - 1
      for (const count of countsOf(after)) shift[count] = (shift[count] ?? 0) + 1
    }
    const shift = new Int32Array(COUNTS)
    for (const [at, before] of this.#before.entries()) {
      copy.#before.push(before.map((count, number) => count + (shift[number] ?? 0)))
      for (const [number, by] of moved.get(at)?.entries() ?? []) shift[number] = (shift[number] ?? 0) + by
    }
    for (const [number, by] of shift.entries()) copy.#totals[number] = (copy.#totals[number] ?? 0) + by
    copy.#takePairs(this.#pairs.subarray(0, this.#pairCount * 2), changes)
    return copy
  }

  /** How many rows there are of each kind. */
  get counts(): RowCounts {
    const counts = noRowCounts()
    for (const [at, kind] of ROW_KINDS.entries()) counts[kind] = this.#totals[at] ?? 0
    return counts
  }

  /**
   * Adds the next row; `sameAs` is the row before it that is, or may be, the same record, -1 where there is none;
   * `warned`: something in it looks wrong.
   */
  add(kind: RowKind, sameAs: number, warned = false): void {
    const place = this.#length % BLOCK
    if (place === 0) {
      this.#blocks.push(new Uint8Array(BLOCK))
      this.#before.push(this.#totals.slice())
    }
    const byte = byteOf(kind, warned)
    const block = this.#blocks.at(-1)
    if (block !== undefined) block[place] = byte
    for (const count of countsOf(byte)) this.#totals[count] = (this.#totals[count] ?? 0) + 1
    if (sameAs >= 0) this.#addPair(this.#length, sameAs)
    this.#length += 1
  }

  /** The kind of a row; undefined where it was not read yet. */
  kindOf(row: number): RowKind | undefined {
    if (row < 0 || row >= this.#length) return undefined
    const number = this.#blocks[Math.floor(row / BLOCK)]?.[row % BLOCK]
    return number === undefined ? undefined : ROW_KINDS[number & ~WARNED]
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

  /** How many rows are meant. */
  countOf(rows: RowsOf): number {
    if (rows === 'all') return this.#length
    return this.#totals[rows === 'warned' ? WARNED_COUNT : NUMBER_OF[rows]] ?? 0
  }

  /** The number of the n-th row of those, both from 0, in the order of the file; -1 where there are not so many. */
  nth(rows: RowsOf, n: number): number {
    if (rows === 'all') return n >= 0 && n < this.#length ? n : -1
    const number = rows === 'warned' ? WARNED_COUNT : NUMBER_OF[rows]
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
      const byte = block[place] ?? 0
      if (number === WARNED_COUNT ? byte < WARNED : (byte & ~WARNED) !== number) continue
      if (left === 0) return from * BLOCK + place
      left -= 1
    }
    return -1
  }

  /** Takes over the pairs of another, but of these rows their own. */
  #takePairs(pairs: Uint32Array, changes: readonly { row: number; sameAs: number }[]): void {
    const changed = [...changes].sort((a, b) => a.row - b.row)
    const own = changed.filter(({ sameAs }) => sameAs >= 0)
    this.#pairs = new Uint32Array(Math.max(FIRST_PAIRS * 2, pairs.length + own.length * 2))
    const isChanged = new Set(changed.map(({ row }) => row))
    let next = 0
    const addUpTo = (end: number): void => {
      for (let pair = own[next]; pair !== undefined && pair.row < end; pair = own[next]) {
        this.#addPair(pair.row, pair.sameAs)
        next += 1
      }
    }
    for (let at = 0; at < pairs.length; at += 2) {
      const row = pairs[at] ?? 0
      addUpTo(row)
      if (!isChanged.has(row)) this.#addPair(row, pairs[at + 1] ?? 0)
    }
    addUpTo(Infinity)
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

function byteOf(kind: RowKind, warned: boolean): number {
  return NUMBER_OF[kind] + (warned ? WARNED : 0)
}

/** What a row counts in. */
function countsOf(byte: number): readonly number[] {
  return byte < WARNED ? [byte] : [byte - WARNED, WARNED_COUNT]
}

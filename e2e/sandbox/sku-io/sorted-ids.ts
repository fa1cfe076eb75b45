interface Entry {
  key: string
  id: number
}

/** Ids in the order of their keys, then of the ids. Adding and removing one costs a binary search and a shift. */
export class SortedIds {
  readonly #entries: Entry[]

  constructor(entries: Iterable<Entry>) {
    this.#entries = [...entries].sort(compare)
  }

  get length(): number {
    return this.#entries.length
  }

  add(entry: Entry): void {
    this.#entries.splice(this.#position(entry), 0, entry)
  }

  /** Removes an entry that was added with this key. Throws when it is not there: the index would lie from then on. */
  remove(entry: Entry): void {
    const position = this.#position(entry)
    if (this.#entries[position]?.id !== entry.id) throw new Error(`Entry ${entry.id} is not in the index`)
    this.#entries.splice(position, 1)
  }

  /** Ids from `start` on, at most `count`; descending is the exact reverse of ascending. */
  slice(start: number, count: number, descending: boolean): number[] {
    const total = this.#entries.length
    if (!descending) return this.#entries.slice(start, start + count).map((entry) => entry.id)
    const end = Math.max(0, total - start)
    return this.#entries
      .slice(Math.max(0, end - count), end)
      .reverse()
      .map((entry) => entry.id)
  }

  #position(entry: Entry): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const there = this.#entries[middle]
      if (there && compare(there, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

function compare(a: Entry, b: Entry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1
  return a.id - b.id
}

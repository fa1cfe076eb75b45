/** How many changes are remembered; whoever is further behind starts anew. */
const LONGEST = 1 << 17

/**
 * Which rows changed, and in which columns, in order. Sorted orders, filters and key indexes each remember how far they
 * have read, and catch up when they are asked next: a change costs nothing for what nobody looks at.
 */
export class ChangeLog {
  #rows: number[] = []
  #columns: number[] = []
  #start = 0

  /** Number of the next change. */
  get end(): number {
    return this.#start + this.#rows.length
  }

  /** Notes that a row changed; `columns` are bits by the place in ROSTER_COLUMNS. */
  add(row: number, columns: number): void {
    this.#rows.push(row)
    this.#columns.push(columns)
    if (this.#rows.length < LONGEST) return
    const dropped = LONGEST / 2
    this.#rows = this.#rows.slice(dropped)
    this.#columns = this.#columns.slice(dropped)
    this.#start += dropped
  }

  /** The rows that changed in one of these columns since, each once; null where the log no longer reaches back. */
  rowsSince(since: number, columns: number): Set<number> | null {
    if (since < this.#start) return null
    const rows = new Set<number>()
    for (let at = since - this.#start; at < this.#rows.length; at += 1) {
      const row = this.#rows[at]
      if (row !== undefined && ((this.#columns[at] ?? 0) & columns) !== 0) rows.add(row)
    }
    return rows
  }
}

/** All columns, and what only filters read. */
export const EVERY_COLUMN = 0xffffffff | 0

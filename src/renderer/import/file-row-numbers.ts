import { NumberList } from './number-list.ts'

/**
 * Of each data row its number in the file, as a spreadsheet counts its rows. Only where that jumps (blank rows, the
 * header) something is kept, 8 bytes.
 */
export class FileRowNumbers {
  /** Data rows with which the numbers jump, ascending, and the numbers they have. */
  readonly #rows = new NumberList()
  readonly #numbers = new NumberList()
  #expected = -1

  /** Adds the numbers of the next rows. */
  add(firstRow: number, numbers: Uint32Array): void {
    for (const [at, number] of numbers.entries()) {
      if (number !== this.#expected) {
        this.#rows.push(firstRow + at)
        this.#numbers.push(number)
      }
      this.#expected = number + 1
    }
  }

  /** The number of a data row; 0 where there is none. */
  of(row: number): number {
    if (row < 0 || this.#rows.length === 0) return 0
    let [from, to] = [0, this.#rows.length - 1]
    while (from < to) {
      const middle = (from + to + 1) >>> 1
      if (this.#rows.at(middle) <= row) from = middle
      else to = middle - 1
    }
    return this.#numbers.at(from) + row - this.#rows.at(from)
  }
}

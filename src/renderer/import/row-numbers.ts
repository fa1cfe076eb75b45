import { NumberList } from './number-list.ts'
import { createYield } from './yield-often.ts'

/** Numbers that are looked at between two chances for others to run. */
const STRETCH = 1 << 17

/**
 * Some numbers for each row of a file, in 4 bytes each and 4 a row: rows are added in their order, and those of single
 * rows can be replaced afterwards.
 */
export class RowNumbers {
  readonly #starts = new NumberList()
  readonly #numbers = new NumberList()
  readonly #replaced = new Map<number, readonly number[]>()

  /** How many numbers were added. */
  get size(): number {
    return this.#numbers.length
  }

  /** Adds those of the next row. */
  add(numbers: readonly number[]): void {
    this.#starts.push(this.#numbers.length)
    for (const number of numbers) this.#numbers.push(number)
  }

  /** Replaces those of a row. */
  set(row: number, numbers: readonly number[]): void {
    this.#replaced.set(row, numbers)
  }

  /** The numbers of a row. */
  of(row: number): readonly number[] {
    const replaced = this.#replaced.get(row)
    if (replaced !== undefined || row < 0 || row >= this.#starts.length) return replaced ?? []
    const found: number[] = []
    for (let at = this.#starts.at(row); at < this.#endOf(row); at += 1) found.push(this.#numbers.at(at))
    return found
  }

  /** The rows that have one of these numbers, in no order. Long files are gone through in slices. */
  async rowsWith(wanted: ReadonlySet<number>): Promise<number[]> {
    const rest = createYield()
    const found = new Set<number>()
    // Most numbers are told apart by their lowest bits alone.
    const maybe = new Uint8Array(1 << 16)
    for (const number of wanted) maybe[number & 0xffff] = 1
    for (let from = 0; from < this.#numbers.length; from += STRETCH) {
      const end = Math.min(from + STRETCH, this.#numbers.length)
      for (let at = from; at < end; at += 1) {
        const number = this.#numbers.at(at)
        if (maybe[number & 0xffff] === 0 || !wanted.has(number)) continue
        const row = this.#rowOf(at)
        if (!this.#replaced.has(row)) found.add(row)
      }
      await rest()
    }
    for (const [row, numbers] of this.#replaced) if (numbers.some((one) => wanted.has(one))) found.add(row)
    return [...found]
  }

  #endOf(row: number): number {
    return row + 1 < this.#starts.length ? this.#starts.at(row + 1) : this.#numbers.length
  }

  /** Which row the number at a place belongs to: the last that begins there or before. */
  #rowOf(place: number): number {
    let [from, to] = [0, this.#starts.length - 1]
    while (from < to) {
      const middle = (from + to + 1) >>> 1
      if (this.#starts.at(middle) <= place) from = middle
      else to = middle - 1
    }
    return from
  }
}

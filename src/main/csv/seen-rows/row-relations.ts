import type { WordFile } from './word-file.ts'

/** Of every so many rows it is known where they begin. */
const STRIDE = 256
/** Numbers that are gone through between two chances for others to run. */
const STRETCH = 1 << 20
const HEAD_WORDS = 2

/** What each row of a file has to do with others, in a temporary file: marks, and places of values to map. */
export class RowRelations {
  readonly #file: WordFile
  readonly #starts: number[] = []
  readonly #replaced = new Map<number, Uint32Array>()
  #rows = 0

  constructor(file: WordFile) {
    this.#file = file
  }

  /** Adds those of the next rows, of the form of `relate`. */
  add(rows: Uint32Array): void {
    const from = this.#file.length
    for (let at = 0; at < rows.length; at += lengthOf(rows, at)) {
      if (this.#rows % STRIDE === 0) this.#starts.push(from + at)
      this.#rows += 1
    }
    this.#file.append(rows)
  }

  /** Replaces those of single rows, each with its number in front. */
  replace(rows: Uint32Array): void {
    for (let at = 0; at < rows.length;) {
      const end = at + 1 + lengthOf(rows, at + 1)
      this.#replaced.set(rows[at] ?? 0, rows.slice(at + 1, end))
      at = end
    }
  }

  /** Those of these rows, one after the other; a row that is not there has none. */
  of(rows: Uint32Array): Uint32Array {
    const found = [...rows].map((row) => this.#replaced.get(row) ?? this.#stored(row))
    const words = new Uint32Array(found.reduce((sum, one) => sum + one.length, 0))
    let end = 0
    for (const one of found) {
      words.set(one, end)
      end += one.length
    }
    return words
  }

  /** The rows that have one of these marks, in no order. */
  async rowsWith(marks: Uint32Array): Promise<Uint32Array> {
    const wanted = new Set(marks)
    const found: number[] = []
    // Most marks are told apart by their lowest bits alone.
    const maybe = new Uint8Array(1 << 16)
    for (const mark of marks) maybe[mark & 0xffff] = 1
    const has = (words: Uint32Array, from: number, end: number): boolean => {
      for (let at = from; at < end; at += 1) {
        const mark = words[at] ?? 0
        if (maybe[mark & 0xffff] !== 0 && wanted.has(mark)) return true
      }
      return false
    }
    let row = 0
    for (let place = 0; place < this.#file.length;) {
      const words = this.#file.read(place, STRETCH)
      let at = 0
      while (at + HEAD_WORDS <= words.length && at + lengthOf(words, at) <= words.length) {
        const from = at + HEAD_WORDS
        const isFound = has(words, from, from + (words[at] ?? 0))
        if (isFound && !this.#replaced.has(row)) found.push(row)
        at += lengthOf(words, at)
        row += 1
      }
      place += at
      await new Promise(setImmediate)
    }
    for (const [number, words] of this.#replaced) {
      if (has(words, HEAD_WORDS, HEAD_WORDS + (words[0] ?? 0))) found.push(number)
    }
    return Uint32Array.from(found)
  }

  close(): void {
    this.#file.close()
  }

  #stored(row: number): Uint32Array {
    const start = this.#starts[Math.floor(row / STRIDE)]
    if (start === undefined || row >= this.#rows) return new Uint32Array(HEAD_WORDS)
    const end = this.#starts[Math.floor(row / STRIDE) + 1] ?? this.#file.length
    const words = this.#file.read(start, end - start)
    let at = 0
    for (let left = row % STRIDE; left > 0; left -= 1) at += lengthOf(words, at)
    return words.slice(at, at + lengthOf(words, at))
  }
}

function lengthOf(words: Uint32Array, at: number): number {
  return HEAD_WORDS + (words[at] ?? 0) + (words[at + 1] ?? 0)
}

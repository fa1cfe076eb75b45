import type { KeyBytes } from './sort-rows.ts'

/** Rows handled between two chances to stop. */
const SLICE = 10_000

/** Collects the sort keys of rows as bytes; their order is that of JavaScript's string and number comparison. */
class KeyBytesBuilder {
  bytes: Uint8Array
  readonly starts: Uint32Array
  #at = 0

  constructor(top: number, expected: number) {
    this.starts = new Uint32Array(top)
    this.bytes = new Uint8Array(expected + 1024)
  }

  start(row: number): void {
    this.starts[row] = this.#at
  }

  /** Each UTF-16 unit by itself in one to three bytes, none of them 0. */
  text(value: string): void {
    const longest = this.#at + value.length * 3 + 64
    if (longest > this.bytes.length) {
      const larger = new Uint8Array(longest * 2)
      larger.set(this.bytes)
      this.bytes = larger
    }
    const bytes = this.bytes
    let at = this.#at
    for (let place = 0; place < value.length; place += 1) {
      const unit = value.charCodeAt(place)
      if (unit < 0x80) bytes[at++] = unit
      else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6)
        bytes[at++] = 0x80 | (unit & 0x3f)
      } else {
        bytes[at++] = 0xe0 | (unit >> 12)
        bytes[at++] = 0x80 | ((unit >> 6) & 0x3f)
        bytes[at++] = 0x80 | (unit & 0x3f)
      }
    }
    this.#at = at
  }

  /** A whole number from 0 to 2^53 as seven digits from 1 to 255, the most significant first. */
  number(value: number): void {
    let rest = value
    for (let place = 6; place >= 0; place -= 1) {
      this.bytes[this.#at + place] = (rest % 255) + 1
      rest = Math.floor(rest / 255)
    }
    this.#at += 7
  }

  end(): void {
    this.bytes[this.#at++] = 0
  }
}

/** Sort keys of rows by a text; yields now and then. */
export function* textKeys(
  rows: Uint32Array,
  top: number,
  keyOf: (row: number) => string,
): Generator<undefined, KeyBytes, undefined> {
  const builder = new KeyBytesBuilder(top, rows.length * 24)
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0
    builder.start(row)
    builder.text(keyOf(row))
    builder.end()
    if (at % SLICE === SLICE - 1) yield undefined
  }
  return builder
}

/** Sort keys of rows by a number that is not negative; yields now and then. */
export function* numberKeys(
  rows: Uint32Array,
  top: number,
  valueOf: (row: number) => number,
): Generator<undefined, KeyBytes, undefined> {
  const builder = new KeyBytesBuilder(top, rows.length * 8)
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0
    builder.start(row)
    builder.number(Math.max(0, Math.floor(valueOf(row))))
    builder.end()
    if (at % SLICE === SLICE - 1) yield undefined
  }
  return builder
}

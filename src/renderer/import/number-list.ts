const CHUNK_BITS = 16
const CHUNK = 1 << CHUNK_BITS

/** A list of unsigned 32-bit numbers that grows in place, 4 bytes each: nothing is copied when it does. */
export class NumberList {
  readonly #chunks: Uint32Array[] = []
  #length = 0

  /** How many there are. */
  get length(): number {
    return this.#length
  }

  /** Adds one at the end. */
  push(value: number): void {
    const place = this.#length & (CHUNK - 1)
    if (place === 0) this.#chunks.push(new Uint32Array(CHUNK))
    const chunk = this.#chunks[this.#length >>> CHUNK_BITS]
    if (chunk !== undefined) chunk[place] = value
    this.#length += 1
  }

  /** The number at a place; 0 beyond the end. */
  at(place: number): number {
    return this.#chunks[place >>> CHUNK_BITS]?.[place & (CHUNK - 1)] ?? 0
  }
}

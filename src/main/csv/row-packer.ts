import { unpackRows, type PackedRows } from '#shared/csv/packed-rows.ts'

/** Packs rows for their way to the window, from bytes as they are kept. */
export class RowPacker {
  #bytes = Buffer.allocUnsafe(64 * 1024)
  #byteCount = 0
  #numbers = new Uint32Array(8 * 1024)
  #numberCount = 0
  /** Rows so far. */
  rows = 0

  /** Bytes of text so far. */
  get byteCount(): number {
    return this.#byteCount
  }

  /** Begins a row of so many cells; their lengths and their text follow. */
  addRow(cells: number): void {
    this.rows += 1
    this.addLength(cells)
  }

  /** The length of a cell in UTF-16 units. */
  addLength(length: number): void {
    if (this.#numberCount === this.#numbers.length) {
      const wider = new Uint32Array(this.#numbers.length * 2)
      wider.set(this.#numbers)
      this.#numbers = wider
    }
    this.#numbers[this.#numberCount++] = length
  }

  /** The text of all cells of a row, which lies from `start` to `end`. */
  addText(source: Buffer, start: number, end: number): void {
    const needed = this.#byteCount + end - start
    if (needed > this.#bytes.length) {
      const wider = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2))
      this.#bytes.copy(wider, 0, 0, this.#byteCount)
      this.#bytes = wider
    }
    source.copy(this.#bytes, this.#byteCount, start, end)
    this.#byteCount = needed
  }

  /** The rows so far; the next ones are packed anew. */
  take(): PackedRows {
    const packed = {
      bytes: Uint8Array.prototype.slice.call(this.#bytes, 0, this.#byteCount),
      numbers: this.#numbers.slice(0, this.#numberCount),
    }
    this.#byteCount = 0
    this.#numberCount = 0
    this.rows = 0
    return packed
  }
}

/** Packs rows. */
export function packRows(rows: readonly (readonly string[])[]): PackedRows {
  const packer = new RowPacker()
  for (const cells of rows) {
    packer.addRow(cells.length)
    for (const cell of cells) packer.addLength(cell.length)
    const text = Buffer.from(cells.join(''), 'utf8')
    packer.addText(text, 0, text.length)
  }
  return packer.take()
}

/** The rows that were packed. */
export function rowsIn({ bytes, numbers }: PackedRows): string[][] {
  const { buffer, byteOffset, byteLength } = bytes
  return unpackRows(Buffer.from(buffer, byteOffset, byteLength).toString('utf8'), numbers)
}

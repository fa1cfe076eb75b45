import { open, readFile, type FileHandle } from 'node:fs/promises'
import type { PackedRows } from '#shared/csv/packed-rows.ts'
import { CsvFailure } from './file-error.ts'
import { decodeRow } from './row-encoding.ts'
import { RowPacker, rowsIn } from './row-packer.ts'
import { OFFSET_BYTES, storeFilesIn, storeManifestSchema, type StoreManifest } from './store-files.ts'

/** Rows are read in stretches of about this many bytes, however long they are. */
const STRETCH_BYTES = 4 * 1024 * 1024

/** A row of a store, and its number in the file that was staged, as a spreadsheet counts its rows. */
export interface StoredRow {
  cells: string[]
  number: number
}

/** A whole row store, open for reading. Memory is that of the rows asked for. */
export class RowStore {
  readonly manifest: StoreManifest
  readonly #rows: FileHandle
  readonly #offsets: FileHandle

  private constructor(manifest: StoreManifest, rows: FileHandle, offsets: FileHandle) {
    this.manifest = manifest
    this.#rows = rows
    this.#offsets = offsets
  }

  /**
   * Opens the store in this folder; `soFar` is what there is of one that is still being written. Throws CsvFailure
   * `not-kept` where there is no whole one.
   */
  static async open(folder: string, soFar?: StoreManifest): Promise<RowStore> {
    const files = storeFilesIn(folder)
    const handles: FileHandle[] = []
    try {
      const manifest = soFar ?? storeManifestSchema.parse(JSON.parse(await readFile(files.manifest, 'utf8')))
      const rows = await open(files.rows, 'r')
      handles.push(rows)
      const offsets = await open(files.offsets, 'r')
      handles.push(offsets)
      const sizes = [(await rows.stat()).size, (await offsets.stat()).size]
      if (sizes[0] !== manifest.bytes || sizes[1] !== (manifest.rows + 1) * OFFSET_BYTES) throw notKept()
      return new RowStore(manifest, rows, offsets)
    } catch (error) {
      for (const handle of handles) await handle.close()
      if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') throw error
      throw notKept()
    }
  }

  close(): Promise<unknown> {
    return Promise.all([this.#rows.close(), this.#offsets.close()])
  }

  /** At most `count` rows from `from` on: as many as fit a stretch, at least one where there is one. */
  async read(
    from: number,
    count: number,
  ): Promise<PackedRows & { count: number; numbersInFile: Uint32Array }> {
    const packer = new RowPacker()
    const wanted = Math.min(count, this.manifest.rows - from)
    if (wanted <= 0) return { ...packer.take(), count: 0, numbersInFile: new Uint32Array() }
    const { offsets, numbers } = await this.#offsetsOf(from, wanted)
    const start = offsets[0] ?? 0
    let rows = 1
    while (rows < wanted && (offsets[rows + 1] ?? 0) - start <= STRETCH_BYTES) rows += 1
    const bytes = await readWhole(this.#rows, start, (offsets[rows] ?? 0) - start)
    for (let row = 0; row < rows; row += 1) {
      const isRow = decodeRow(bytes, (offsets[row] ?? 0) - start, (offsets[row + 1] ?? 0) - start, packer)
      if (!isRow) throw notKept()
    }
    return { ...packer.take(), count: rows, numbersInFile: Uint32Array.from(numbers.slice(1, rows + 1)) }
  }

  /** Where row `row` begins, in bytes: how far a read has come. */
  async offsetOf(row: number): Promise<number> {
    return (await this.#offsetsOf(row, 0)).offsets[0] ?? 0
  }

  /**
   * Single rows in the order asked, with their numbers in the file; a row that the store does not have is empty and has
   * number 0. Neighbours are read together.
   */
  async page(rows: readonly number[]): Promise<StoredRow[]> {
    const found = new Map<number, StoredRow>()
    const sorted = [...new Set(rows)].filter((row) => row < this.manifest.rows).sort((a, b) => a - b)
    for (let at = 0; at < sorted.length;) {
      const first = sorted[at] ?? 0
      let length = 1
      while (sorted[at + length] === first + length) length += 1
      const { count, numbersInFile, ...packed } = await this.read(first, length)
      for (const [index, cells] of rowsIn(packed).entries())
        found.set(first + index, { cells, number: numbersInFile[index] ?? 0 })
      at += count
    }
    return rows.map((row) => found.get(row) ?? { cells: [], number: 0 })
  }

  async #offsetsOf(from: number, count: number): Promise<{ offsets: number[]; numbers: number[] }> {
    const bytes = await readWhole(this.#offsets, from * OFFSET_BYTES, (count + 1) * OFFSET_BYTES)
    const offsets: number[] = []
    const numbers: number[] = []
    for (let at = 0; at < bytes.length; at += OFFSET_BYTES) {
      offsets.push(bytes.readDoubleLE(at))
      numbers.push(bytes.readUInt32LE(at + 8))
    }
    for (const [index, offset] of offsets.entries()) {
      const isPlace = Number.isInteger(offset) && offset >= 0 && offset <= this.manifest.bytes
      if (!isPlace || offset < (offsets[index - 1] ?? 0)) throw notKept()
    }
    return { offsets, numbers }
  }
}

function notKept(): CsvFailure {
  return new CsvFailure({ kind: 'not-kept' })
}

async function readWhole(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(bytes, done, length - done, position + done)
    if (bytesRead === 0) throw notKept()
    done += bytesRead
  }
  return bytes
}

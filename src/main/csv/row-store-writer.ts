import { mkdir, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { BufferedFile } from './buffered-file.ts'
import type { DataRows } from './data-rows.ts'
import { encodedLimit, encodeRow } from './row-encoding.ts'
import type { RowPacker } from './row-packer.ts'
import { RowStore } from './row-store.ts'
import { OFFSET_BYTES, storeFilesIn, type StoreFiles, type StoreManifest } from './store-files.ts'

/** A batch is full where its text has grown to this many bytes. */
const BATCH_BYTES = 4 * 1024 * 1024

/**
 * Writes a row store into its folder, replacing whatever is there. Until `finish` has come to its end there is no store;
 * `abandon` leaves nothing behind. The rows so far can be read meanwhile.
 */
export class RowStoreWriter {
  readonly #folder: string
  readonly #files: StoreFiles
  readonly #rows: BufferedFile
  readonly #offsets: BufferedFile
  readonly #handles: readonly FileHandle[]
  #count = 0
  /** Number in the file of the row added last. */
  #number = 0
  #columns = 0
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(folder: string, files: StoreFiles, rows: FileHandle, offsets: FileHandle) {
    this.#folder = folder
    this.#files = files
    this.#handles = [rows, offsets]
    this.#rows = new BufferedFile(rows)
    this.#offsets = new BufferedFile(offsets)
    this.#addOffset()
  }

  /** Starts a store in this folder. Throws what the disk throws. */
  static async create(folder: string): Promise<RowStoreWriter> {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const files = storeFilesIn(folder)
    const rows = await open(files.rows, 'wx', 0o600)
    try {
      return new RowStoreWriter(folder, files, rows, await open(files.offsets, 'wx', 0o600))
    } catch (error) {
      await rows.close()
      throw error
    }
  }

  /**
   * Adds rows from `from` on and gives them to the packer, until that is full; returns how far it came. Waits only where
   * the disk is slower than the rows come.
   */
  add(
    { rows, numbers }: Pick<DataRows, 'rows' | 'numbers'>,
    from: number,
    packer: RowPacker,
    limit: number,
  ): Promise<number> {
    return this.#inTurn(async () => {
      let at = from
      while (at < rows.length && packer.rows < limit && packer.byteCount < BATCH_BYTES) {
        const cells = rows[at] ?? []
        this.#number = numbers[at] ?? 0
        at += 1
        const room = encodedLimit(cells)
        if (!this.#rows.hasRoom(room)) await this.#rows.makeRoom(room)
        this.#rows.position = encodeRow(cells, this.#rows.buffer, this.#rows.position, packer)
        if (!this.#offsets.hasRoom(OFFSET_BYTES)) await this.#offsets.makeRoom(OFFSET_BYTES)
        this.#addOffset()
        this.#count += 1
        if (cells.length > this.#columns) this.#columns = cells.length
      }
      return at
    })
  }

  /** The rows so far as a store to read. */
  readable(): Promise<RowStore> {
    return this.#inTurn(async () => {
      await this.#flush()
      return RowStore.open(this.#folder, this.#manifest({ blank: 0, sourceBytes: 0 }))
    })
  }

  /** Makes the store a whole one. Throws what the disk throws; `abandon` is still to be called then. */
  finish(found: Pick<StoreManifest, 'blank' | 'sourceBytes'>): Promise<void> {
    return this.#inTurn(async () => {
      await this.#flush()
      await this.#close()
      const temporary = `${this.#files.manifest}.tmp`
      await writeFile(temporary, JSON.stringify(this.#manifest(found)), { mode: 0o600 })
      await rename(temporary, this.#files.manifest)
    })
  }

  /** Removes what was written so far; what cannot be removed now is no store, and is removed at the next start. */
  abandon(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#close()
      await rm(this.#folder, { recursive: true, force: true }).catch(() => undefined)
    })
  }

  #manifest(found: Pick<StoreManifest, 'blank' | 'sourceBytes'>): StoreManifest {
    return { version: 2, rows: this.#count, columns: this.#columns, bytes: this.#rows.size, ...found }
  }

  /** Where the next row begins, and the number of the one that ends there. */
  #addOffset(): void {
    const { buffer, position } = this.#offsets
    this.#offsets.position = buffer.writeUInt32LE(
      this.#number,
      buffer.writeDoubleLE(this.#rows.size, position),
    )
  }

  async #flush(): Promise<void> {
    await this.#rows.flush()
    await this.#offsets.flush()
  }

  async #close(): Promise<void> {
    await Promise.all(this.#handles.map((handle) => handle.close()))
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.catch(() => undefined).then(work)
    this.#turn = done
    return done
  }
}

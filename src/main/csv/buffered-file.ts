import type { FileHandle } from 'node:fs/promises'

const BUFFER_BYTES = 1024 * 1024

/**
 * Writes to the end of a file through two buffers: one is filled while the other goes to the disk. Before each piece the
 * caller makes room for it, writes it to `buffer` at `position` and moves `position` on.
 */
export class BufferedFile {
  readonly #handle: FileHandle
  buffer = Buffer.allocUnsafe(BUFFER_BYTES)
  position = 0
  #spare = Buffer.allocUnsafe(BUFFER_BYTES)
  #handedOver = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(handle: FileHandle) {
    this.#handle = handle
  }

  /** Bytes so far, those in the buffer too. */
  get size(): number {
    return this.#handedOver + this.position
  }

  /** True where a piece of that many bytes may be written now. */
  hasRoom(bytes: number): boolean {
    return this.buffer.length - this.position >= bytes
  }

  /** Makes room for a piece. Throws what the disk throws, for this or an earlier piece. */
  async makeRoom(bytes: number): Promise<void> {
    await this.#writing
    const full = this.buffer
    this.#writing = writeWhole(this.#handle, full, this.position)
    // Thrown by the next call, which waits for it.
    this.#writing.catch(() => undefined)
    this.#handedOver += this.position
    this.buffer = bytes <= this.#spare.length ? this.#spare : Buffer.allocUnsafe(bytes)
    this.#spare = full.length === BUFFER_BYTES ? full : Buffer.allocUnsafe(BUFFER_BYTES)
    this.position = 0
  }

  /** Hands everything to the disk. */
  async flush(): Promise<void> {
    await this.makeRoom(0)
    await this.#writing
  }
}

async function writeWhole(handle: FileHandle, bytes: Buffer, length: number): Promise<void> {
  for (let done = 0; done < length;) done += (await handle.write(bytes, done, length - done)).bytesWritten
}

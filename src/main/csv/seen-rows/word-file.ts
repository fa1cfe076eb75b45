import { closeSync, openSync, readSync, writeSync } from 'node:fs'

const BUFFER_WORDS = 1 << 18

/**
 * A temporary file of unsigned 32-bit numbers that grows at its end, with a buffer in front of the disk. It is read and
 * written at once and not by and by: each piece is small, and the process it is in does nothing else meanwhile.
 */
export class WordFile {
  readonly #file: number
  #buffer = new Uint32Array(BUFFER_WORDS)
  #buffered = 0
  #written = 0

  /** Throws what the disk throws, as all of its methods do. */
  constructor(path: string) {
    this.#file = openSync(path, 'wx+', 0o600)
  }

  /** How many numbers there are. */
  get length(): number {
    return this.#written + this.#buffered
  }

  /** Adds numbers at the end. */
  append(words: Uint32Array): void {
    if (this.#buffered + words.length > this.#buffer.length) this.#flush()
    if (words.length > this.#buffer.length) {
      this.#write(words)
      return
    }
    this.#buffer.set(words, this.#buffered)
    this.#buffered += words.length
  }

  /** At most `count` numbers from a place on; fewer where the file ends before. */
  read(from: number, count: number): Uint32Array {
    const words = new Uint32Array(Math.max(0, Math.min(count, this.length - from)))
    const onDisk = Math.max(0, Math.min(words.length, this.#written - from))
    const bytes = new Uint8Array(words.buffer, 0, onDisk * 4)
    for (let done = 0; done < bytes.length;) {
      const read = readSync(this.#file, bytes, done, bytes.length - done, from * 4 + done)
      if (read === 0) throw new Error('A temporary file is shorter than it was')
      done += read
    }
    const start = Math.max(0, from - this.#written)
    words.set(this.#buffer.subarray(start, start + words.length - onDisk), onDisk)
    return words
  }

  close(): void {
    closeSync(this.#file)
  }

  #flush(): void {
    this.#write(this.#buffer.subarray(0, this.#buffered))
    this.#buffered = 0
  }

  #write(words: Uint32Array): void {
    const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#written * 4 + done)
    }
    this.#written += words.length
  }
}

/*
 * The manifest of a LevelDB folder, as far as it says which files must be there (LevelDB, log format and
 * version edits). Chromium keeps IndexedDB in such a folder, and where it finds it damaged it deletes everything
 * without a word: so it is looked at before Chromium opens it.
 */

/** What a manifest says is there. */
export interface LevelDbManifest {
  /** Tables by number, with their sizes in bytes. */
  tables: Map<number, number>
  /** Number of the first log that is still needed. */
  logNumber: number
}

const BLOCK = 32_768
const HEADER = 7

/** Reads a manifest; null where it is damaged or says too little to open the folder by it. */
export function readManifest(bytes: Buffer): LevelDbManifest | null {
  const tables = new Map<number, number>()
  let logNumber: number | null = null
  let isBegun = false
  try {
    for (const record of records(bytes)) {
      const edit = new Cursor(record)
      while (!edit.atEnd) {
        const tag = edit.varint()
        if (tag === 1) {
          edit.text()
          isBegun = true
        } else if (tag === 2) logNumber = edit.varint()
        else if (tag === 3 || tag === 4 || tag === 9) edit.varint()
        else if (tag === 5) {
          edit.varint()
          edit.text()
        } else if (tag === 6) {
          edit.varint()
          tables.delete(edit.varint())
        } else if (tag === 7) {
          edit.varint()
          const number = edit.varint()
          tables.set(number, edit.varint())
          edit.text()
          edit.text()
        } else return null
      }
    }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
  return isBegun && logNumber !== null ? { tables, logNumber } : null
}

/** The records of a log file; one that is cut off at the end of the file was never finished and does not count. */
function* records(bytes: Buffer): Generator<Buffer> {
  let parts: Buffer[] = []
  for (let at = 0; at + HEADER <= bytes.length;) {
    const left = BLOCK - (at % BLOCK)
    if (left < HEADER) {
      at += left
      continue
    }
    const length = bytes.readUInt16LE(at + 4)
    const type = bytes.readUInt8(at + 6)
    if (type === 0 && length === 0) {
      // The rest of a block that was set aside.
      at += left
      continue
    }
    if (type < 1 || type > 4 || length > left - HEADER) throw new RangeError('not a record')
    if (at + HEADER + length > bytes.length) return
    const data = bytes.subarray(at + HEADER, at + HEADER + length)
    if (type === 1 || type === 2) parts = []
    parts.push(data)
    if (type === 1 || type === 4) yield Buffer.concat(parts)
    at += HEADER + length
  }
}

class Cursor {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  /** A number in groups of seven bits, the lowest first. */
  varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at]
      if (byte === undefined || scale > 2 ** 56) throw new RangeError('not a number')
      this.#at += 1
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }

  /** Bytes with their length in front, as text. */
  text(): string {
    const length = this.varint()
    const end = this.#at + length
    if (end > this.#bytes.length) throw new RangeError('not so many bytes')
    const text = this.#bytes.toString('latin1', this.#at, end)
    this.#at = end
    return text
  }
}

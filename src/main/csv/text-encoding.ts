import { isAscii, isUtf8 } from 'node:buffer'
import type { BinaryLook } from '#shared/csv/csv-file.ts'

/** Turns the bytes of a file into text piece by piece; a character cut in two by a piece is put together again. */
export interface TextStream {
  next(bytes: Buffer): string
  end(): string
}

const MAGIC: readonly (readonly [signature: string, look: BinaryLook])[] = [
  ['89504e470d0a1a0a', 'image'],
  ['ffd8ff', 'image'],
  ['47494638', 'image'],
  ['424d', 'image'],
  ['52494646', 'image'],
  ['25504446', 'pdf'],
  ['d0cf11e0a1b11ae1', 'spreadsheet'],
  ['504b0304', 'spreadsheet'],
  ['1f8b', 'archive'],
  ['377abcaf271c', 'archive'],
  ['526172211a07', 'archive'],
]

/** The encoding that the byte-order mark at the start of a file names, null where there is none. */
export function encodingByMark(start: Buffer): string | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return null
}

/** What a file that is no text seems to be, by its first bytes; null for what may be text. `start` has no mark. */
export function binaryLookOf(start: Buffer): BinaryLook | null {
  const hex = start.subarray(0, 8).toString('hex')
  // Two letters prove nothing ("BM" begins names): a short signature counts only where NUL bytes follow.
  const known = MAGIC.find(([signature]) => hex.startsWith(signature))
  if (known !== undefined && (known[0].length > 4 || start.includes(0))) return known[1]
  return null
}

/** UTF-16 without a mark: in text of mostly Latin letters every other byte is 0. Null where it is not that. */
export function utf16ByZeros(start: Buffer): string | null {
  const pairs = Math.floor(start.length / 2)
  if (pairs < 2) return null
  let even = 0
  let odd = 0
  for (let at = 0; at < pairs * 2; at += 2) {
    if (start[at] === 0) even += 1
    if (start[at + 1] === 0) odd += 1
  }
  if (odd > pairs * 0.5 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.5 && odd < pairs * 0.05) return 'utf-16be'
  return null
}

/** Checks piece by piece that bytes are UTF-8, strictly. */
export class Utf8Check {
  #rest: Buffer = Buffer.alloc(0)
  #valid = true

  /** False as soon as the bytes so far cannot be UTF-8. */
  next(bytes: Buffer): boolean {
    if (!this.#valid) return false
    const whole = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    const cut = endOfWholeCharacters(whole)
    this.#rest = Buffer.from(whole.subarray(cut))
    this.#valid = isUtf8(whole.subarray(0, cut))
    return this.#valid
  }

  /** True where all bytes were UTF-8 and no character was left unfinished. */
  end(): boolean {
    return this.#valid && this.#rest.length === 0
  }
}

/** Where the last whole character ends; at most three bytes of a character may be missing. */
function endOfWholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

/** True where this computer can decode an encoding of that name. */
export function isKnownEncoding(encoding: string): boolean {
  if (encoding === 'windows-1252') return true
  try {
    new TextDecoder(encoding)
    return true
  } catch {
    return false
  }
}

/** A decoder for one file. A byte-order mark is taken away; bytes that make no character become U+FFFD. */
export function createTextStream(encoding: string): TextStream {
  if (encoding === 'windows-1252') return windows1252Stream()
  if (new TextDecoder(encoding).encoding === 'utf-8') return utf8Stream()
  const decoder = new TextDecoder(encoding)
  return { next: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() }
}

/** Most text is ASCII, which needs no decoding: it is the same in UTF-8, and read several times as fast. */
function utf8Stream(): TextStream {
  // The mark at the start of the file is taken away here: what the decoder sees first may be further down.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let isStart = true
  let isInCharacter = false
  const next = (bytes: Buffer): string => {
    if (!isInCharacter && isAscii(bytes)) return bytes.toString('latin1')
    isInCharacter = (bytes.at(-1) ?? 0) >= 0x80
    return decoder.decode(bytes, { stream: true })
  }
  return {
    next(bytes) {
      const text = next(bytes)
      if (!isStart || text === '') return text
      isStart = false
      return text.startsWith('\uFEFF') ? text.slice(1) : text
    },
    end: () => decoder.decode(),
  }
}

/**
 * Bytes 0x80-0x9f of windows-1252 (WHATWG Encoding, index windows-1252). Own table, because TextDecoder of some
 * Node versions reads them as Latin-1 control characters.
 */
const WINDOWS_1252 =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178'

function windows1252Stream(): TextStream {
  return {
    next: (bytes) =>
      bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c),
    end: () => '',
  }
}

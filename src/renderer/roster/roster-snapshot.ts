import { PART_SEPARATOR, type RosterEntry } from './roster-entry.ts'
import type { RosterRows } from './roster-rows.ts'

/** Changes whenever the layout below, the flags, the parts of a text or their folding change: an old file is then built anew. */
export const SNAPSHOT_VERSION = 3

/** Rows in one chunk: encoding or decoding one takes some 3 ms, which is as long as a storage request should wait. */
export const CHUNK_ROWS = 2048

/** What a saved roster says about itself. */
export interface SnapshotMeta {
  readonly version: number
  readonly chunks: number
  /** Everything written up to this time (RxDB's `lwt`) is in it. */
  readonly writtenUpTo: number
  /** Folded tag and how it is spelt. */
  readonly tagSpellings: readonly (readonly [string, string])[]
}

const HEADER_WORDS = 4
const ROW_NUMBERS = 3
const LINE = '\n'

/**
 * Some rows as bytes: a header (rows, bytes of ids, bytes of texts, checksum), three numbers for each row, its flags,
 * all ids and all texts. Free rows are left out.
 */
export function encodeChunk(rows: RosterRows, from: number, to: number): ArrayBuffer {
  const alive: number[] = []
  for (let row = from; row < Math.min(to, rows.top); row += 1) if (rows.flags[row] !== 0) alive.push(row)
  const encoder = new TextEncoder()
  const ids = encoder.encode(alive.map((row) => rows.ids[row]).join(LINE))
  const texts = encoder.encode(alive.map((row) => rows.texts[row]).join(LINE))
  const layout = layoutOf(alive.length, ids.length, texts.length)
  const buffer = new ArrayBuffer(layout.size)
  const numbers = new Float64Array(buffer, layout.numbers, alive.length * ROW_NUMBERS)
  const flags = new Uint8Array(buffer, layout.flags, alive.length)
  alive.forEach((row, at) => {
    numbers[at * ROW_NUMBERS] = rows.writtenAt[row] ?? 0
    numbers[at * ROW_NUMBERS + 1] = rows.updatedAt[row] ?? 0
    numbers[at * ROW_NUMBERS + 2] = rows.createdAt[row] ?? 0
    flags[at] = rows.flags[row] ?? 0
  })
  new Uint8Array(buffer, layout.ids).set(ids)
  new Uint8Array(buffer, layout.texts).set(texts)
  new Uint32Array(buffer, 0, HEADER_WORDS).set([alive.length, ids.length, texts.length, checksum(buffer)])
  return buffer
}

/** The entries of a chunk, null where it is damaged. Tags are told by the meta, so they are empty here. */
export function decodeChunk(buffer: ArrayBuffer): RosterEntry[] | null {
  if (buffer.byteLength < HEADER_WORDS * 4 || buffer.byteLength % 4 !== 0) return null
  const [count = 0, idBytes = 0, textBytes = 0, sum = 0] = new Uint32Array(buffer, 0, HEADER_WORDS)
  const layout = layoutOf(count, idBytes, textBytes)
  if (layout.size !== buffer.byteLength || checksum(buffer) !== sum) return null
  if (count === 0) return []
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const ids = decoder.decode(new Uint8Array(buffer, layout.ids, idBytes)).split(LINE)
  const texts = decoder.decode(new Uint8Array(buffer, layout.texts, textBytes)).split(LINE)
  if (ids.length !== count || texts.length !== count) return null
  const numbers = new Float64Array(buffer, layout.numbers, count * ROW_NUMBERS)
  const flags = new Uint8Array(buffer, layout.flags, count)
  return ids.map((id, at) => ({
    id,
    writtenAt: numbers[at * ROW_NUMBERS] ?? 0,
    updatedAt: numbers[at * ROW_NUMBERS + 1] ?? 0,
    createdAt: numbers[at * ROW_NUMBERS + 2] ?? 0,
    flags: flags[at] ?? 0,
    text: texts[at] ?? PART_SEPARATOR,
    tags: [],
  }))
}

interface Layout {
  readonly numbers: number
  readonly flags: number
  readonly ids: number
  readonly texts: number
  readonly size: number
}

function layoutOf(count: number, idBytes: number, textBytes: number): Layout {
  const numbers = HEADER_WORDS * 4
  const flags = numbers + count * ROW_NUMBERS * 8
  const ids = flags + count
  const texts = ids + idBytes
  return { numbers, flags, ids, texts, size: Math.ceil((texts + textBytes) / 4) * 4 }
}

/** FNV-1a over the words behind the checksum and the sizes before it. */
function checksum(buffer: ArrayBuffer): number {
  const words = new Uint32Array(buffer)
  let sum = 0x811c9dc5
  for (let at = HEADER_WORDS; at < words.length; at += 1) {
    sum = Math.imul(sum ^ (words[at] ?? 0), 0x01000193)
    // Multiplying alone carries high bits nowhere; a damaged high bit must show as well.
    sum ^= sum >>> 15
  }
  return sum >>> 0
}

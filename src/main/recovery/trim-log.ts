import { open, readFile } from 'node:fs/promises'

/** LevelDB writes its logs in blocks of this size; no record crosses the end of one. */
const BLOCK = 32_768
/** Checksum (4), length (2), type (1). */
const HEADER = 7
/** Types of records: the whole of a write, or its first, middle or last part. */
const FULL = 1
const LAST = 4

/**
 * Cuts off what a process that died in the middle of a write has left at the end of a log of LevelDB, and answers with how
 * many bytes that were. LevelDB itself passes over it, but then writes on after it, and takes the log for damaged at the
 * start after that; Chromium then deletes the whole store (crbug.com/460568). What is cut off was never acknowledged.
 */
export async function trimLog(path: string): Promise<number> {
  const bytes = await readFile(path)
  const whole = wholeLength(bytes)
  if (whole === bytes.length) return 0
  const file = await open(path, 'r+')
  try {
    await file.truncate(whole)
    await file.sync()
  } finally {
    await file.close()
  }
  return bytes.length - whole
}

/** Where the last write of a log ends that is there to its end; the whole length where the log is damaged elsewhere. */
export function wholeLength(bytes: Uint8Array): number {
  let end = 0
  let at = 0
  while (at + HEADER <= bytes.length) {
    const left = BLOCK - (at % BLOCK)
    if (left < HEADER) {
      at += left
      continue
    }
    const length = (bytes[at + 4] ?? 0) + (bytes[at + 5] ?? 0) * 256
    const type = bytes[at + 6] ?? 0
    // Room that was kept for a write that never came.
    if (type === 0) return bytes.subarray(end).every((byte) => byte === 0) ? end : bytes.length
    if (type > LAST || HEADER + length > left) return bytes.length
    at += HEADER + length
    if (at <= bytes.length && (type === FULL || type === LAST)) end = at
  }
  return end
}

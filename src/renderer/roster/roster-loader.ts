import { letOthersRun } from './let-others-run.ts'
import type { RosterFile } from './roster-file.ts'
import type { RosterIndex } from './roster-index.ts'
import { CHUNK_ROWS, decodeChunk, encodeChunk, SNAPSHOT_VERSION } from './roster-snapshot.ts'
import type { RosterSource } from './roster-source.ts'

/**
 * Writes are stamped before they are stored, so one that was stored late can lie a little behind the saved point: this
 * much is read again, in ms. What is known already costs nothing.
 */
const OVERLAP = 30_000

const READ_LIMIT = 500

/** Told how many customers are in so far. */
export type LoadProgress = (loaded: number) => void

/**
 * Reads a saved roster. Returns up to when it holds everything, or null where there is none, it is of another version
 * or damaged; what was read until then is in the index and must be thrown away.
 */
export async function loadSaved(
  file: RosterFile,
  index: RosterIndex,
  progress: LoadProgress,
): Promise<number | null> {
  try {
    const meta = await file.readMeta()
    if (meta?.version !== SNAPSHOT_VERSION) return null
    for (const [folded, spelling] of meta.tagSpellings) index.rows.tagSpellings.set(folded, spelling)
    let reading = file.readChunk(0)
    for (let at = 0; at < meta.chunks; at += 1) {
      const chunk = await reading
      // The next one comes while this one is decoded.
      reading = at + 1 < meta.chunks ? file.readChunk(at + 1) : reading
      const entries = chunk === null ? null : decodeChunk(chunk)
      if (entries === null) return null
      index.apply(entries.map((entry) => ({ id: entry.id, writtenAt: entry.writtenAt, entry })))
      progress(index.rows.size)
    }
    return meta.writtenUpTo
  } catch {
    // Whatever is wrong with the file, the customers themselves are all there to build it from.
    return null
  }
}

/** Takes in what was written after a saved roster. */
export async function catchUp(source: RosterSource, index: RosterIndex, writtenUpTo: number): Promise<void> {
  let position = { writtenAt: writtenUpTo - OVERLAP, id: '' }
  for (;;) {
    const { changes, next } = await source.changedSince(position, READ_LIMIT)
    index.apply(changes)
    if (next === null) return
    position = next
    await letOthersRun()
  }
}

/** Reads every customer. */
export async function rebuild(
  source: RosterSource,
  index: RosterIndex,
  progress: LoadProgress,
): Promise<void> {
  let after = ''
  for (;;) {
    const { changes, next } = await source.readAfter(after, READ_LIMIT)
    index.apply(changes)
    progress(index.rows.size)
    if (next === null) return
    after = next
    await letOthersRun()
  }
}

/** Saves a roster. Changes meanwhile may be in it or not: they are later than `writtenUpTo` and will be read again. */
export async function save(file: RosterFile, index: RosterIndex, writtenUpTo: number): Promise<void> {
  const chunks: ArrayBuffer[] = []
  for (let from = 0; from < index.rows.top; from += CHUNK_ROWS) {
    chunks.push(encodeChunk(index.rows, from, from + CHUNK_ROWS))
    await letOthersRun()
  }
  const tagSpellings = [...index.rows.tagSpellings]
  await file.write({ version: SNAPSHOT_VERSION, chunks: chunks.length, writtenUpTo, tagSpellings }, chunks)
}

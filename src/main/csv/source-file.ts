import type { Stats } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { CsvFailure } from './file-error.ts'

const PIECE_BYTES = 256 * 1024

/** Size and time by which a changed file is noticed. */
export interface FileStamp {
  size: number
  mtimeMs: number
}

/** A file being read from its start, in pieces. */
export interface SourceFile {
  readonly stamp: FileStamp
  /** The next piece, null at the end. It is valid until the next call. */
  next(): Promise<Buffer | null>
  /** Throws `changed-while-read` where the file is not what it was when it was opened. */
  checkUnchanged(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a file for reading. Throws CsvFailure for a folder, an empty file, or one that differs from `expected`, and
 * what the disk throws otherwise.
 */
export async function openSourceFile(path: string, expected: FileStamp | null): Promise<SourceFile> {
  const stamp = await checkStamp(path, expected)
  const handle = await open(path, 'r')
  try {
    if (!isSame(stampIn(await handle.stat()), stamp)) throw new CsvFailure({ kind: 'changed-while-read' })
    let [filling, spare] = [Buffer.allocUnsafe(PIECE_BYTES), Buffer.allocUnsafe(PIECE_BYTES)]
    let position = 0
    // The next piece is read while the one before is worked on.
    const read = (): Promise<number> => {
      const reading = handle.read(filling, 0, PIECE_BYTES, position).then(({ bytesRead }) => bytesRead)
      // Looked at by the next call, which may never come.
      reading.catch(() => undefined)
      return reading
    }
    let reading = read()
    return {
      stamp,
      async next() {
        const bytesRead = await reading
        if (bytesRead === 0) return null
        position += bytesRead
        const piece = filling.subarray(0, bytesRead)
        ;[filling, spare] = [spare, filling]
        reading = read()
        return piece
      },
      async checkUnchanged() {
        const now = stampIn(await handle.stat())
        if (position !== stamp.size || !isSame(now, stamp))
          throw new CsvFailure({ kind: 'changed-while-read' })
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * Size and time of a file, without opening it (a pipe would never answer). Throws CsvFailure for what is no file or has
 * nothing in it.
 */
export async function stampOfFile(path: string): Promise<FileStamp> {
  const found = await stat(path)
  if (!found.isFile()) throw new CsvFailure({ kind: 'not-a-file' })
  if (found.size === 0) throw new CsvFailure({ kind: 'empty' })
  return stampIn(found)
}

/** The same where it is what it was expected to be; throws CsvFailure `changed-while-read` otherwise. */
export async function checkStamp(path: string, expected: FileStamp | null): Promise<FileStamp> {
  const stamp = await stampOfFile(path)
  if (expected !== null && !isSame(stamp, expected)) throw new CsvFailure({ kind: 'changed-while-read' })
  return stamp
}

function stampIn(found: Stats): FileStamp {
  return { size: found.size, mtimeMs: found.mtimeMs }
}

function isSame(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs
}

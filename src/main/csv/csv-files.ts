import { randomBytes } from 'node:crypto'
import { basename, isAbsolute } from 'node:path'
import type { CsvFileError, CsvFileHandle } from '#shared/csv/csv-file.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { csvFileErrorOf } from './file-error.ts'
import { stampOfFile, type FileStamp } from './source-file.ts'

/** A file that the window may have read. `expected` is what it was when it was chosen; null for received content. */
interface KnownFile {
  path: string
  expected: FileStamp | null
}

/** Which files the window may read while the app runs: it knows tokens, never paths. */
export class CsvFiles {
  readonly #known = new Map<string, KnownFile>()

  /** Makes a file known and hands out its token. Answers why it cannot be read where that is plain at once. */
  async add(path: string): Promise<Result<CsvFileHandle, CsvFileError>> {
    // A file dragged from a browser or a mail has no path.
    if (!isAbsolute(path)) return err({ kind: 'not-found' })
    try {
      const expected = await stampOfFile(path)
      return ok({ token: this.#know({ path, expected }), name: basename(path), size: expected.size })
    } catch (error) {
      return err(csvFileErrorOf(error))
    }
  }

  /** Makes a file known that is still to be written at `path`, by the app itself. */
  expect(path: string): string {
    return this.#know({ path, expected: null })
  }

  /** The file under a token, undefined where it is not known. */
  find(token: string): KnownFile | undefined {
    return this.#known.get(token)
  }

  #know(file: KnownFile): string {
    const token = randomBytes(18).toString('base64url')
    this.#known.set(token, file)
    return token
  }
}

import { randomBytes } from 'node:crypto'
import { basename, isAbsolute } from 'node:path'
import { z } from 'zod'
import type { CsvFileError, CsvFileHandle } from '#shared/csv/csv-file.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { JsonFile } from '#main/files/json-file.ts'
import { csvFileErrorOf } from './file-error.ts'
import { stampOfFile, type FileStamp } from './source-file.ts'

/** A file that the window may have read, under its token. */
export interface KnownFile extends FileStamp {
  path: string
}

const keptSchema = z.record(z.string(), z.object({ path: z.string(), size: z.number(), mtimeMs: z.number() }))

/**
 * Which files the window may read: it knows tokens, never paths. Those that an import may need again after a restart
 * are kept in a file of the data folder, with size and time so that a changed file is noticed.
 */
export class CsvFiles {
  readonly #file: JsonFile<Record<string, KnownFile>>
  readonly #known = new Map<string, KnownFile>()
  readonly #kept: Map<string, KnownFile>

  private constructor(file: JsonFile<Record<string, KnownFile>>, kept: Record<string, KnownFile>) {
    this.#file = file
    this.#kept = new Map(Object.entries(kept))
  }

  /** Reads what was kept at `path`; a damaged file there only means that interrupted imports cannot go on. */
  static async open(path: string): Promise<CsvFiles> {
    const file = new JsonFile(path, keptSchema)
    const read = await file.read()
    return new CsvFiles(file, read.state === 'read' ? read.value : {})
  }

  /** Makes a file known and hands out its token. Answers why it cannot be read where that is plain at once. */
  async add(path: string): Promise<Result<CsvFileHandle, CsvFileError>> {
    // A file dragged from a browser or a mail has no path.
    if (!isAbsolute(path)) return err({ kind: 'not-found' })
    try {
      const stamp = await stampOfFile(path)
      const token = randomBytes(18).toString('base64url')
      this.#known.set(token, { path, ...stamp })
      return ok({ token, name: basename(path), size: stamp.size })
    } catch (error) {
      return err(csvFileErrorOf(error))
    }
  }

  /** The file under a token, undefined where it is not known (any more). */
  find(token: string): KnownFile | undefined {
    return this.#known.get(token) ?? this.#kept.get(token)
  }

  /** Remembers a file over restarts. */
  async keep(token: string): Promise<void> {
    const file = this.#known.get(token)
    if (file === undefined) return
    this.#kept.set(token, file)
    await this.#save()
  }

  /** Forgets a file. */
  async release(token: string): Promise<void> {
    this.#known.delete(token)
    if (this.#kept.delete(token)) await this.#save()
  }

  #save(): Promise<void> {
    return this.#file.write(Object.fromEntries(this.#kept))
  }
}

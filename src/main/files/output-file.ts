import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import type { OutputPath } from './unfinished-files.ts'

/**
 * A file being written: under a temporary name beside its own, which it takes only when all of it is on the disk, so that
 * an older file is never lost to a half one. Everything throws what the disk throws.
 */
export class OutputFile {
  readonly #output: OutputPath
  readonly #handle: FileHandle
  #bytes = 0

  private constructor(output: OutputPath, handle: FileHandle) {
    this.#output = output
    this.#handle = handle
  }

  /** Starts a file; `mode` says who may read it, its owner only where nothing is said. */
  static async create(output: OutputPath, mode = 0o600): Promise<OutputFile> {
    return new OutputFile(output, await open(output.temporary, 'wx', mode))
  }

  /** Adds text as UTF-8, or bytes. */
  async add(content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
    await this.#handle.appendFile(bytes)
    this.#bytes += bytes.length
  }

  /**
   * Puts the file in its place, after `check` had a look at it under its temporary name: where that throws, it is not put
   * there. Returns its size in bytes.
   */
  async finish(check?: (path: string) => Promise<void>): Promise<number> {
    await this.#handle.sync()
    await this.#handle.close()
    await check?.(this.#output.temporary)
    await rename(this.#output.temporary, this.#output.path)
    return this.#bytes
  }

  /** Closes the file and removes what was not finished. To be called in any case. */
  async dispose(): Promise<void> {
    // What goes anyway need not be whole.
    await this.#handle.close().catch(() => undefined)
    // After the rename there is nothing left under this name.
    await rm(this.#output.temporary, { force: true })
  }
}

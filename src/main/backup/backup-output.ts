import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createGzip, type Gzip } from 'node:zlib'
import type { BackupFooter, BackupHeader } from '#shared/backup/backup-format.ts'
import { OutputFile } from '#main/files/output-file.ts'
import type { OutputPath } from '#main/files/unfinished-files.ts'
import { BackupFailure } from './backup-failure.ts'
import { BackupReader } from './backup-reader.ts'

/** Compresses customers to a sixth of their size without being slower than the store gives them. */
const LEVEL = 5

/** A backup being written, which has its name only when it was read back whole. Everything throws what the disk throws. */
export class BackupOutput {
  readonly #path: string
  readonly #file: OutputFile
  readonly #gzip: Gzip
  readonly #stored: Promise<void>
  readonly #hash = createHash('sha256')
  readonly #counts: Record<string, number> = {}

  private constructor(path: string, file: OutputFile) {
    this.#path = path
    this.#file = file
    this.#gzip = createGzip({ level: LEVEL })
    // Whoever writes to it is told; nobody else listens.
    this.#gzip.on('error', () => undefined)
    this.#stored = this.#store()
    // Thrown by the write that meets it.
    this.#stored.catch(() => undefined)
  }

  /** Starts a file with its header. */
  static async create(path: OutputPath, header: BackupHeader): Promise<BackupOutput> {
    const output = new BackupOutput(path.path, await OutputFile.create(path))
    try {
      await output.#line(JSON.stringify(header))
      return output
    } catch (error) {
      await output.dispose()
      throw error
    }
  }

  /** Adds a batch of so many documents, which is a line already. */
  async add(collection: string, documents: number, line: string): Promise<void> {
    if (line.includes('\n')) throw new BackupFailure({ kind: 'failed', detail: 'line' })
    this.#counts[collection] = (this.#counts[collection] ?? 0) + documents
    await this.#line(line)
  }

  /** Ends the file, reads it back, and puts it in its place. Answers with its size in bytes and what is in it. */
  async finish(): Promise<{ size: number; counts: Record<string, number> }> {
    const footer: BackupFooter = {
      end: true,
      counts: this.#counts,
      sha256: this.#hash.copy().digest('hex'),
    }
    await this.#line(JSON.stringify(footer))
    this.#gzip.end()
    await this.#stored
    const size = await this.#file.finish((temporary) => this.#readBack(temporary))
    await syncFolder(dirname(this.#path))
    return { size, counts: this.#counts }
  }

  /** Closes the file and removes what was not finished. To be called in any case. */
  async dispose(): Promise<void> {
    this.#gzip.destroy()
    await this.#stored.catch(() => undefined)
    await this.#file.dispose()
  }

  async #store(): Promise<void> {
    for await (const piece of this.#gzip as AsyncIterable<Buffer>) await this.#file.add(piece)
  }

  async #line(text: string): Promise<void> {
    const line = `${text}\n`
    this.#hash.update(line)
    try {
      await new Promise<void>((done, fail) => {
        this.#gzip.write(line, (error) => (error === null || error === undefined ? done() : fail(error)))
      })
    } catch (error) {
      // Why the file cannot be written says more than that the stream in front of it has ended.
      await this.#stored
      throw error
    }
  }

  async #readBack(path: string): Promise<void> {
    const reader = await BackupReader.open(path)
    try {
      await reader.readThrough()
    } finally {
      await reader.close()
    }
    const same = Object.entries(this.#counts).every(([name, count]) => reader.counts[name] === count)
    if (!same) throw new BackupFailure({ kind: 'damaged' })
  }
}

/** A rename is on the disk when its folder is; a system that does not let a folder be opened does so by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

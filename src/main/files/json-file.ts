import { renameSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import writeFileAtomic from 'write-file-atomic'
import type { ZodType } from 'zod'

/** What reading a JSON file found. A damaged one is still in its place: a write keeps it aside before replacing it. */
export type JsonFileRead<T> = { state: 'read'; value: T } | { state: 'absent' } | { state: 'damaged' }

/** A small JSON file of the app: checked when read, written whole (temporary file, sync, rename), one write at a time. */
export class JsonFile<T> {
  readonly #path: string
  readonly #schema: ZodType<T>
  #writes: Promise<void> = Promise.resolve()
  #damaged = false

  constructor(path: string, schema: ZodType<T>) {
    this.#path = path
    this.#schema = schema
  }

  /** Reads and checks the file. Throws only where the disk itself fails. */
  async read(): Promise<JsonFileRead<T>> {
    let text: string
    try {
      text = await readFile(this.#path, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { state: 'absent' }
      throw error
    }
    const parsed = this.#schema.safeParse(parseJson(text))
    if (parsed.success) return { state: 'read', value: parsed.data }
    this.#damaged = true
    return { state: 'damaged' }
  }

  /** Replaces the file by `value`, readable by its owner only. Writes keep their order. */
  write(value: T): Promise<void> {
    const text = JSON.stringify(value, null, 2)
    this.#writes = this.#writes
      .catch(() => undefined)
      .then(() => this.#keepDamaged())
      .then(() => writeFileAtomic(this.#path, text, { mode: 0o600 }))
    return this.#writes
  }

  /** Like `write`, before it returns: for the moment in which the app ends. Throws what the disk throws. */
  writeNow(value: T): void {
    if (this.#damaged) renameSync(this.#path, this.#asidePath())
    this.#damaged = false
    writeFileAtomic.sync(this.#path, JSON.stringify(value, null, 2), { mode: 0o600 })
  }

  /** Keeps a damaged file under another name, at once. True where there was one. */
  async keepAside(): Promise<boolean> {
    const damaged = this.#damaged
    await this.#keepDamaged()
    return damaged
  }

  async #keepDamaged(): Promise<void> {
    if (!this.#damaged) return
    await rename(this.#path, this.#asidePath())
    this.#damaged = false
  }

  #asidePath(): string {
    return `${this.#path}.damaged-${String(Date.now())}`
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

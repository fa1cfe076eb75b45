import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { JsonFile } from './json-file.ts'

/** Where a file goes, and under which name beside it until it is whole. */
export interface OutputPath {
  path: string
  temporary: string
}

/** Names that are given here and nowhere else: no other file is ever removed. */
export const TEMPORARY = /^\.customer-desk-[0-9a-f]{12}\.tmp$/

/** How long a file waits for what an earlier run has left, in ms: a share that hangs is to hold up nothing else. */
const LONG_ENOUGH_MS = 2_000

const namesSchema: z.ZodType<string[]> = z.array(z.string())

/**
 * Names for files that are being written at places that a person has chosen. They are noted, so that what an end in the
 * middle (a kill, a power cut) has left there is gone after the next start: nobody would find it, and it holds customers.
 */
export class UnfinishedFiles {
  readonly #file: JsonFile<string[]>
  readonly #failed: (error: unknown) => void
  readonly #noted = new Set<string>()
  /** Noting begins when what an earlier run has left was read. */
  #ready: Promise<void> | null = null

  /** `file` keeps the notes; `failed` is told what the disk throws about them, which stops nothing. */
  constructor(file: string, failed: (error: unknown) => void) {
    this.#file = new JsonFile(file, namesSchema)
    this.#failed = failed
  }

  /** Removes what an earlier run has left. To be called once, before the first file is written. */
  clear(): Promise<void> {
    this.#ready = this.#clear().catch(this.#failed)
    return this.#ready
  }

  /** The names for a file that is to be written at `path`. */
  async outputFor(path: string): Promise<OutputPath> {
    await Promise.race([this.#ready, new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH_MS))])
    const temporary = join(dirname(path), `.customer-desk-${randomBytes(6).toString('hex')}.tmp`)
    this.#noted.add(temporary)
    await this.#write()
    return { path, temporary }
  }

  /** A file has its own name now, or was given up: nothing is left under the other one. */
  async done({ temporary }: OutputPath): Promise<void> {
    if (this.#noted.delete(temporary)) await this.#write()
  }

  async #clear(): Promise<void> {
    const read = await this.#file.read()
    // What was begun meanwhile is not left from before.
    const left = read.state === 'read' ? read.value.filter((path) => !this.#noted.has(path)) : []
    for (const path of left) this.#noted.add(path)
    for (const path of left) {
      try {
        if (isAbsolute(path) && TEMPORARY.test(basename(path))) await rm(path, { force: true })
        this.#noted.delete(path)
      } catch (error) {
        // The next start tries it again.
        this.#failed(error)
      }
    }
    if (left.length > 0) await this.#write()
  }

  async #write(): Promise<void> {
    await this.#file.write([...this.#noted]).catch(this.#failed)
  }
}

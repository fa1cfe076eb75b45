import { access, cp, mkdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { StoreDamage } from '#shared/domain/recovery-state.ts'
import { JsonFile } from '#main/files/json-file.ts'
import { damageOfStore, logSizes } from './store-check.ts'
import { trimLog } from './trim-log.ts'

const notesSchema = z.object({
  customers: z.record(z.string(), z.number().int().min(0)),
  logs: z.record(z.string(), z.number().int().min(0)),
})

type Notes = z.infer<typeof notesSchema>

/** Folder of the app's origin below the data folder (protocol/app-origin.ts); it never changes. */
const STORE_FOLDER = join('IndexedDB', 'app_desk_0.indexeddb.leveldb')

/**
 * Watches over the files of the store from outside: notes what was in it, looks at it before it is opened, and keeps
 * damaged files aside. Chromium empties a store that it finds damaged without telling anybody.
 */
export class StoreGuard {
  readonly #folder: string
  readonly #file: JsonFile<Notes>
  #notes: Notes
  #damage: StoreDamage | null

  private constructor(folder: string, file: JsonFile<Notes>, notes: Notes, damage: StoreDamage | null) {
    this.#folder = folder
    this.#file = file
    this.#notes = notes
    this.#damage = damage
  }

  /** Looks at the store of the data folder. To be called before a page is loaded. */
  static async open(dataFolder: string): Promise<StoreGuard> {
    const file = new JsonFile(join(dataFolder, 'store-notes.json'), notesSchema)
    const read = await file.read()
    const notes = read.state === 'read' ? read.value : { customers: {}, logs: {} }
    const folder = join(dataFolder, STORE_FOLDER)
    const expected = Object.values(notes.customers).some((count) => count > 0)
    const damage = await damageOfStore(folder, expected, notes.logs)
    const guard = new StoreGuard(folder, file, notes, damage)
    if (damage === null) await guard.#trimLog()
    return guard
  }

  /** The last log is the one that is written on. Shorter than it was, it is noted anew. */
  async #trimLog(): Promise<void> {
    const last = Object.keys(await logSizes(this.#folder))
      .sort()
      .at(-1)
    if (last === undefined || (await trimLog(join(this.#folder, last))) === 0) return
    this.#notes = { ...this.#notes, logs: await logSizes(this.#folder) }
    await this.#file.write(this.#notes)
  }

  /** What is wrong with the files; null once a person has decided. */
  get damage(): StoreDamage | null {
    return this.#damage
  }

  /** Customers by workspace as they were last noted. */
  get customers(): Readonly<Record<string, number>> {
    return this.#notes.customers
  }

  /** Notes how many customers a workspace has now. */
  async note(workspaceId: string, customers: number): Promise<void> {
    const logs = await logSizes(this.#folder)
    this.#notes = { customers: { ...this.#notes.customers, [workspaceId]: customers }, logs }
    await this.#file.write(this.#notes)
  }

  /** Has the store opened as it is, after its files were copied. */
  async openAnyway(now: number): Promise<void> {
    if (this.#damage === 'damaged') await cp(this.#folder, await this.#target(now), { recursive: true })
    await this.#accept()
  }

  async #accept(): Promise<void> {
    this.#damage = null
    this.#notes = { ...this.#notes, logs: {} }
    await this.#file.write(this.#notes)
  }

  /**
   * Keeps the files of the store under another name. Where they were found damaged nobody has opened them yet: they are
   * moved, and the store begins empty. Otherwise they are copied, and stay. Answers with the name of the folder.
   */
  async setAside(now: number): Promise<string> {
    const target = await this.#target(now)
    if (this.#damage === null) {
      await copyWhole(this.#folder, target)
    } else if (this.#damage === 'damaged') {
      await rename(this.#folder, target)
    }
    await this.#accept()
    return basename(target)
  }

  async #target(now: number): Promise<string> {
    const parent = join(dirname(dirname(this.#folder)), 'damaged')
    await mkdir(parent, { recursive: true, mode: 0o700 })
    return join(parent, new Date(now).toISOString().replaceAll(':', '-'))
  }
}

/** Throws ENOENT only where the folder itself is not there: a copy that lacks a file is none. */
async function copyWhole(folder: string, target: string): Promise<void> {
  await access(folder)
  try {
    await cp(folder, target, { recursive: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error('a file went while the store was copied', { cause: error })
    }
    throw error
  }
}

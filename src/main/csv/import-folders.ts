import { randomUUID } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { diskTroubleOf } from '#main/files/disk-trouble.ts'
import { namesIn } from '#main/files/names-in.ts'
import { storeFilesIn } from './store-files.ts'

const MOST_KEPT = 20
const LONGEST_KEPT_MS = 90 * 24 * 60 * 60 * 1000
const RECEIVED = 'received'
/** Folder of what passes over files remember; likewise. */
const SEEN_ROWS = 'seen-rows'

/** Where imports keep their files in the data folder of the app: a row store by each id, and received content. */
export class ImportFolders {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The folder of a row store. `stageId` is a UUID: it was checked where it came in. */
  store(stageId: string): string {
    return join(this.#folder, stageId.toLowerCase())
  }

  /** A path for content that is about to be received. */
  newReceived(): string {
    return join(this.#folder, RECEIVED, randomUUID())
  }

  /** A folder for what one pass over a file remembers. */
  newSeenRows(): string {
    return join(this.#folder, SEEN_ROWS, randomUUID())
  }

  /**
   * What the start has to remove: received content, what passes remembered, stores that no import began of, and of the others those that are too
   * old or too many. `now` is a time in milliseconds.
   */
  async outdated(now: number): Promise<string[]> {
    const outdated: string[] = []
    const kept: { folder: string; at: number }[] = []
    for (const name of await namesIn(this.#folder)) {
      const folder = join(this.#folder, name)
      const at = await timeOf(storeFilesIn(folder).kept)
      if (name === RECEIVED || name === SEEN_ROWS || at === null || now - at > LONGEST_KEPT_MS)
        outdated.push(folder)
      else kept.push({ folder, at })
    }
    kept.sort((a, b) => b.at - a.at)
    return [...outdated, ...kept.slice(MOST_KEPT).map(({ folder }) => folder)]
  }

  /** Names of the stores that no import has begun of: what is being looked at, and what the next start removes. */
  async unkept(): Promise<string[]> {
    const names = (await namesIn(this.#folder)).filter((name) => name !== RECEIVED && name !== SEEN_ROWS)
    const kept = await Promise.all(names.map((name) => timeOf(storeFilesIn(join(this.#folder, name)).kept)))
    return names.filter((_, at) => kept[at] === null)
  }

  /** Removes content that was received and is not imported yet: nobody can say whose data is in it. */
  async removeReceived(): Promise<void> {
    await rm(join(this.#folder, RECEIVED), { recursive: true, force: true })
  }

  /** Removes folders; one that cannot be removed now is tried again at the next start. */
  async remove(folders: readonly string[]): Promise<void> {
    await Promise.allSettled(folders.map((folder) => rm(folder, { recursive: true, force: true })))
  }
}

async function timeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if (diskTroubleOf(error) === 'not-found') return null
    throw error
  }
}

import { open, rm, type FileHandle } from 'node:fs/promises'
import type { CsvReadMessage, CsvReadReply, RejectedRow } from '#shared/csv/csv-file.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import type { PersonTraits } from '#shared/person/person-traits.ts'
import { EditLog, type EditStep } from './edit-log.ts'
import { CsvFailure } from './file-error.ts'
import { appendJsonLines } from './json-lines.ts'
import { erasePersonRows, findPersonRows } from './person-rows.ts'
import { readStore, type ReadJob } from './read-store.ts'
import type { RowEdits } from './row-edits.ts'
import { RowStore, type StoredRow } from './row-store.ts'
import type { RowStoreWriter } from './row-store-writer.ts'
import { stageRows, type StageJob } from './stage-rows.ts'
import { storeFilesIn } from './store-files.ts'

interface Staging {
  stop: AbortController
  done: Promise<void>
  /** Null until there is something to read. */
  writer: RowStoreWriter | null
}

/**
 * The row stores of the data folder as the CSV process works with them, each named by its folder. Changes of one store
 * are made in the order in which they were asked. What needs a store throws CsvFailure `not-kept` where there is none.
 */
export class StagedStores {
  readonly #logs = new Map<string, Promise<EditLog>>()
  readonly #queues = new Map<string, Promise<unknown>>()
  readonly #stagings = new Map<string, Staging>()

  /** Stages a file into a store; one that is being made under the same name is given up first. */
  stage(port: RowPort<CsvReadReply, CsvReadMessage>, job: StageJob): Promise<void> {
    const before = this.#stop(job.folder)
    const stop = new AbortController()
    const staging: Staging = { stop, done: Promise.resolve(), writer: null }
    const begun = (writer: RowStoreWriter): void => {
      this.#logs.delete(job.folder)
      staging.writer = writer
    }
    staging.done = before
      .then(() => stageRows(port, job, { signal: stop.signal, begun }))
      .finally(() => {
        if (this.#stagings.get(job.folder) === staging) this.#stagings.delete(job.folder)
      })
    this.#stagings.set(job.folder, staging)
    return staging.done
  }

  /** Sends the rows of a store over a port as they stand with all edits. */
  read(port: RowPort<CsvReadReply, CsvReadMessage>, job: ReadJob): Promise<void> {
    return readStore(port, job, () => this.#editsOf(job.folder))
  }

  /** Single rows as they stand with all edits. */
  async rows(folder: string, rows: readonly number[]): Promise<string[][]> {
    return (await this.numberedRows(folder, rows)).map(({ cells }) => cells)
  }

  /** The same with their numbers in the file. */
  async numberedRows(folder: string, rows: readonly number[]): Promise<StoredRow[]> {
    const store = await this.#open(folder)
    try {
      const edits = await this.#editsOf(folder)
      const page = await store.page(rows)
      return page.map(({ cells, number }, index) => ({ cells: edits.apply(rows[index] ?? 0, cells), number }))
    } finally {
      await store.close()
    }
  }

  /** The edits of a store; they go on changing. */
  async #editsOf(folder: string): Promise<RowEdits> {
    return (await this.#logOf(folder)).edits
  }

  /** Adds an edit or takes the last one away; returns how many there are. */
  edit(folder: string, step: EditStep): Promise<number> {
    return this.#inOrder(folder, async () => {
      await this.#checkThere(folder)
      const log = await this.#logOf(folder)
      await log.take(step)
      return log.edits.count
    })
  }

  /** Remembers rows that an import left out. */
  reject(folder: string, rows: readonly RejectedRow[]): Promise<void> {
    return this.#inOrder(folder, async () => {
      await this.#checkThere(folder)
      await appendJsonLines(storeFilesIn(folder).rejected, rows)
    })
  }

  /** Makes a store last over restarts, and over a power cut: from now on an import relies on it. */
  keep(folder: string): Promise<void> {
    return this.#inOrder(folder, async () => {
      await (await RowStore.open(folder)).close()
      const { rows, offsets, manifest, kept } = storeFilesIn(folder)
      for (const path of [rows, offsets, manifest]) await withFile(path, 'r+', (file) => file.sync())
      await withFile(kept, 'a', (file) => file.sync())
    })
  }

  /** The data rows that name a person; none where there is no store. One that is being made is waited for. */
  async findPerson(folder: string, traits: PersonTraits): Promise<number[]> {
    await this.#settled(folder)
    try {
      return await findPersonRows(folder, traits, await this.#editsOf(folder))
    } catch (error) {
      if (error instanceof CsvFailure && error.error.kind === 'not-kept') return []
      throw error
    }
  }

  /** Blanks these rows, and takes the person out of edits and reasons; all other rows stay as and where they are. */
  erasePerson(folder: string, rows: readonly number[], traits: PersonTraits): Promise<void> {
    return this.#inOrder(folder, async () => {
      await this.#settled(folder)
      await erasePersonRows(folder, rows, traits)
      this.#logs.delete(folder)
    })
  }

  /** Removes a store, whole or not. */
  discard(folder: string): Promise<void> {
    return this.#inOrder(folder, async () => {
      await this.#stop(folder)
      this.#logs.delete(folder)
      await rm(folder, { recursive: true, force: true })
    })
  }

  /** A store that is whole, or what there is of one that is being made. */
  async #open(folder: string): Promise<RowStore> {
    return (await this.#stagings.get(folder)?.writer?.readable()) ?? (await RowStore.open(folder))
  }

  async #checkThere(folder: string): Promise<void> {
    const store = await this.#open(folder)
    await store.close()
  }

  /** Waits for a store that is being made. */
  async #settled(folder: string): Promise<void> {
    await this.#stagings.get(folder)?.done.catch(() => undefined)
  }

  async #stop(folder: string): Promise<void> {
    const staging = this.#stagings.get(folder)
    staging?.stop.abort()
    await staging?.done
  }

  async #logOf(folder: string): Promise<EditLog> {
    const log = this.#logs.get(folder) ?? EditLog.load(folder)
    this.#logs.set(folder, log)
    try {
      return await log
    } catch (error) {
      this.#logs.delete(folder)
      throw error
    }
  }

  #inOrder<T>(folder: string, work: () => Promise<T>): Promise<T> {
    const done = (this.#queues.get(folder) ?? Promise.resolve()).catch(() => undefined).then(work)
    this.#queues.set(folder, done)
    return done
  }
}

async function withFile(
  path: string,
  flags: string,
  work: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await work(file)
  } finally {
    await file.close()
  }
}

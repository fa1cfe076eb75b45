import { map, type Observable } from 'rxjs'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'
import type { Json } from '#shared/json.ts'
import type { DocumentStore } from './document-store.ts'
import type { AppDatabase } from './open-database.ts'
import type { SyncStateDocument } from './schemas/sync-state-schema.ts'

/** How many lines the sync log keeps. With LONGEST_DETAIL that is less than 3 MB. */
export const LOG_SLOTS = 5000
/** Characters of what a line may say beside its kind. */
const LONGEST_DETAIL = 300

const SLOT_IDS = Array.from({ length: LOG_SLOTS }, (_, slot) => `log/${String(slot)}`)

/** Small facts that sync keeps over restarts (checkpoints, sweep marks) and its log, a ring of LOG_SLOTS lines. */
export class SyncStateRepository {
  readonly #documents: DocumentStore<SyncStateDocument>
  /** The last append: its number decides the next one's slot, so appends go one after the other. */
  #lastAppend: Promise<number> | null = null

  constructor(database: AppDatabase) {
    this.#documents = database.store('syncState')
  }

  /** The value, null where none was set. */
  async get(key: string): Promise<Json | null> {
    return (await this.#documents.get(valueId(key)))?.value ?? null
  }

  /** Keeps a value; null forgets it. */
  async set(key: string, value: Json | null): Promise<void> {
    await this.change(key, () => value)
  }

  /** Keeps what `change` makes of the value, in one step: two at the same time follow each other. */
  async change(key: string, change: (value: Json | null) => Json | null): Promise<void> {
    await this.#documents.writeMany([valueId(key)], (current, id) => {
      const value = change(current?.value ?? null)
      return value === null ? 'remove' : { id, order: 0, value }
    })
  }

  /** The value now and after every change. */
  observe(key: string): Observable<Json | null> {
    return this.#documents
      .observe([valueId(key)])
      .pipe(map((found) => found.get(valueId(key))?.value ?? null))
  }

  /** Adds a line to the log; the oldest one goes where the log is full. */
  async appendLog(entry: SyncLogEntry): Promise<void> {
    const append = (this.#lastAppend ?? this.#lastOrder()).then(async (last) => {
      const order = last + 1
      const id = `log/${String(order % LOG_SLOTS)}`
      const value = { ...entry, detail: entry.detail.slice(0, LONGEST_DETAIL) }
      await this.#documents.writeMany([id], () => ({ id, order, value }))
      return order
    })
    this.#lastAppend = append
    try {
      await append
    } catch (error) {
      // The next append looks the last number up again instead of failing for ever.
      if (this.#lastAppend === append) this.#lastAppend = null
      throw error
    }
  }

  /** The newest lines, newest first, now and after every change. */
  observeLog(limit: number): Observable<SyncLogEntry[]> {
    return this.#documents.observe(SLOT_IDS).pipe(
      map((found) =>
        [...found.values()]
          .sort((a, b) => b.order - a.order)
          .slice(0, limit)
          .map(logEntryOf),
      ),
    )
  }

  /** The lines about these records, newest first. */
  async logOf(ids: ReadonlySet<string>): Promise<SyncLogEntry[]> {
    const found = await this.#documents.findByIds(SLOT_IDS)
    return [...found.values()]
      .sort((a, b) => b.order - a.order)
      .map(logEntryOf)
      .filter(({ customerId }) => ids.has(customerId))
  }

  /** Takes the lines about these records out of the log. */
  async removeLogOf(ids: ReadonlySet<string>): Promise<void> {
    await this.#documents.modifyMany(SLOT_IDS, (document) =>
      ids.has(logEntryOf(document).customerId) ? 'remove' : 'keep',
    )
  }

  async #lastOrder(): Promise<number> {
    const found = await this.#documents.findByIds(SLOT_IDS)
    return Math.max(0, ...[...found.values()].map((document) => document.order))
  }
}

function valueId(key: string): string {
  return `value/${key}`
}

function logEntryOf(document: SyncStateDocument): SyncLogEntry {
  // Only appendLog writes these slots, and it takes a SyncLogEntry.
  return document.value as unknown as SyncLogEntry
}

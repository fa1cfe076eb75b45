import { getHeightOfRevision, type RxDocumentData, type RxStorageInstance } from 'rxdb'
import type { Subscription } from 'rxjs'
import { toDatabaseError } from './database-error.ts'

type FollowedStorage<T> = Pick<RxStorageInstance<T, unknown, unknown>, 'findDocumentsById' | 'changeStream'>

/** Where followed documents are read and their changes heard. */
interface FollowedSource<T> {
  /** For errors: which store this is. */
  readonly place: string
  readonly open: () => Promise<FollowedStorage<T>>
  readonly decode: (stored: RxDocumentData<T>) => T
}

interface Known<T> {
  readonly height: number
  /** Null where it is removed. */
  readonly document: T | null
}

/**
 * Documents that are read once and then kept as they are now by listening to every write, so that a list that moves on
 * reads only what is new to it. The revision tells which of a read and a write knows better.
 */
export class FollowedDocuments<T extends { readonly id: string }> {
  readonly #source: FollowedSource<T>
  readonly #keep: number
  readonly #changed: () => void
  readonly #known = new Map<string, Known<T>>()
  /** What is being read, which must hear of writes too. */
  readonly #reading = new Set<ReadonlySet<string>>()
  #listening: Subscription | null = null
  #closed = false

  /** `changed` is told of writes to documents that are known; `keep` is how many of them stay known. */
  constructor(source: FollowedSource<T>, keep: number, changed: () => void) {
    this.#source = source
    this.#keep = keep
    this.#changed = changed
  }

  /** A document that was read, as it is now; undefined where it was not read, null where there is none. */
  get(id: string): T | null | undefined {
    return this.#known.get(id)?.document
  }

  /** Reads those that are not known yet. Fails with a DatabaseError. */
  async read(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#known.has(id))
    if (missing.length === 0) return
    const reading = new Set(missing)
    this.#reading.add(reading)
    try {
      await this.#readFrom(await this.#source.open(), missing)
      this.#forgetSome(ids)
    } catch (error) {
      throw toDatabaseError(error, this.#source.place)
    } finally {
      this.#reading.delete(reading)
    }
  }

  async #readFrom(storage: FollowedStorage<T>, missing: readonly string[]): Promise<void> {
    if (this.#isClosed()) return
    this.#listening ??= storage.changeStream().subscribe(({ events }) => {
      let changed = false
      for (const { documentId, documentData, operation } of events) {
        if (!this.#known.has(documentId) && !this.#isBeingRead(documentId)) continue
        changed = this.#learn(documentData, operation === 'DELETE') || changed
      }
      if (changed) this.#changed()
    })
    const found = await storage.findDocumentsById([...missing], false)
    if (this.#isClosed()) return
    for (const document of found) this.#learn(document, document._deleted)
    for (const id of missing) if (!this.#known.has(id)) this.#known.set(id, { height: 0, document: null })
  }

  /** Stops listening and forgets everything. */
  close(): void {
    this.#closed = true
    this.#listening?.unsubscribe()
    this.#known.clear()
  }

  #isClosed(): boolean {
    return this.#closed
  }

  #isBeingRead(id: string): boolean {
    for (const ids of this.#reading) if (ids.has(id)) return true
    return false
  }

  #learn(stored: RxDocumentData<T>, removed: boolean): boolean {
    const height = getHeightOfRevision(stored._rev)
    const before = this.#known.get(stored.id)
    if (before !== undefined && before.height >= height) return false
    this.#known.set(stored.id, { height, document: removed ? null : this.#source.decode(stored) })
    return true
  }

  /** Those read longest ago go first, but none of those just asked for. */
  #forgetSome(needed: readonly string[]): void {
    if (this.#known.size <= this.#keep) return
    const kept = new Set(needed)
    for (const id of this.#known.keys()) {
      if (this.#known.size <= this.#keep) return
      if (!kept.has(id)) this.#known.delete(id)
    }
  }
}

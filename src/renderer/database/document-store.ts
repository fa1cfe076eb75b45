import {
  normalizeMangoQuery,
  prepareQuery,
  type BulkWriteRow,
  type MangoQuerySelector,
  type MangoQuerySortPart,
  type RxCollection,
  type RxDocumentData,
} from 'rxdb'
import { defer, from, map, Observable, switchMap } from 'rxjs'
import { DatabaseError, toDatabaseError } from './database-error.ts'
import { FollowedDocuments } from './followed-documents.ts'
import { observeDocuments } from './observe-documents.ts'
import { CHANGE_BATCH, inBatches, INSERT_BATCH, letOthersRun } from './write-batches.ts'

/** What a change to a document answers: the new document, or that it stays or goes. */
export type Change<T> = T | 'keep' | 'remove'

/** A document before and after a write; null = was not there, is gone. */
export interface Written<T> {
  readonly before: T | null
  readonly after: T | null
}

/** What a field of an index must be. */
interface Condition {
  $eq?: string | number
  $in?: readonly string[]
  $gt?: string | number
  $gte?: string | number
  $lt?: string | number
  $lte?: string | number
}

/** A query that one ascending index answers by itself; anything else belongs to the roster. */
export interface StoreQuery {
  /** By field, index fields included. */
  selector: Readonly<Record<string, Condition>>
  /** Fields of the index, ascending. */
  sort: readonly string[]
  /** Most documents to answer; undefined = all. */
  limit?: number
}

/** Fields stored beside a document for the sake of indexes. */
export interface IndexFields<T> {
  readonly names: readonly string[]
  readonly of: (document: T) => object
}

/** What a stored document must have and what is stored beside it. */
export interface StoredShape<T> {
  readonly schema: { readonly required?: readonly PropertyKey[] }
  readonly indexFields: IndexFields<T> | null
}

/** More conflicts in a row than any real contention makes: the write would never end. */
const MAX_ATTEMPTS = 100

/**
 * One collection, read and written as plain documents straight at its storage: no RxDocument is made and nothing is
 * kept in RxDB's caches, so a write of 100,000 documents leaves no trace in memory. Opens on first use. All failures
 * are DatabaseErrors.
 */
export class DocumentStore<T extends { readonly id: string }> {
  readonly #name: string
  readonly #open: () => Promise<RxCollection<T>>
  readonly #shape: StoredShape<T>
  /** Fields of a stored document that are not part of what is read. */
  readonly #hidden: ReadonlySet<string>

  constructor(name: string, open: () => Promise<RxCollection<T>>, shape: StoredShape<T>) {
    this.#name = name
    this.#open = open
    this.#shape = shape
    this.#hidden = new Set(['_deleted', '_attachments', '_meta', '_rev', ...(shape.indexFields?.names ?? [])])
  }

  /** The documents that exist, by id. */
  async findByIds(ids: readonly string[]): Promise<Map<string, T>> {
    return this.#guard('findByIds', async (collection) => {
      const found = new Map<string, T>()
      for (const batch of inBatches([...new Set(ids)], 500)) {
        const documents = await collection.storageInstance.findDocumentsById(batch, false)
        for (const document of documents) found.set(document.id, this.#decode(document))
      }
      return found
    })
  }

  /** The document, null where there is none. */
  async get(id: string): Promise<T | null> {
    return (await this.findByIds([id])).get(id) ?? null
  }

  /** Documents in the order of an index. */
  async find(query: StoreQuery): Promise<T[]> {
    return this.#guard('find', async (collection) => {
      const normalized = normalizeMangoQuery<T>(collection.storageInstance.schema, {
        selector: { ...query.selector, _deleted: { $eq: false } } as MangoQuerySelector<T>,
        sort: query.sort.map((field) => ({ [field]: 'asc' }) as MangoQuerySortPart<T>),
        ...(query.limit === undefined ? {} : { limit: query.limit }),
      })
      const prepared = prepareQuery<T>(collection.storageInstance.schema, normalized)
      const { documents } = await collection.storageInstance.query(prepared)
      return documents.map((document) => this.#decode(document))
    })
  }

  /**
   * Stores new documents; those whose id is taken are left alone and their ids returned. `complete` makes of each what
   * is stored, batch by batch, so that a long list does not keep the page busy.
   */
  async insertMany(
    documents: readonly T[],
    complete: (document: T) => T = (document) => document,
  ): Promise<string[]> {
    const taken: string[] = []
    const fresh = new Map<string, T>()
    for (const document of documents) {
      if (fresh.has(document.id)) taken.push(document.id)
      else fresh.set(document.id, document)
    }
    await this.#guard('insertMany', async (collection) => {
      const batches = inBatches([...fresh.values()], INSERT_BATCH)
      for (const [at, batch] of batches.entries()) {
        const rows = batch.map((document) => ({ document: this.#encode(complete(document), null, false) }))
        const { error } = await collection.storageInstance.bulkWrite(rows, 'insert')
        for (const failure of error) {
          if (failure.status !== 409) throw new DatabaseError('failed', `${this.#name}.insertMany`)
          taken.push(failure.documentId)
        }
        if (at < batches.length - 1) await letOthersRun()
      }
    })
    return taken
  }

  /**
   * Changes documents, each atomically: where somebody else wrote one in between, its change is computed again from
   * what is there now, so `change` may run several times and must be pure. `current` is null where there is no
   * document. `before` runs ahead of every attempt to write, for what must be stored first (history). Returns the
   * documents that exist afterwards.
   */
  async writeMany(
    ids: readonly string[],
    change: (current: T | null, id: string) => Change<T>,
    before?: (writes: readonly Written<T>[]) => Promise<void>,
  ): Promise<Map<string, T>> {
    return this.#guard('writeMany', async (collection) => {
      const result = new Map<string, T>()
      const batches = inBatches([...new Set(ids)], CHANGE_BATCH)
      for (const [at, batch] of batches.entries()) {
        await this.#writeBatch(collection, batch, change, before, result)
        if (at < batches.length - 1) await letOthersRun()
      }
      return result
    })
  }

  /** Changes documents that exist; see writeMany. */
  modifyMany(
    ids: readonly string[],
    change: (current: T) => Change<T>,
    before?: (writes: readonly Written<T>[]) => Promise<void>,
  ): Promise<Map<string, T>> {
    return this.writeMany(ids, (current) => (current === null ? 'keep' : change(current)), before)
  }

  /** Forgets for good documents that were removed at least so many ms ago; until then each is kept under its id, empty. */
  async purge(ageMs: number): Promise<void> {
    await this.#guard('purge', (collection) => collection.storageInstance.cleanup(ageMs))
  }

  /** The documents with these ids that exist: now, and again after every change to one of them. */
  observe(ids: readonly string[]): Observable<ReadonlyMap<string, T>> {
    return defer(() => from(this.#open())).pipe(
      switchMap((collection) => observeDocuments<T>(collection.storageInstance, ids)),
      map((documents) => new Map([...documents].map(([id, document]) => [id, this.#decode(document)]))),
      rethrowSafely(`${this.#name}.observe`),
    )
  }

  /** For a list that moves over many documents; see FollowedDocuments. */
  follow(keep: number, changed: () => void): FollowedDocuments<T> {
    const source = {
      place: `${this.#name}.follow`,
      open: async () => (await this.#open()).storageInstance,
      decode: (stored: RxDocumentData<T>) => this.#decode(stored),
    }
    return new FollowedDocuments<T>(source, keep, changed)
  }

  /** Emits the ids that a write has changed, inserted or removed. */
  get changedIds$(): Observable<readonly string[]> {
    return defer(() => from(this.#open())).pipe(
      switchMap((collection) => collection.storageInstance.changeStream()),
      map((bulk) => bulk.events.map((event) => event.documentId)),
      rethrowSafely(`${this.#name}.changedIds$`),
    )
  }

  async #writeBatch(
    collection: RxCollection<T>,
    ids: readonly string[],
    change: (current: T | null, id: string) => Change<T>,
    before: ((writes: readonly Written<T>[]) => Promise<void>) | undefined,
    result: Map<string, T>,
  ): Promise<void> {
    const current = new Map<string, RxDocumentData<T>>()
    for (const document of await collection.storageInstance.findDocumentsById([...ids], false)) {
      current.set(document.id, document)
    }
    let open = [...ids]
    for (let attempt = 0; open.length > 0; attempt += 1) {
      if (attempt === MAX_ATTEMPTS) throw new DatabaseError('failed', `${this.#name}.writeMany`)
      const rows: BulkWriteRow<T>[] = []
      const writes: Written<T>[] = []
      for (const id of open) {
        const stored = current.get(id) ?? null
        const known = stored === null ? null : this.#decode(stored)
        const changed = change(known, id)
        if (changed === 'keep' || changed === known || (changed === 'remove' && stored === null)) {
          if (known !== null) result.set(id, known)
          continue
        }
        const after = changed === 'remove' ? null : changed
        writes.push({ before: known, after })
        const document = this.#encode(after ?? blank(known, id), stored, after === null)
        rows.push(stored === null ? { document } : { previous: stored, document })
      }
      if (rows.length === 0) return
      await before?.(writes)
      const { error } = await collection.storageInstance.bulkWrite(rows, 'change')
      const conflicts = new Set<string>()
      for (const failure of error) {
        if (failure.status !== 409) throw new DatabaseError('failed', `${this.#name}.writeMany`)
        conflicts.add(failure.documentId)
        if (failure.documentInDb._deleted) current.delete(failure.documentId)
        else current.set(failure.documentId, failure.documentInDb)
      }
      for (const { before: was, after } of writes) {
        const id = after?.id ?? was?.id
        if (after !== null && id !== undefined && !conflicts.has(id)) result.set(id, after)
      }
      open = [...conflicts]
    }
  }

  /** What is stored: the document, what its indexes need, and RxDB's own fields (revision and time are set by RxDB). */
  #encode(document: T, previous: RxDocumentData<T> | null, deleted: boolean): RxDocumentData<T> {
    const stored = { ...document, ...this.#shape.indexFields?.of(document) }
    // Without a validator nobody else would notice, and the document would vanish from an index.
    for (const field of this.#shape.schema.required ?? []) {
      if (stored[field as keyof T] === undefined && !deleted) {
        throw new DatabaseError('schema', `${this.#name}: no value for ${String(field)}`)
      }
    }
    return {
      ...stored,
      _deleted: deleted,
      _attachments: {},
      _meta: previous?._meta ?? { lwt: 1 },
      _rev: previous?._rev ?? '',
    }
  }

  #decode(stored: RxDocumentData<T>): T {
    const document: Record<string, unknown> = {}
    for (const [field, value] of Object.entries(stored)) if (!this.#hidden.has(field)) document[field] = value
    return document as T
  }

  async #guard<R>(operation: string, run: (collection: RxCollection<T>) => Promise<R>): Promise<R> {
    try {
      return await run(await this.#open())
    } catch (error) {
      throw toDatabaseError(error, `${this.#name}.${operation}`)
    }
  }
}

/** What is left of a removed document: its id and empty values, so that a person's data does not outlive its removal. */
function blank<T extends { readonly id: string }>(document: T | null, id: string): T {
  const emptied: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(document ?? {})) emptied[field] = emptyLike(value)
  return { ...emptied, id } as unknown as T
}

function emptyLike(value: unknown): unknown {
  if (typeof value === 'string') return ''
  if (typeof value === 'number') return 0
  if (typeof value === 'boolean') return false
  if (Array.isArray(value)) return []
  return value === null || value === undefined ? null : {}
}

function rethrowSafely<V>(place: string): (source: Observable<V>) => Observable<V> {
  return (source) =>
    new Observable<V>((subscriber) =>
      source.subscribe({
        next: (value) => {
          subscriber.next(value)
        },
        error: (error: unknown) => {
          subscriber.error(toDatabaseError(error, place))
        },
        complete: () => {
          subscriber.complete()
        },
      }),
    )
}

import { map, type Observable } from 'rxjs'
import type { RelatedKind, RelatedRecords } from '#shared/connector/related-data.ts'
import type { RemoteData } from '#shared/domain/remote-data.ts'
import type { Json } from '#shared/json.ts'
import type { DocumentStore } from './document-store.ts'
import type { AppDatabase } from './open-database.ts'

/** What was told about one customer, and when. */
export interface RelatedSnapshot<K extends RelatedKind> {
  records: readonly RelatedRecords[K][]
  /** ms since the epoch. */
  fetchedAt: number
}

/** Orders, credits and downloads as the remote last told them, for reading offline. */
export class RemoteDataRepository {
  readonly #data: DocumentStore<RemoteData>

  constructor(database: AppDatabase) {
    this.#data = database.store('remoteData')
  }

  /** Keeps what was told in the place of what was told before. */
  async put<K extends RelatedKind>(
    customerId: string,
    kind: K,
    records: readonly RelatedRecords[K][],
    fetchedAt: number,
  ): Promise<void> {
    const document = { customerId, kind, records: records as unknown as Json[], fetchedAt }
    await this.#data.writeMany([idOf(customerId, kind)], (_, id) => ({ id, ...document }))
  }

  /** What was last told, null where nothing was. */
  async get<K extends RelatedKind>(customerId: string, kind: K): Promise<RelatedSnapshot<K> | null> {
    return snapshotOf<K>(await this.#data.get(idOf(customerId, kind)))
  }

  /** The same, now and after every change. */
  observe<K extends RelatedKind>(customerId: string, kind: K): Observable<RelatedSnapshot<K> | null> {
    const id = idOf(customerId, kind)
    return this.#data.observe([id]).pipe(map((found) => snapshotOf<K>(found.get(id) ?? null)))
  }

  /** Forgets what was told about customers that are gone. */
  async removeOf(customerIds: readonly string[]): Promise<void> {
    if (customerIds.length === 0) return
    const found = await this.#data.find({
      selector: { customerId: { $in: customerIds } },
      sort: ['customerId'],
    })
    const ids = found.map(({ id }) => id)
    if (ids.length > 0) await this.#data.modifyMany(ids, () => 'remove')
  }
}

function snapshotOf<K extends RelatedKind>(data: RemoteData | null): RelatedSnapshot<K> | null {
  if (data === null) return null
  // Only `put` writes these, and it takes the records of this kind.
  return { records: data.records as unknown as RelatedRecords[K][], fetchedAt: data.fetchedAt }
}

function idOf(customerId: string, kind: RelatedKind): string {
  return `${customerId}/${kind}`
}

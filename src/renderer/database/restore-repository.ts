import type { CollectionDocuments } from './collections.ts'
import type { AppDatabase } from './open-database.ts'

/** Collections whose documents are never changed once they are over: what a backup holds of them is added as it is. */
export type AddedCollection = 'history' | 'importBatches' | 'importRows' | 'actions' | 'remoteData'

/** Adds documents of a backup to the store. */
export class RestoreRepository {
  readonly #database: AppDatabase

  constructor(database: AppDatabase) {
    this.#database = database
  }

  /** Stores the documents whose ids are not taken; returns how many those were. */
  async addMissing<N extends AddedCollection>(
    name: N,
    documents: readonly CollectionDocuments[N][],
  ): Promise<number> {
    const taken = await this.#database.store(name).insertMany(documents)
    return documents.length - taken.length
  }
}

import type { Observable } from 'rxjs'
import type { ImportBatch, ImportRow } from '#shared/domain/import-batch.ts'
import type { DocumentStore } from './document-store.ts'
import { liveQuery } from './live-query.ts'
import type { AppDatabase } from './open-database.ts'

/** Imports and the before-images of what they changed. */
export class ImportBatchRepository {
  readonly #batches: DocumentStore<ImportBatch>
  readonly #rows: DocumentStore<ImportRow>

  constructor(database: AppDatabase) {
    this.#batches = database.store('importBatches')
    this.#rows = database.store('importRows')
  }

  /** Stores a new import; one with the same id stays as it is. */
  async insert(batch: ImportBatch): Promise<void> {
    await this.#batches.insertMany([batch])
  }

  /** Changes some properties of an import, if it is still there. */
  async patch(id: string, change: Partial<ImportBatch>): Promise<void> {
    await this.#batches.modifyMany([id], (batch) => ({ ...batch, ...change, id }))
  }

  /** The import, null where there is none. */
  get(id: string): Promise<ImportBatch | null> {
    return this.#batches.get(id)
  }

  /** All imports, newest first. */
  async findAll(): Promise<ImportBatch[]> {
    const all = await this.#batches.find({ selector: { createdAt: { $gte: 0 } }, sort: ['createdAt'] })
    return all.reverse()
  }

  /** All imports, newest first, now and after every change. */
  observeAll(): Observable<ImportBatch[]> {
    return liveQuery(this.#batches.changedIds$, () => this.findAll())
  }

  /** Marks imports that were running when the app ended: they can be continued. Called once, at the start. */
  async interruptRunning(): Promise<void> {
    const running = (await this.findAll()).filter((batch) => batch.state === 'running')
    await this.#batches.modifyMany(
      running.map((batch) => batch.id),
      (batch) => (batch.state === 'running' ? { ...batch, state: 'interrupted' } : 'keep'),
    )
  }

  /** Stores before-images; one that is there already (a write that is repeated after a crash) is replaced. */
  async putRows(rows: readonly ImportRow[]): Promise<void> {
    const byId = new Map(rows.map((row) => [row.id, row]))
    const taken = await this.#rows.insertMany([...byId.values()])
    if (taken.length > 0) await this.#rows.writeMany(taken, (_, id) => byId.get(id) ?? 'keep')
  }

  /** Before-images that exist, by id. */
  findRows(ids: readonly string[]): Promise<Map<string, ImportRow>> {
    return this.#rows.findByIds(ids)
  }

  /** Before-images of an import in the order of the file, after this data row (-1 = from the first). */
  rowsOf(batchId: string, afterRow: number, limit: number): Promise<ImportRow[]> {
    return this.#rows.find({
      selector: { batchId: { $eq: batchId }, row: { $gt: afterRow } },
      sort: ['batchId', 'row'],
      limit,
    })
  }
}

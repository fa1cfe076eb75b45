import { withDerivedFields } from '#shared/domain/derived-fields.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import { importRowId, type BatchIdentity } from './import-ids.ts'
import { undoChanges } from './undo-changes.ts'

/**
 * Customers as they were before an import changed them. Rows are matched while those before them are being written, and
 * again after a crash: what a row comes to must not depend on how much of that is in the store already.
 */
export class BeforeImport {
  readonly #importBatches: Pick<ImportBatchRepository, 'findRows'>
  readonly #batch: BatchIdentity

  constructor(importBatches: Pick<ImportBatchRepository, 'findRows'>, batch: BatchIdentity) {
    this.#importBatches = importBatches
    this.#batch = batch
  }

  /** The same customers without what this import has changed in them; what others have changed since stays. */
  async restore(customers: ReadonlyMap<string, Customer>): Promise<ReadonlyMap<string, Customer>> {
    const imageId = (recordId: string): string => importRowId(this.#batch.id, recordId)
    // The import writes the time at which it does so: who was not changed since it began has no before-image.
    const changed = [...customers.values()].filter(({ updatedAt }) => updatedAt >= this.#batch.createdAt)
    if (changed.length === 0) return customers
    const images = await this.#importBatches.findRows(changed.map(({ id }) => imageId(id)))
    const restored = new Map(customers)
    for (const customer of changed) {
      const image = images.get(imageId(customer.id))
      if (image === undefined) continue
      const before = undoChanges(customer, image.changes, null, customer.updatedAt)
      restored.set(customer.id, withDerivedFields(before.customer, customer.updatedAt))
    }
    return restored
  }
}

import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { ImportOptions } from '#shared/csv/import-options.ts'
import { editedDraftFrom, type RowContext } from '#shared/csv/row-to-draft.ts'
import { applyEdit, newCustomerFrom, setArchived } from '#shared/domain/apply-edit.ts'
import { draftOf, type Customer } from '#shared/domain/customer.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { ImportRow } from '#shared/domain/import-batch.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { Written } from '#renderer/database/document-store.ts'
import { historyChanges } from '#renderer/database/history-changes.ts'
import type { HistoryRepository } from '#renderer/database/history-repository.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import { historyEntryId } from '#renderer/database/record-ids.ts'
import type { ClassifiedRow } from './classified-row.ts'
import { importRowId, type BatchIdentity } from './import-ids.ts'
import { addedAddresses } from './undo-changes.ts'
import { createYield } from './yield-often.ts'

/** What is written to. */
interface WriterContext {
  readonly customers: Pick<CustomerRepository, 'insertMany' | 'modifyMany'>
  readonly history: Pick<HistoryRepository, 'add'>
  readonly importBatches: Pick<ImportBatchRepository, 'putRows' | 'findRows'>
  readonly capabilities: ConnectorCapabilities | null
  readonly now: () => number
}

type EditedRow = ClassifiedRow & { work: { type: 'edit' } }

/** Does to the customers what the rows of an import come to. */
export class CustomerWriter {
  readonly #context: WriterContext
  readonly #batch: BatchIdentity
  readonly #rows: RowContext
  readonly #options: ImportOptions

  constructor(context: WriterContext, batch: BatchIdentity, rows: RowContext, options: ImportOptions) {
    this.#context = context
    this.#batch = batch
    this.#rows = rows
    this.#options = options
  }

  /** See ImportSubject.write. */
  async write(rows: readonly ClassifiedRow[], again: boolean): Promise<ClassifiedRow[]> {
    const rest = createYield()
    const created: Customer[] = []
    for (const { recordId, work } of rows) {
      if (work?.type !== 'create') continue
      created.push(this.#created(newCustomerFrom(recordId, work.draft, this.#batch.createdAt), work.archived))
      await rest()
    }
    const written = again ? await this.#asBefore(rows) : [...rows]
    if (created.length > 0) await this.#context.customers.insertMany(created)
    await this.#update(rows.filter(isEdited))
    return written
  }

  #created(customer: Customer, archived: boolean): Customer {
    const { holdBack } = this.#options
    if (!archived && !holdBack) return customer
    const archivedAt = archived ? this.#batch.createdAt : 0
    return { ...customer, archivedAt, sync: { ...customer.sync, localOnly: holdBack } }
  }

  /** Rows that were written before the app ended: what they changed then is in their before-images. */
  async #asBefore(rows: readonly ClassifiedRow[]): Promise<ClassifiedRow[]> {
    const imageId = (row: ClassifiedRow): string => importRowId(this.#batch.id, row.recordId)
    const unchanged = rows.filter((row) => row.kind === 'unchanged')
    const images = await this.#context.importBatches.findRows(unchanged.map(imageId))
    return rows.map((row) =>
      row.kind === 'unchanged' && images.get(imageId(row))?.row === row.row
        ? { ...row, kind: 'update' }
        : row,
    )
  }

  /** Each edit is made on the customer as it is then; what it really changes is stored ahead of it. */
  async #update(rows: readonly EditedRow[]): Promise<void> {
    if (rows.length === 0) return
    const { customers, capabilities, now } = this.#context
    const at = now()
    const byId = new Map(rows.map((row) => [row.recordId, row]))
    await customers.modifyMany(
      [...byId.keys()],
      (customer) => {
        const work = byId.get(customer.id)?.work
        if (work === undefined || customer.deletedAt !== 0) return 'keep'
        const from = draftOf(customer)
        const { draft, archived, problems } = editedDraftFrom(from, work.cells, this.#rows, work.matchedBy)
        if (problems.length > 0) return 'keep'
        const edited = applyEdit(customer, from, draft, capabilities, at)
        return archived === null ? edited : setArchived(edited, archived, capabilities, at)
      },
      (writes) => this.#storeImages(writes, byId, at),
    )
  }

  async #storeImages(
    writes: readonly Written<Customer>[],
    rows: ReadonlyMap<string, ClassifiedRow>,
    at: number,
  ): Promise<void> {
    const batchId = this.#batch.id
    const images: ImportRow[] = []
    const entries: HistoryEntry[] = []
    for (const { before, after } of writes) {
      if (before === null || after === null) continue
      const recordId = after.id
      const changes = historyChanges(before, after)
      const image = { batchId, recordId, row: rows.get(recordId)?.row ?? -1 }
      const added = addedAddresses(before, after)
      images.push({ id: importRowId(batchId, recordId), ...image, changes: [...changes, ...added] })
      const id = historyEntryId(batchId, recordId)
      entries.push({ id, customerId: recordId, at, origin: 'import', batchId, changes })
    }
    await Promise.all([this.#context.importBatches.putRows(images), this.#context.history.add(entries)])
  }
}

function isEdited(row: ClassifiedRow): row is EditedRow {
  return row.work?.type === 'edit'
}

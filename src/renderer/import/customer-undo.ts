import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { markDeleted } from '#shared/domain/apply-edit.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { Change, Written } from '#renderer/database/document-store.ts'
import { historyChanges } from '#renderer/database/history-changes.ts'
import type { HistoryRepository } from '#renderer/database/history-repository.ts'
import { historyEntryId } from '#renderer/database/record-ids.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { isChangedSince } from './changed-since.ts'
import { createdCustomerId, type BatchIdentity } from './import-ids.ts'
import { undoChanges } from './undo-changes.ts'
import type { UndoSlice, UndoStep, UndoSubject } from './undo-subject.ts'

/** What taking back customers works on. */
export interface CustomerUndoContext {
  readonly customers: Pick<CustomerRepository, 'findByIds' | 'modifyMany'>
  readonly skuMappings: Pick<SkuMappingRepository, 'findForMany' | 'modifyMany'>
  readonly history: Pick<HistoryRepository, 'add' | 'findFor'>
  readonly capabilities: ConnectorCapabilities | null
  readonly now: () => number
}

/** Takes back an import of customers (UndoSubject). */
export class CustomerUndo implements UndoSubject {
  readonly #context: CustomerUndoContext
  readonly #batch: BatchIdentity

  constructor(context: CustomerUndoContext, batch: BatchIdentity) {
    this.#context = context
    this.#batch = batch
  }

  async look(slice: UndoSlice): Promise<UndoStep[]> {
    const { customers, skuMappings, capabilities, now } = this.#context
    const created = this.#createdIds(slice)
    // Who has got SKU mappings has been worked on since; the import made none.
    const mappings = await skuMappings.findForMany(created)
    const mapped = new Set(
      mappings.filter(({ deletedAt }) => deletedAt === 0).map(({ customerId }) => customerId),
    )
    const found = await customers.findByIds([...created, ...slice.images.map(({ recordId }) => recordId)])
    const steps: UndoStep[] = []
    for (const id of created) {
      const customer = found.get(id)
      if (customer === undefined || customer.deletedAt !== 0) continue
      const isKept = customer.sync.theirs !== null || mapped.has(id) || (await this.#isChanged(customer))
      const action = isKept ? 'keep' : isUnsent(customer) ? 'remove' : 'remove-there'
      steps.push({ recordId: id, customerId: id, action })
    }
    for (const { recordId, changes } of slice.images) {
      const customer = found.get(recordId)
      if (customer === undefined) continue
      const undone = undoChanges(customer, changes, capabilities, now())
      const action = undone.touched || customer.deletedAt !== 0 ? 'keep' : 'restore'
      if (undone.touched || undone.customer !== customer) {
        steps.push({ recordId, customerId: recordId, action })
      }
    }
    return steps
  }

  async take(slice: UndoSlice, steps: readonly UndoStep[], again: boolean): Promise<UndoStep[]> {
    const goes = new Set(
      steps
        .filter(({ action }) => action === 'remove' || action === 'remove-there')
        .map((step) => step.recordId),
    )
    const stay = await this.#remove([...goes])
    const gone = this.#createdIds(slice).filter((id) =>
      again ? !stay.has(id) : goes.has(id) && !stay.has(id),
    )
    await this.#removeMappings(gone, again)
    await this.#restore(slice)
    return steps.map((step) =>
      goes.has(step.recordId) && stay.get(step.recordId) === 'changed' ? kept(step) : step,
    )
  }

  #createdIds({ fromRow, toRow }: UndoSlice): string[] {
    return Array.from({ length: toRow - fromRow }, (_, at) => createdCustomerId(this.#batch, fromRow + at))
  }

  async #isChanged(customer: Customer): Promise<boolean> {
    if (customer.updatedAt === this.#batch.createdAt) return false
    if (customer.remoteId === '') return true
    return isChangedSince(await this.#context.history.findFor(customer.id))
  }

  /** Tells those that are still there: marked as deleted, or changed in this very moment. */
  async #remove(ids: readonly string[]): Promise<Map<string, 'deleted' | 'changed'>> {
    if (ids.length === 0) return new Map()
    const { customers, now } = this.#context
    const looked = await customers.findByIds(ids)
    const left = await customers.modifyMany(ids, (customer): Change<Customer> => {
      if (customer.updatedAt !== looked.get(customer.id)?.updatedAt || customer.deletedAt !== 0) return 'keep'
      return isUnsent(customer) ? 'remove' : markDeleted(customer, now())
    })
    return new Map(
      [...left].map(([id, customer]) => [id, customer.deletedAt === 0 ? 'changed' : 'deleted'] as const),
    )
  }

  /** `check`: some of these may be there, being of other rows or marked as deleted; theirs stay. */
  async #removeMappings(customerIds: readonly string[], check: boolean): Promise<void> {
    const { customers, skuMappings } = this.#context
    const present = check ? await customers.findByIds(customerIds) : new Map<string, Customer>()
    const orphans = await skuMappings.findForMany(customerIds.filter((id) => !present.has(id)))
    const ids = orphans.map(({ id }) => id)
    if (ids.length > 0) await skuMappings.modifyMany(ids, () => 'remove')
  }

  async #restore({ images }: UndoSlice): Promise<void> {
    if (images.length === 0) return
    const { customers, capabilities, now } = this.#context
    const at = now()
    const changesOf = new Map(images.map(({ recordId, changes }) => [recordId, changes]))
    await customers.modifyMany(
      [...changesOf.keys()],
      (customer) => {
        if (customer.deletedAt !== 0) return 'keep'
        return undoChanges(customer, changesOf.get(customer.id) ?? [], capabilities, at).customer
      },
      (writes) => this.#context.history.add(writes.flatMap((write) => this.#entryOf(write, at))),
    )
  }

  #entryOf({ before, after }: Written<Customer>, at: number): HistoryEntry[] {
    if (before === null || after === null) return []
    const id = historyEntryId(`undo:${this.#batch.id}`, after.id)
    const changes = historyChanges(before, after)
    return [{ id, customerId: after.id, at, origin: 'import-undo', batchId: this.#batch.id, changes }]
  }
}

function isUnsent(customer: Customer): boolean {
  return customer.remoteId === '' && customer.sync.intent === null
}

function kept(step: UndoStep): UndoStep {
  return { ...step, action: 'keep' }
}

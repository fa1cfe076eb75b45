import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { markDeleted } from '#shared/domain/apply-edit.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
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
  readonly skuMappings: Pick<SkuMappingRepository, 'findBetween' | 'modifyMany'>
  readonly history: Pick<HistoryRepository, 'add' | 'findBetween'>
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
    const { customers, capabilities, now } = this.#context
    const created = this.#createdIds(slice)
    // Who has got SKU mappings has been worked on since; the import made none.
    const mappings = await this.#mappingsOf(created)
    const mapped = new Set(
      mappings.filter(({ deletedAt }) => deletedAt === 0).map(({ customerId }) => customerId),
    )
    const found = await customers.findByIds([...created, ...slice.images.map(({ recordId }) => recordId)])
    const left = created.flatMap((id) => found.get(id) ?? []).filter(({ deletedAt }) => deletedAt === 0)
    const changed = await this.#changedSince(left)
    const steps: UndoStep[] = []
    for (const customer of left) {
      const { id } = customer
      const isKept = customer.sync.theirs !== null || mapped.has(id) || changed.has(id)
      const action = isKept ? 'keep' : isUnsent(customer) ? 'remove' : 'remove-there'
      steps.push({ recordId: id, customerId: id, action, lookedAt: customer.updatedAt })
    }
    for (const { recordId, changes } of slice.images) {
      const customer = found.get(recordId)
      if (customer === undefined) continue
      const undone = undoChanges(customer, changes, capabilities, now())
      const action = undone.touched || customer.deletedAt !== 0 ? 'keep' : 'restore'
      if (undone.touched || undone.customer !== customer) {
        steps.push({ recordId, customerId: recordId, action, lookedAt: customer.updatedAt })
      }
    }
    return steps
  }

  async take(slice: UndoSlice, steps: readonly UndoStep[], again: boolean): Promise<UndoStep[]> {
    const goes = new Map(
      steps
        .filter(({ action }) => action === 'remove' || action === 'remove-there')
        .map(({ recordId, lookedAt }) => [recordId, lookedAt]),
    )
    const stay = await this.#remove(goes)
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

  /** Of customers that the batch created, in the order of their ids, those that were changed since. */
  async #changedSince(created: readonly Customer[]): Promise<Set<string>> {
    const written = created.filter(({ updatedAt }) => updatedAt !== this.#batch.createdAt)
    // Of those that were sent their history tells whether more than the remote's answer came since.
    const sent = written.filter(({ remoteId }) => remoteId !== '')
    const [first, last] = [sent[0], sent.at(-1)]
    const history =
      first === undefined || last === undefined
        ? new Map<string, HistoryEntry[]>()
        : await this.#context.history.findBetween(first.id, last.id)
    const changed = written.filter(
      ({ id, remoteId }) => remoteId === '' || isChangedSince(history.get(id) ?? []),
    )
    return new Set(changed.map(({ id }) => id))
  }

  /** By id when each was looked at. Tells those that are still there: marked as deleted, or changed since. */
  async #remove(goes: ReadonlyMap<string, number>): Promise<Map<string, 'deleted' | 'changed'>> {
    if (goes.size === 0) return new Map()
    const { customers, now } = this.#context
    const left = await customers.modifyMany([...goes.keys()], (customer): Change<Customer> => {
      if (customer.updatedAt !== goes.get(customer.id) || customer.deletedAt !== 0) return 'keep'
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
    const orphans = await this.#mappingsOf(customerIds.filter((id) => !present.has(id)))
    const ids = orphans.map(({ id }) => id)
    if (ids.length > 0) await skuMappings.modifyMany(ids, () => 'remove')
  }

  /** Their ids follow each other (createdCustomerId): one look at the stretch tells that mostly nobody has any. */
  async #mappingsOf(createdIds: readonly string[]): Promise<SkuMapping[]> {
    const [first, last] = [createdIds[0], createdIds.at(-1)]
    if (first === undefined || last === undefined) return []
    const wanted = new Set(createdIds)
    const found = await this.#context.skuMappings.findBetween(first, last)
    return found.filter(({ customerId }) => wanted.has(customerId))
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

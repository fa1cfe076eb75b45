import { map, type Observable } from 'rxjs'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import {
  applyEdit,
  markDeleted,
  newCustomerFrom,
  setArchived,
  setLocalOnly,
  undoDelete,
} from '#shared/domain/apply-edit.ts'
import type { Customer, CustomerDraft } from '#shared/domain/customer.ts'
import { withDerivedFields } from '#shared/domain/derived-fields.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import { DatabaseError } from './database-error.ts'
import type { Change, DocumentStore, Written } from './document-store.ts'
import type { FollowedDocuments } from './followed-documents.ts'
import { editChanges } from './edit-changes.ts'
import type { AppDatabase } from './open-database.ts'
import { pendingPositions, type PendingPosition } from './pending-positions.ts'
import { historyEntryId } from './record-ids.ts'

/** What a repository needs beside the database. */
export interface CustomerRepositoryContext {
  /** Of the workspace's remote, null where it has none: decides what an edit makes pending. */
  readonly capabilities: ConnectorCapabilities | null
  /** ms since the epoch. */
  readonly now: () => number
  /** UUID v7. */
  readonly newId: () => string
}

/**
 * The customers of a workspace. Every write goes through the pure rules of shared/domain and brings the derived fields
 * up to date; edits by people write their before-image to the history first. Failures of the store are DatabaseErrors.
 * Everything that lists, counts or searches is the roster's.
 */
export class CustomerRepository {
  readonly #customers: DocumentStore<Customer>
  readonly #history: DocumentStore<HistoryEntry>
  readonly #context: CustomerRepositoryContext

  constructor(database: AppDatabase, context: CustomerRepositoryContext) {
    this.#customers = database.store('customers')
    this.#history = database.store('history')
    this.#context = context
  }

  /** The customer, null where there is none. One whose deletion waits to be sent is still there. */
  get(id: string): Promise<Customer | null> {
    return this.#customers.get(id)
  }

  /** Those that exist, by id. */
  findByIds(ids: readonly string[]): Promise<Map<string, Customer>> {
    return this.#customers.findByIds(ids)
  }

  /** The customer now and after every change; null while there is none. */
  observe(id: string): Observable<Customer | null> {
    return this.#customers.observe([id]).pipe(map((found) => found.get(id) ?? null))
  }

  /** Those that exist, now and after every change to one of them. */
  observeMany(ids: readonly string[]): Observable<ReadonlyMap<string, Customer>> {
    return this.#customers.observe(ids)
  }

  /** The visible rows of a list that scrolls: see FollowedDocuments. */
  follow(keep: number, changed: () => void): FollowedDocuments<Customer> {
    return this.#customers.follow(keep, changed)
  }

  /** The first active customers by name straight from the index, for the screen before the roster is read. */
  async firstPage(limit: number): Promise<Customer[]> {
    const shown: Customer[] = []
    for (let after = ''; shown.length < limit;) {
      const found = await this.#customers.find({
        selector: { sortName: { $gt: after } },
        sort: ['sortName'],
        limit,
      })
      shown.push(...found.filter((customer) => customer.archivedAt === 0 && customer.deletedAt === 0))
      const last = found.at(-1)
      if (last === undefined || found.length < limit) break
      after = last.sortName
    }
    return shown.slice(0, limit)
  }

  /** Customers in the order of their names, after this sort name ('' = from the first), those to be deleted included. */
  byName(after: string, limit: number): Promise<Customer[]> {
    return this.#customers.find({ selector: { sortName: { $gt: after } }, sort: ['sortName'], limit })
  }

  /** Customers whose ids are from `first` to `last`, in the order of their ids, those to be deleted included. */
  between(first: string, last: string): Promise<Customer[]> {
    return this.#customers.find({ selector: { id: { $gte: first, $lte: last } }, sort: ['id'] })
  }

  /** Stores a new customer under a new id. */
  async create(draft: CustomerDraft): Promise<Customer> {
    const now = this.#context.now()
    const customer = withDerivedFields(newCustomerFrom(this.#context.newId(), draft, now), now)
    await this.#customers.insertMany([customer])
    return customer
  }

  /**
   * Stores what a person changed between the two drafts; fields that only others changed meanwhile are left alone.
   * Throws where the customer is gone: the caller shows that before it offers to save.
   */
  async save(id: string, from: CustomerDraft, to: CustomerDraft): Promise<Customer> {
    const saved = await this.#edit([id], (customer) =>
      applyEdit(customer, from, to, this.#context.capabilities, this.#context.now()),
    )
    const customer = saved.get(id)
    if (customer === undefined) throw new DatabaseError('failed', 'customers.save: the customer is gone')
    return customer
  }

  /** Archives or unarchives. */
  async setArchived(ids: readonly string[], archived: boolean): Promise<void> {
    await this.#edit(ids, (customer) =>
      setArchived(customer, archived, this.#context.capabilities, this.#context.now()),
    )
  }

  /**
   * Keeps customers that were never sent only on this computer, or lets them be sent after all. Returns how many are so
   * now: for those that were sent meanwhile it is too late.
   */
  async setLocalOnly(ids: readonly string[], localOnly: boolean): Promise<number> {
    const customers = await this.#edit(ids, (customer) => setLocalOnly(customer, localOnly))
    return [...customers.values()].filter(
      ({ remoteId, sync }) => remoteId === '' && sync.intent === null && sync.localOnly === localOnly,
    ).length
  }

  /** Marks as deleted: hidden at once, sent later, and until then it can be undone. */
  async markDeleted(ids: readonly string[]): Promise<void> {
    await this.#edit(ids, (customer) => markDeleted(customer, this.#context.now()))
  }

  /** Takes a deletion back that has not been sent. */
  async undoDelete(ids: readonly string[]): Promise<void> {
    await this.#edit(ids, (customer) => undoDelete(customer, this.#context.now()))
  }

  /**
   * Changes one customer atomically: `change` is pure and runs again on what is there where somebody else wrote in
   * between. Returns the customer afterwards, null where it is not there or was removed. Writes no history.
   */
  async modify(id: string, change: (customer: Customer) => Change<Customer>): Promise<Customer | null> {
    return (await this.modifyMany([id], change)).get(id) ?? null
  }

  /**
   * Changes many customers, each as by `modify`; the page stays free meanwhile. `before` runs ahead of every attempt to
   * write, for what must be stored first. Returns those that exist afterwards.
   */
  modifyMany(
    ids: readonly string[],
    change: (customer: Customer) => Change<Customer>,
    before?: (writes: readonly Written<Customer>[]) => Promise<void>,
  ): Promise<Map<string, Customer>> {
    return this.#customers.modifyMany(ids, (customer) => this.#derived(customer, change(customer)), before)
  }

  /** Stores new customers; those whose id is taken are left alone and their ids returned. */
  insertMany(customers: readonly Customer[]): Promise<string[]> {
    const now = this.#context.now()
    return this.#customers.insertMany(customers, (customer) => withDerivedFields(customer, now))
  }

  /** Customers linked to these remote records, by remote id. */
  async findByRemoteIds(remoteIds: readonly string[]): Promise<Map<string, Customer>> {
    const wanted = remoteIds.filter((remoteId) => remoteId !== '')
    const found = await this.#findIn('remoteId', wanted)
    return new Map(found.map((customer) => [customer.remoteId, customer]))
  }

  /** Customers with one of these e-mails, case and outer blanks aside. */
  findByEmail(emails: readonly string[]): Promise<Customer[]> {
    const keys = emails.map((email) => email.trim().toLowerCase()).filter((email) => email !== '')
    return this.#findIn('emailKey', keys)
  }

  /** The customers that have waited longest to be sent, `after` going on from the last one seen. */
  pendingIds(limit: number, after: PendingPosition | null = null): Promise<PendingPosition[]> {
    return pendingPositions(this.#customers, limit, after)
  }

  /** Customers listed without their details, those that have waited longest first. */
  async detailsDueIds(limit: number): Promise<string[]> {
    const found = await this.#customers.find({
      selector: { detailsDue: { $gt: 0 } },
      sort: ['detailsDue'],
      limit,
    })
    return found.map((customer) => customer.id)
  }

  /** Linked customers in the order of their remote ids, after this one ('' = from the first). */
  linkedAfter(remoteId: string, limit: number): Promise<Customer[]> {
    return this.#customers.find({ selector: { remoteId: { $gt: remoteId } }, sort: ['remoteId'], limit })
  }

  /** Emits the ids that a write has changed, inserted or removed. */
  get changedIds$(): Observable<readonly string[]> {
    return this.#customers.changedIds$
  }

  async #findIn(field: string, values: readonly string[]): Promise<Customer[]> {
    const unique = [...new Set(values)]
    if (unique.length === 0) return []
    return this.#customers.find({
      selector: { [field]: { $in: unique } },
      sort: [field],
    })
  }

  /** A person's edit: the history entry first, then the document. */
  #edit(ids: readonly string[], change: (customer: Customer) => Customer): Promise<Map<string, Customer>> {
    const operationId = this.#context.newId()
    const batchId = ids.length > 1 ? operationId : ''
    return this.#customers.modifyMany(
      ids,
      (customer) => this.#derived(customer, change(customer)),
      async (writes) => {
        const entries = writes.flatMap((write) => this.#historyEntry(operationId, batchId, write))
        const byId = new Map(entries.map((entry) => [entry.id, entry]))
        await this.#history.writeMany([...byId.keys()], (_, id) => byId.get(id) ?? 'keep')
      },
    )
  }

  #historyEntry(operationId: string, batchId: string, write: Written<Customer>): HistoryEntry[] {
    if (write.before === null || write.after === null) return []
    const changes = editChanges(write.before, write.after)
    if (changes.length === 0) return []
    const customerId = write.after.id
    const id = historyEntryId(operationId, customerId)
    return [{ id, customerId, at: this.#context.now(), origin: 'edit', batchId, changes }]
  }

  #derived(before: Customer, changed: Change<Customer>): Change<Customer> {
    if (changed === 'keep' || changed === 'remove' || changed === before) return changed
    return withDerivedFields(changed, this.#context.now())
  }
}

import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { ColumnTarget } from '#shared/csv/column-target.ts'
import { changesBetween } from '#shared/csv/draft-changes.ts'
import { readCells, type CellRule, type RowCells, type RowProblem } from '#shared/csv/row-cells.ts'
import { editedDraftFrom, newDraftFrom, rowContext, type RowContext } from '#shared/csv/row-to-draft.ts'
import { applyEdit, newCustomerFrom } from '#shared/domain/apply-edit.ts'
import { draftOf, type Customer, type CustomerDraft } from '#shared/domain/customer.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { ImportRow } from '#shared/domain/import-batch.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { HistoryRepository } from '#renderer/database/history-repository.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import { historyEntryId } from '#renderer/database/record-ids.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { MatchProbe, MatchResult } from '#renderer/roster/roster-query.ts'
import { rowOf, type ClassifiedRow } from './classified-row.ts'
import { agreeInSomething, keysOfCustomer, keysOfRow, probeOf, withKnownKeys } from './customer-keys.ts'
import { differInStrongerKey, FileKeys, type RecordKeys } from './file-keys.ts'
import { createdCustomerId, importRowId, type BatchIdentity } from './import-ids.ts'
import type { ImportSubject } from './import-subject.ts'
import { createYield } from './yield-often.ts'

/** What importing customers works on. */
export interface CustomerImportContext {
  readonly customers: Pick<CustomerRepository, 'findByIds' | 'insertMany' | 'modifyMany'>
  readonly history: Pick<HistoryRepository, 'add'>
  readonly importBatches: Pick<ImportBatchRepository, 'insertRows' | 'findRows'>
  readonly roster: Pick<RosterClient, 'match'>
  readonly capabilities: ConnectorCapabilities | null
  readonly now: () => number
  readonly newId: () => string
}

/** A row as far as it was read. */
interface ReadRow {
  row: number
  texts: readonly string[]
  cells: RowCells
  draft: CustomerDraft
  problems: readonly RowProblem[]
  probe: MatchProbe
  keys: RecordKeys
}

/** Who a row may be about, in the order of likelihood, and how they were found. */
interface Candidates {
  /** `id`: the row names the customer by its id here. */
  by: MatchResult['by'] | 'id'
  customers: readonly Customer[]
  /** True where more have the key than are told. */
  more: boolean
}

/** The customer of a row, or why there is no saying which it is. */
type Found = { customer: Customer | null; problem: null } | { customer: null; problem: RowProblem }

const NOBODY: Found = { customer: null, problem: null }

/** Customers out of the rows of a file (ImportSubject). `resuming`: rows may have been written before. */
export class CustomerImport implements ImportSubject {
  readonly #context: CustomerImportContext
  readonly #batch: BatchIdentity
  readonly #rowContext: RowContext
  readonly #resuming: boolean
  readonly #seen = new FileKeys()

  constructor(
    context: CustomerImportContext,
    batch: BatchIdentity,
    mapping: readonly ColumnTarget[],
    resuming: boolean,
  ) {
    this.#context = context
    this.#batch = batch
    this.#rowContext = rowContext(mapping, context.capabilities, context.newId)
    this.#resuming = resuming
  }

  async classify(firstRow: number, rows: readonly string[][]): Promise<ClassifiedRow[]> {
    const rest = createYield()
    const read: ReadRow[] = []
    for (const [at, texts] of rows.entries()) {
      read.push(this.#read(firstRow + at, texts))
      await rest()
    }
    const found = await this.#find(read)
    const classified: ClassifiedRow[] = []
    for (const [at, row] of read.entries()) {
      classified.push(this.#classify(row, found[at] ?? null))
      await rest()
    }
    return classified
  }

  async write(rows: readonly ClassifiedRow[], again: boolean): Promise<ClassifiedRow[]> {
    const rest = createYield()
    const created: Customer[] = []
    for (const { recordId, work } of rows) {
      if (work?.type !== 'create') continue
      created.push(newCustomerFrom(recordId, work.draft, this.#batch.createdAt))
      await rest()
    }
    const written = again ? await this.#asBefore(rows) : [...rows]
    if (created.length > 0) await this.#context.customers.insertMany(created)
    await this.#update(rows)
    return written
  }

  #read(row: number, texts: readonly string[]): ReadRow {
    const cells = readCells(texts, this.#rowContext.mapping)
    const { draft, problems } = newDraftFrom(cells, this.#rowContext)
    const probe = probeOf(cells, draft)
    return { row, texts, cells, draft, problems, probe, keys: keysOfRow(cells, probe) }
  }

  /** The customers that rows may be about: by their id here, else all that have the strongest key anybody has. */
  async #find(rows: readonly ReadRow[]): Promise<(Candidates | null)[]> {
    const matches = await this.#context.roster.match(rows.map((row) => row.probe))
    const made = this.#resuming ? rows.map((row) => createdCustomerId(this.#batch, row.row)) : []
    const matched = matches.flatMap((match) => (match === null ? [] : [match.id, ...match.others]))
    const ids = [...rows.map((row) => row.keys.localId), ...matched, ...made]
    const found = await this.#context.customers.findByIds(ids.filter((id) => id !== ''))
    const present = (id: string | undefined): Customer[] => {
      const customer = found.get(id ?? '')
      return customer === undefined || customer.deletedAt !== 0 ? [] : [customer]
    }
    return rows.map((row, at) => {
      const known = [...present(made[at]), ...present(row.keys.localId)]
      if (known.length > 0) return { by: 'id', customers: known.slice(0, 1), more: false }
      const match = matches[at] ?? null
      if (match === null) return null
      const customers = [match.id, ...match.others].flatMap(present)
      return { by: match.by, customers, more: match.alike > match.others.length + 1 }
    })
  }

  /**
   * Which of the candidates it is: the only one that nothing stronger speaks against; of several the one that says
   * already what the row says. A name alone never leads to a change.
   */
  #judge(row: ReadRow, { by, customers, more }: Candidates): Found {
    if (by === 'id') return { customer: customers[0] ?? null, problem: null }
    // A file of another workspace may be of another remote, whose ids mean other customers here.
    const fromElsewhere = by === 'remoteId' && row.keys.localId !== ''
    const suitable = customers.filter(
      (customer) =>
        (by === 'nameAlone' || !differInStrongerKey(row.keys, keysOfCustomer(customer), by)) &&
        (!fromElsewhere || agreeInSomething(row.keys, row.probe, customer)),
    )
    const [only] = suitable
    if (only !== undefined && suitable.length === 1 && !more && by !== 'nameAlone') {
      return { customer: only, problem: null }
    }
    const same = suitable.filter((customer) => this.#saysTheSame(customer, row))
    const customer = same.find(({ id }) => this.#seen.rowOfRecord(id) === undefined) ?? same[0]
    if (customer !== undefined) return { customer, problem: null }
    if (by === 'nameAlone') return NOBODY
    if (suitable.length > 0 || more) return { customer: null, problem: problemOf(row, by, 'ambiguous') }
    // Others have this key. Where the remote keeps it unique, one more would be refused there.
    const isUnique = this.#context.capabilities?.uniqueKeys.some((key) => MATCHED_BY[key] === by) ?? false
    return customers.length > 0 && (isUnique || fromElsewhere)
      ? { customer: null, problem: problemOf(row, by, 'taken-elsewhere') }
      : NOBODY
  }

  #saysTheSame(customer: Customer, row: ReadRow): boolean {
    const present = draftOf(customer)
    const { draft, problems } = editedDraftFrom(present, row.cells, this.#rowContext)
    return problems.length === 0 && changesBetween(present, draft).length === 0
  }

  #classify(read: ReadRow, candidates: Candidates | null): ClassifiedRow {
    const { customer, problem } = candidates === null ? NOBODY : this.#judge(read, candidates)
    const base = rowOf(read.row, read.texts)
    const ownId = createdCustomerId(this.#batch, read.row)
    const sameAs =
      this.#seen.rowOfRecord(customer?.id ?? ownId) ??
      (customer === null ? this.#seen.rowOfKeys(read.keys) : undefined)
    if (sameAs !== undefined) return { ...base, kind: 'duplicate', recordId: customer?.id ?? '', sameAs }
    if (problem !== null) return { ...base, kind: 'invalid', problems: [problem] }
    // One that a crashed attempt has made already is not made again.
    if (customer?.id === ownId) {
      this.#seen.add(read.row, ownId, read.keys)
      return { ...base, kind: 'new', recordId: ownId }
    }
    if (customer !== null) return this.#classifyKnown(read, customer, base)
    if (read.problems.length > 0) return { ...base, kind: 'invalid', problems: read.problems }
    this.#seen.add(read.row, ownId, read.keys)
    return { ...base, kind: 'new', recordId: ownId, work: { type: 'create', draft: read.draft } }
  }

  #classifyKnown(read: ReadRow, customer: Customer, base: Omit<ClassifiedRow, 'kind'>): ClassifiedRow {
    const recordId = customer.id
    const present = draftOf(customer)
    const { draft, problems } = editedDraftFrom(present, read.cells, this.#rowContext)
    if (problems.length > 0) return { ...base, kind: 'invalid', recordId, problems }
    this.#seen.add(read.row, recordId, withKnownKeys(read.keys, customer))
    const changes = changesBetween(present, draft)
    if (changes.length === 0) return { ...base, kind: 'unchanged', recordId }
    return { ...base, kind: 'update', recordId, changes, work: { type: 'edit', cells: read.cells } }
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

  /** Before-images first, then the customers, so that a crash leaves at most an entry that nothing came of. */
  async #update(rows: readonly ClassifiedRow[]): Promise<void> {
    const { customers, history, importBatches, capabilities, now } = this.#context
    const batchId = this.#batch.id
    const at = now()
    const edits = new Map<string, RowCells>()
    const images: ImportRow[] = []
    const entries: HistoryEntry[] = []
    for (const { recordId, row, work, changes } of rows) {
      if (work?.type !== 'edit') continue
      edits.set(recordId, work.cells)
      images.push({ id: importRowId(batchId, recordId), batchId, recordId, row, changes: [...changes] })
      const id = historyEntryId(batchId, recordId)
      entries.push({ id, customerId: recordId, at, origin: 'import', batchId, changes: [...changes] })
    }
    if (edits.size === 0) return
    await importBatches.insertRows(images)
    await history.add(entries)
    await customers.modifyMany([...edits.keys()], (customer) => {
      const cells = edits.get(customer.id)
      if (cells === undefined || customer.deletedAt !== 0) return 'keep'
      const from = draftOf(customer)
      const { draft, problems } = editedDraftFrom(from, cells, this.#rowContext)
      return problems.length > 0 ? 'keep' : applyEdit(customer, from, draft, capabilities, at)
    })
  }
}

function problemOf(row: ReadRow, by: MatchResult['by'], rule: CellRule): RowProblem {
  const target = by === 'mobileE164' ? 'mobile' : by === 'address' || by === 'nameAlone' ? 'name' : by
  return { column: row.cells.get(target)?.column ?? -1, target, rule }
}

const MATCHED_BY = { email: 'email', code: 'code', referenceId: 'referenceId', mobile: 'mobileE164' } as const

import type { AddressGroup } from '#shared/csv/column-target.ts'
import { changesBetween } from '#shared/csv/draft-changes.ts'
import type { ImportOptions } from '#shared/csv/import-options.ts'
import type { RowProblem } from '#shared/csv/row-cells.ts'
import { editedDraftFrom, groupOf, type RowContext } from '#shared/csv/row-to-draft.ts'
import { draftOf, type Customer, type CustomerDraft } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { parseAddressFieldKey } from '#shared/domain/field-map.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import { likenessFacts } from '#shared/domain/likeness.ts'
import { alikeKeys, type AlikeCustomer } from './alike-finder.ts'
import { rowOf, type ClassifiedRow } from './classified-row.ts'
import { problemOf, uniqueKeysOf, type Found, type ReadRow } from './customer-finder.ts'
import { keysOfCustomer } from './customer-keys.ts'
import type { AskedRow, FileKeys } from './file-keys.ts'
import { createdCustomerId, type BatchIdentity } from './import-ids.ts'
import { keyOrder, matchKeyOf, type RecordKey } from './record-keys.ts'

/** What is known of a row before it is held against the rows before it. */
export interface RowFacts {
  readonly read: ReadRow
  readonly found: Found
  /** The customer it may be, where it is nobody's for certain. */
  readonly alike: AlikeCustomer | null
}

type Base = Omit<ClassifiedRow, 'kind'>

/** Who a row is about; `by` null where no key says so. */
interface Known {
  readonly customer: Customer
  readonly by: RecordKey | null
}

/** Says what becomes of a row: pure, but for the rows that it remembers in `seen`. */
export class CustomerClassifier {
  readonly #batch: BatchIdentity
  readonly #rows: RowContext
  readonly #options: ImportOptions
  readonly #order: readonly RecordKey[]
  /** Keys that no two customers may share, as far as they count. */
  readonly #unique: readonly RecordKey[]

  constructor(batch: BatchIdentity, rows: RowContext, options: ImportOptions) {
    this.#batch = batch
    this.#rows = rows
    this.#options = options
    this.#order = keyOrder(options.keys)
    this.#unique = uniqueKeysOf(rows.capabilities).filter((key) => this.#order.includes(key))
  }

  /** `seen` are the rows before it; null where it is looked at by itself. */
  classify(facts: RowFacts, seen: FileKeys | null): ClassifiedRow {
    const { read, found } = facts
    const base: Base = {
      ...rowOf(read.row, read.number, read.texts),
      decision: read.decision,
      warnings: [...read.warnings, ...read.made.warnings],
    }
    // One that a crashed attempt has made already is not made again.
    if (found.type === 'made') return this.#asNew(facts, base, seen, false)
    const known = this.#known(facts, seen)
    base.matchedBy = known?.by == null ? null : (matchKeyOf(known.by) ?? null)
    if (read.decision === 'leave') return { ...base, kind: 'left', recordId: known?.customer.id ?? '' }
    const sameAs = seen === null ? undefined : this.#sameBefore(read, known, seen)
    if (sameAs !== undefined)
      return { ...base, kind: 'duplicate', recordId: known?.customer.id ?? '', sameAs }
    if (known !== null) return this.#asKnown(facts, known, base, seen)
    if (found.type === 'problem' && !mayBeNew(found, read)) {
      return { ...base, kind: 'invalid', problems: [found.problem] }
    }
    return this.#asUnknown(facts, base, seen)
  }

  /**
   * The customer that a row is about. One that a row before is about may not have been changed by it yet, or may have
   * been: what counts is what that row leaves.
   */
  #known({ read, found }: RowFacts, seen: FileKeys | null): Known | null {
    if (found.type === 'namesakes') {
      const free = found.same.find(({ id }) => seen?.rowOfRecord(id) === undefined)
      return free === undefined ? null : { customer: free, by: null }
    }
    if (found.type !== 'known') return null
    const { customers, by } = found
    const customer = customers.find(({ id }) => seen?.rowOfRecord(id) === undefined) ?? customers[0]
    if (customer === undefined || seen?.rowOfRecord(customer.id, read.keys, by) === 'another') return null
    return { customer, by }
  }

  /** The row before that is the same record: about the same customer, or with a key that says as much as the store's. */
  #sameBefore(read: ReadRow, known: Known | null, seen: FileKeys): number | undefined {
    const before = known === null ? undefined : seen.rowOfRecord(known.customer.id)
    if (typeof before === 'number') return before
    const inFile = seen.rowOfKeys(read.keys)
    if (inFile === undefined) return undefined
    const storeBy = known?.by == null ? this.#order.length : this.#order.indexOf(known.by)
    return inFile.strength <= storeBy ? inFile.row : undefined
  }

  /** A row that nobody's keys answer to: new, or perhaps somebody who is here or stands further up. */
  #asUnknown(facts: RowFacts, base: Base, seen: FileKeys | null): ClassifiedRow {
    const { read } = facts
    const alike = facts.alike ?? namesake(facts)
    const rowBefore = seenAlike(facts, seen)
    const wish = read.decision ?? (this.#options.possible === 'leave' ? null : this.#options.possible)
    if (wish !== 'new' && (alike !== null || rowBefore >= 0)) {
      if (wish === 'same') {
        // The row before comes first: it may have made the store's customer what it is, or not yet.
        const sameAs = rowBefore >= 0 ? rowBefore : seen?.rowOfRecord(alike?.customer.id ?? '')
        if (typeof sameAs === 'number') return { ...base, kind: 'duplicate', sameAs }
        if (alike !== null) return this.#asKnown(facts, { customer: alike.customer, by: null }, base, seen)
      }
      if (read.made.problems.length === 0 || this.#canEdit(read, alike)) {
        return this.#asPossible(read, alike, base, rowBefore)
      }
    }
    const { problems } = read.made
    if (this.#options.mode === 'update') {
      // What only a new customer must have is of no interest here.
      const inCells = problems.filter(({ rule }) => rule !== 'required' && rule !== 'one-of')
      return inCells.length === 0
        ? { ...base, kind: 'skipped' }
        : { ...base, kind: 'invalid', problems: inCells }
    }
    const taken = this.#unique.find((key) => seen?.has(key, read.keys[key]))
    const all = taken === undefined ? problems : [...problems, problemOf(read, taken, 'taken-elsewhere')]
    if (all.length > 0) return { ...base, kind: 'invalid', problems: all }
    return this.#asNew(facts, base, seen, true)
  }

  #asNew(facts: RowFacts, base: Base, seen: FileKeys | null, toDo: boolean): ClassifiedRow {
    const { read } = facts
    seen?.add({ row: read.row, keys: read.keys, recordId: '', others: [], alike: keysOfAlike(read) })
    const { draft, archived } = read.made
    const recordId = createdCustomerId(this.#batch, read.row)
    const work = toDo ? ({ type: 'create', draft, archived: archived === true } as const) : null
    return { ...base, kind: 'new', recordId, work }
  }

  #asKnown({ read }: RowFacts, { customer, by }: Known, base: Base, seen: FileKeys | null): ClassifiedRow {
    const recordId = customer.id
    const matchedBy = by === null ? undefined : matchKeyOf(by)
    const present = draftOf(customer)
    const edited = editedDraftFrom(present, read.cells, this.#rows, matchedBy)
    const { draft, archived, problems } = edited
    const warnings = [...read.warnings, ...edited.warnings]
    const isAdd = this.#options.mode === 'add'
    if (problems.length > 0 && !isAdd) return { ...base, kind: 'invalid', recordId, problems, warnings }
    const wasArchived = customer.archivedAt !== 0
    const changes = changesBetween(present, draft, { before: wasArchived, after: archived ?? wasArchived })
    if (seen !== null) {
      const others = [read.keys, keysOfCustomer(customer)]
      const keys = keysOfCustomer(customer, draft)
      const alike = changes.length === 0 ? alikeNow(draft, '') : alikeEither(present, draft)
      seen.add({ row: read.row, keys, recordId, others, alike })
    }
    if (isAdd) return { ...base, kind: 'skipped', recordId, warnings }
    if (changes.length === 0) return { ...base, kind: 'unchanged', recordId, warnings }
    const work = { type: 'edit', cells: read.cells, matchedBy } as const
    const changedAddresses = addressesOf(changes, draft)
    return { ...base, kind: 'update', recordId, changes, changedAddresses, warnings, work }
  }

  #asPossible(read: ReadRow, alike: AlikeCustomer | null, base: Base, rowBefore: number): ClassifiedRow {
    if (alike === null) return { ...base, kind: 'possible', sameAs: rowBefore }
    const { customer, likeness } = alike
    const present = draftOf(customer)
    const { draft } = editedDraftFrom(present, read.cells, this.#rows)
    const changes = changesBetween(present, draft)
    return { ...base, kind: 'possible', recordId: customer.id, sameAs: rowBefore, likeness, changes }
  }

  #canEdit(read: ReadRow, alike: AlikeCustomer | null): boolean {
    if (alike === null) return false
    return editedDraftFrom(draftOf(alike.customer), read.cells, this.#rows).problems.length === 0
  }
}

function addressesOf(changes: readonly FieldChange[], draft: CustomerDraft): Record<string, AddressGroup> {
  const ids = changes.flatMap(({ key }) => parseAddressFieldKey(key)?.addressId ?? [])
  return Object.fromEntries(ids.map((id) => [id, groupOf(id, draft)]))
}

function alikeNow(draft: CustomerDraft, nameAlone: string): string[] {
  return alikeKeys(likenessFacts(draft), nameAlone)
}

/** What a customer is alike in before or after its row; by its name alone only where the row changes that. */
function alikeEither(before: CustomerDraft, after: CustomerDraft): string[] {
  const names = [displayName(before), displayName(after)]
  const [was = '', is = ''] = names[0] === names[1] ? [] : names
  return [...new Set([...alikeNow(before, was), ...alikeNow(after, is)])]
}

/** A row that has nothing but a name may be whoever has that name. */
function namesake({ found }: RowFacts): AlikeCustomer | null {
  const first = found.type === 'namesakes' ? found.all[0] : undefined
  return first === undefined ? null : { customer: first, likeness: { by: 'name', share: 1 } }
}

function seenAlike({ read }: RowFacts, seen: FileKeys | null): number {
  return seen?.rowAlike(keysOfAlike(read)) ?? -1
}

/** What classifying a row may ask of those before it. */
export function askedOf({ read, found, alike }: RowFacts): AskedRow {
  const records =
    found.type === 'known' ? found.customers : found.type === 'namesakes' ? [...found.same, ...found.all] : []
  const recordIds = [...records, ...(alike === null ? [] : [alike.customer])].map(({ id }) => id)
  return { keys: read.keys, recordIds, alike: keysOfAlike(read) }
}

function keysOfAlike(read: ReadRow): string[] {
  return alikeKeys(read.facts(), read.probe.nameAlone ?? '')
}

/** A key that several have, where a person says that this is one more of them. */
function mayBeNew({ problem }: { problem: RowProblem }, read: ReadRow): boolean {
  return problem.rule === 'ambiguous' && read.decision === 'new'
}

import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { ColumnTarget } from '#shared/csv/column-target.ts'
import type { ImportOptions } from '#shared/csv/import-options.ts'
import { moreCells, readCells } from '#shared/csv/row-cells.ts'
import { newDraftFrom, rowContext, type RowContext } from '#shared/csv/row-to-draft.ts'
import { likenessFacts, type LikenessFacts } from '#shared/domain/likeness.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { HistoryRepository } from '#renderer/database/history-repository.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import { AlikeFinder, rowsAlike } from './alike-finder.ts'
import { BeforeImport } from './before-import.ts'
import type { ClassifiedRow } from './classified-row.ts'
import { askedOf, CustomerClassifier, type RowFacts } from './customer-classifier.ts'
import { CustomerFinder, type ReadRow } from './customer-finder.ts'
import { keysOfRow, probeOf, withNameAlone } from './customer-keys.ts'
import { CustomerWriter } from './customer-writer.ts'
import { FileKeys, type AskedRow } from './file-keys.ts'
import { createdCustomerId, createdIdPattern, type BatchIdentity } from './import-ids.ts'
import type {
  ImportRounds,
  ImportSubject,
  OnRelated,
  RowToClassify,
  RowToDescribe,
} from './import-subject.ts'
import { keyOrder, type RecordKey } from './record-keys.ts'
import { createYield } from './yield-often.ts'

/** What importing customers works on. */
export interface CustomerImportContext {
  readonly customers: Pick<CustomerRepository, 'findByIds' | 'insertMany' | 'modifyMany'>
  readonly history: Pick<HistoryRepository, 'add'>
  readonly importBatches: Pick<ImportBatchRepository, 'putRows' | 'findRows'>
  readonly roster: Pick<RosterClient, 'match' | 'alike' | 'page'>
  readonly capabilities: ConnectorCapabilities | null
  readonly now: () => number
  readonly newId: () => string
}

/** How the rows of a file of customers are read. */
export interface CustomerFile {
  readonly header: readonly string[]
  readonly mapping: readonly ColumnTarget[]
  readonly options: ImportOptions
}

/**
 * Customers out of the rows of a file (ImportSubject). `related` is told what
 * rows have to do with each other.
 */
export class CustomerImport implements ImportSubject {
  readonly #batch: BatchIdentity
  readonly #rowContext: RowContext
  readonly #order: readonly RecordKey[]
  readonly #resuming: boolean
  readonly #finder: CustomerFinder
  readonly #alike: AlikeFinder
  readonly #classifier: CustomerClassifier
  readonly #writer: CustomerWriter
  readonly #seen: FileKeys
  readonly #related: OnRelated | null
  #turn: Promise<unknown> = Promise.resolve()

  constructor(
    context: CustomerImportContext,
    batch: BatchIdentity,
    { header, mapping, options }: CustomerFile,
    { pass, seen, related }: ImportRounds,
  ) {
    const { customers, roster, capabilities, newId } = context
    const rows = rowContext(mapping, capabilities, newId, { header, options })
    const order = keyOrder(options.keys)
    const own = createdIdPattern(batch)
    this.#batch = batch
    this.#rowContext = rows
    this.#order = order
    this.#resuming = pass === 'resuming'
    const before = pass === 'looking' ? null : new BeforeImport(context.importBatches, batch)
    this.#finder = new CustomerFinder({ customers, roster, rows, order, own, before })
    this.#alike = new AlikeFinder({ customers, roster, order, own, options, before })
    this.#classifier = new CustomerClassifier(batch, rows, options)
    this.#writer = new CustomerWriter(context, batch, rows, options)
    this.#seen = new FileKeys(order, seen, related !== null)
    this.#related = related
  }

  classify(rows: readonly RowToClassify[]): Promise<ClassifiedRow[]> {
    // Rows are looked for while those before them are still held against earlier ones; that goes in their order.
    const looked = this.#look(rows)
    looked.catch(() => undefined)
    const done = this.#turn.then(async () => this.#heldAgainstEarlier(await looked))
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #look(rows: readonly RowToClassify[]): Promise<RowFacts[]> {
    const rest = createYield()
    const read: ReadRow[] = []
    for (const row of rows) {
      read.push(this.#read(row))
      await rest()
    }
    const made = this.#resuming ? read.map(({ row }) => createdCustomerId(this.#batch, row)) : []
    return this.#factsOf(read, made)
  }

  async #heldAgainstEarlier(known: readonly RowFacts[]): Promise<ClassifiedRow[]> {
    const rest = createYield()
    const asked: AskedRow[] = []
    for (const facts of known) {
      asked.push(askedOf(facts))
      await rest()
    }
    await this.#seen.prepare(asked)
    const classified: ClassifiedRow[] = []
    for (const facts of known) {
      classified.push(this.#classifier.classify(facts, this.#seen))
      this.#related?.(facts.read.row, this.#seen.touched())
      await rest()
    }
    this.#seen.keep()
    return classified
  }

  async describe(rows: readonly RowToDescribe[]): Promise<ClassifiedRow[]> {
    const rest = createYield()
    const read = rows.map((row) => this.#read(row))
    const described: ClassifiedRow[] = []
    for (const [at, facts] of (await this.#factsOf(read, [])).entries()) {
      const wanted = rows[at]
      if (wanted === undefined) continue
      const { kind, sameAs, sameAsNumber, sameCells } = wanted
      const fresh = this.#classifier.classify(facts, null)
      const before =
        sameCells === null
          ? null
          : this.#read({ row: sameAs, number: sameAsNumber, cells: sameCells, decision: null })
      const likeness = fresh.likeness ?? (before === null ? null : rowsAlike(facts.read, before))
      described.push({
        ...fresh,
        kind,
        sameAs,
        sameAsNumber,
        likeness: kind === 'possible' ? likeness : null,
        work: null,
      })
      await rest()
    }
    return described
  }

  write(rows: readonly ClassifiedRow[], again: boolean): Promise<ClassifiedRow[]> {
    return this.#writer.write(rows, again)
  }

  #read({ row, number, cells: texts, decision }: RowToClassify): ReadRow {
    const cells = readCells(texts, this.#rowContext)
    const made = newDraftFrom(cells, this.#rowContext)
    const warnings = moreCells(texts, this.#rowContext.mapping)
    const probe = probeOf(cells, made.draft)
    const keys = keysOfRow(cells, probe)
    let known: LikenessFacts | null = null
    const facts = (): LikenessFacts => (known ??= likenessFacts(made.draft))
    return {
      row,
      number,
      texts,
      cells,
      made,
      warnings,
      probe: withNameAlone(probe, keys, this.#order),
      keys,
      facts,
      decision,
    }
  }

  async #factsOf(read: readonly ReadRow[], made: readonly string[]): Promise<RowFacts[]> {
    const found = await this.#finder.find(read, made)
    const alike = await this.#alike.find(read, found)
    return read.map((row, at) => ({
      read: row,
      found: found[at] ?? { type: 'nobody' },
      alike: alike[at] ?? null,
    }))
  }
}

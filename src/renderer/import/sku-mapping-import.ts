import { unescapeCell } from '#shared/csv/csv-escape.ts'
import type { RowDecision } from '#shared/csv/csv-file.ts'
import type { ImportOptions } from '#shared/csv/import-options.ts'
import { isDamagedNumber, type CellRule, type RowProblem } from '#shared/csv/row-cells.ts'
import { runsOn } from '#shared/csv/run-on-cell.ts'
import type { SkuColumnTarget } from '#shared/csv/sku-mapping-columns.ts'
import type { ImportRow } from '#shared/domain/import-batch.ts'
import { skuMappingDraftSchema, type SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import { skuMappingId } from '#renderer/database/record-ids.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { rowOf, type ClassifiedRow } from './classified-row.ts'
import { FileKeys } from './file-keys.ts'
import { importRowId, type BatchIdentity } from './import-ids.ts'
import type {
  ImportRounds,
  ImportSubject,
  OnRelated,
  RowToClassify,
  RowToDescribe,
} from './import-subject.ts'
import { NO_RECORD_KEYS } from './record-keys.ts'
import {
  CUSTOMER_TARGETS,
  SkuCustomerFinder,
  type CustomerName,
  type FinderContext,
} from './sku-customer-finder.ts'

/** What importing SKU mappings works on. */
export interface SkuMappingImportContext extends FinderContext {
  readonly skuMappings: Pick<SkuMappingRepository, 'findByIds' | 'upsertMany' | 'noting'>
  readonly importBatches: Pick<ImportBatchRepository, 'putRows' | 'findRows'>
}

/** How the rows of a file of SKU mappings are read. */
export interface SkuMappingFile {
  readonly mapping: readonly SkuColumnTarget[]
  /** The customer that all rows belong to; '' where they name theirs. */
  readonly customerId: string
  readonly mode: ImportOptions['mode']
}

interface ReadRow {
  row: number
  number: number
  texts: readonly string[]
  decision: RowDecision | null
  sku: string
  productId: string
  names: CustomerName[]
}

/**
 * SKU mappings out of the rows of a file (ImportSubject): for the one customer given, or for those that the rows name.
 * Upsert: a mapping that is there gets the product of the row.
 */
export class SkuMappingImport implements ImportSubject {
  readonly #context: SkuMappingImportContext
  readonly #batch: BatchIdentity
  readonly #file: SkuMappingFile
  readonly #finder: SkuCustomerFinder
  /** The mappings that rows so far are about. */
  readonly #seen: FileKeys
  readonly #related: OnRelated | null
  readonly #lookedAt: number
  #turn: Promise<unknown> = Promise.resolve()

  constructor(
    context: SkuMappingImportContext,
    batch: BatchIdentity,
    file: SkuMappingFile,
    { seen, related, lookedAt }: Omit<ImportRounds, 'pass'>,
  ) {
    this.#context = context
    this.#batch = batch
    this.#file = file
    this.#seen = new FileKeys([], seen, related !== null)
    this.#related = related
    this.#lookedAt = lookedAt
    this.#finder = new SkuCustomerFinder(context)
  }

  classify(rows: readonly RowToClassify[]): Promise<ClassifiedRow[]> {
    const done = this.#turn.then(() => this.#classifyNext(rows))
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #classifyNext(rows: readonly RowToClassify[]): Promise<ClassifiedRow[]> {
    const read = rows.map((row) => this.#read(row))
    const looked = await this.#look(read)
    await this.#seen.prepare(
      looked.map(({ recordId }) => ({ keys: NO_RECORD_KEYS, recordIds: [recordId], alike: [] })),
    )
    const classified = looked.map((row) => this.#heldAgainstEarlier(row))
    this.#seen.keep()
    return classified
  }

  async describe(rows: readonly RowToDescribe[]): Promise<ClassifiedRow[]> {
    const read = rows.map((row) => this.#read(row))
    return (await this.#look(read)).map((fresh, at) => ({
      ...fresh,
      kind: rows[at]?.kind ?? fresh.kind,
      sameAs: rows[at]?.sameAs ?? -1,
      sameAsNumber: rows[at]?.sameAsNumber ?? 0,
      otherProduct: this.#otherProduct(read[at]?.productId ?? '', rows[at]?.sameCells ?? null),
      work: null,
    }))
  }

  async write(rows: readonly ClassifiedRow[], again: boolean): Promise<ClassifiedRow[]> {
    const written = again ? await this.#asBefore(rows) : [...rows]
    const rowOfMapping = new Map(rows.map(({ recordId, row }) => [recordId, row]))
    const upserts = rows.flatMap(({ work }) =>
      work?.type === 'upsert' ? [{ ...work.mapping, unlessSince: this.#lookedAt }] : [],
    )
    if (upserts.length === 0) return written
    const batchId = this.#batch.id
    const noting = this.#context.skuMappings.noting('import', batchId)
    const stored = await this.#context.skuMappings.upsertMany(upserts, async (writes) => {
      const images = writes.flatMap(({ before, after }): ImportRow[] => {
        if (after === null) return []
        const recordId = after.id
        const was = before === null || before.deletedAt !== 0 ? '' : before.productId
        const changes = [{ key: 'productId', before: was, after: after.productId }]
        return [
          {
            id: importRowId(batchId, recordId),
            batchId,
            recordId,
            row: rowOfMapping.get(recordId) ?? -1,
            changes,
          },
        ]
      })
      await Promise.all([this.#context.importBatches.putRows(images), noting(writes)])
    })
    const present = new Map(stored.map((mapping) => [mapping.id, mapping]))
    return written.map((row) => this.#unlessChanged(row, present.get(row.recordId)))
  }

  /** A row whose SKU says another product now than it was to, or none: that came in after the preview. */
  #unlessChanged(row: ClassifiedRow, present: SkuMapping | undefined): ClassifiedRow {
    if (row.work?.type !== 'upsert' || present === undefined) return row
    if (present.deletedAt === 0 && present.productId === row.work.mapping.productId) return row
    const column = this.#file.mapping.indexOf('productId')
    return { ...row, kind: 'invalid', problems: [{ column, target: 'productId', rule: 'changed-since' }] }
  }

  /** What rows come to by themselves. */
  async #look(read: readonly ReadRow[]): Promise<ClassifiedRow[]> {
    const { customerId } = this.#file
    const owners =
      customerId === '' ? await this.#finder.find(read.map((row) => row.names)) : read.map(() => customerId)
    const ids = read.map((row, at) => mappingIdOf(owners[at], row.sku))
    const known = await this.#context.skuMappings.findByIds(ids.filter((id) => id !== ''))
    return read.map((row, at) => {
      const base = { ...rowOf(row.row, row.number, row.texts), decision: row.decision }
      if (row.decision === 'leave') return { ...base, kind: 'left' }
      const problems = this.#problems(row, owners[at])
      if (problems.length > 0) return { ...base, kind: 'invalid', problems }
      const id = ids[at] ?? ''
      return this.#classify(row, { ...base, recordId: id }, owners[at] ?? '', known.get(id))
    })
  }

  /** Of several rows about one mapping the first counts. */
  #heldAgainstEarlier(row: ClassifiedRow): ClassifiedRow {
    const before = row.kind === 'invalid' ? undefined : this.#seen.rowOfRecord(row.recordId)
    const isFirst = row.kind !== 'invalid' && row.recordId !== '' && before === undefined
    const { recordId } = row
    if (isFirst) this.#seen.add({ row: row.row, keys: NO_RECORD_KEYS, recordId, others: [], alike: [] })
    this.#related?.(row.row, this.#seen.touched())
    return typeof before === 'number' ? { ...row, kind: 'duplicate', sameAs: before, work: null } : row
  }

  #otherProduct(productId: string, sameCells: readonly string[] | null): string {
    const other = sameCells === null ? '' : this.#textOf(sameCells, 'productId')
    return other === productId ? '' : other
  }

  #textOf(texts: readonly string[], target: SkuColumnTarget): string {
    const column = this.#file.mapping.indexOf(target)
    return column === -1 ? '' : unescapeCell(texts[column] ?? '').trim()
  }

  #read({ row, number, cells: texts, decision }: RowToClassify): ReadRow {
    const cell = (target: SkuColumnTarget): string => this.#textOf(texts, target)
    const names = CUSTOMER_TARGETS.map((target) => ({ target, text: cell(target) }))
    return {
      row,
      number,
      texts,
      decision,
      sku: cell('customerSku'),
      productId: cell('productId'),
      names: names.filter(({ text }) => text !== ''),
    }
  }

  #problems(row: ReadRow, owner: string | null | undefined): RowProblem[] {
    const problem = (target: SkuColumnTarget, rule: CellRule): RowProblem => ({
      column: this.#file.mapping.indexOf(target),
      target,
      rule,
    })
    // Anything else that is wrong with such a row comes of it.
    const runOn = this.#runOn(row)
    if (runOn.length > 0) return runOn
    const problems: RowProblem[] = []
    const checked = skuMappingDraftSchema.safeParse({ customerSku: row.sku, productId: row.productId })
    const wrong = new Set(checked.success ? [] : checked.error.issues.map((issue) => issue.path[0]))
    if (isDamagedNumber(row.sku)) problems.push(problem('customerSku', 'damaged-number'))
    else if (wrong.has('customerSku'))
      problems.push(problem('customerSku', row.sku === '' ? 'required' : 'too-long'))
    if (isDamagedNumber(row.productId)) problems.push(problem('productId', 'damaged-number'))
    else if (wrong.has('productId'))
      problems.push(problem('productId', row.productId === '' ? 'required' : 'product-id'))
    for (const { target, text } of row.names) {
      if (isDamagedNumber(text)) problems.push(problem(target, 'damaged-number'))
    }
    const named = row.names[0]?.target
    if (problems.length > 0) return problems
    if (owner === '')
      problems.push(problem(named ?? 'customerEmail', named === undefined ? 'required' : 'not-found'))
    if (owner === null) problems.push(problem(named ?? 'customerEmail', 'ambiguous'))
    return problems
  }

  /** Cells that have taken other rows of the file in, those of columns left out too. */
  #runOn({ texts }: ReadRow): RowProblem[] {
    const { mapping } = this.#file
    return mapping.flatMap((target, column): RowProblem[] =>
      runsOn(texts[column] ?? '', target, mapping.length) ? [{ column, target, rule: 'run-on' }] : [],
    )
  }

  #classify(
    row: ReadRow,
    base: Omit<ClassifiedRow, 'kind'>,
    customerId: string,
    present: SkuMapping | undefined,
  ): ClassifiedRow {
    const { mode } = this.#file
    const before = present === undefined || present.deletedAt !== 0 ? '' : present.productId
    const isNew = before === ''
    if (mode === (isNew ? 'update' : 'add')) return { ...base, kind: 'skipped' }
    if (before === row.productId) return { ...base, kind: 'unchanged' }
    return {
      ...base,
      kind: isNew ? 'new' : 'update',
      changes: [{ key: 'productId', before, after: row.productId }],
      work: { type: 'upsert', mapping: { customerId, customerSku: row.sku, productId: row.productId } },
    }
  }

  /** Rows that were written before the app ended: what they changed then is in their before-images. */
  async #asBefore(rows: readonly ClassifiedRow[]): Promise<ClassifiedRow[]> {
    const imageId = (row: ClassifiedRow): string => importRowId(this.#batch.id, row.recordId)
    const unchanged = rows.filter((row) => row.kind === 'unchanged')
    const images = await this.#context.importBatches.findRows(unchanged.map(imageId))
    return rows.map((row) => {
      const image = row.kind === 'unchanged' ? images.get(imageId(row)) : undefined
      if (image?.row !== row.row) return row
      return { ...row, kind: image.changes[0]?.before === '' ? 'new' : 'update' }
    })
  }
}

function mappingIdOf(owner: string | null | undefined, sku: string): string {
  return owner === null || owner === undefined || owner === '' || sku === '' ? '' : skuMappingId(owner, sku)
}

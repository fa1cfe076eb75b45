import { unescapeCell } from '#shared/csv/csv-escape.ts'
import type { CellRule, RowProblem } from '#shared/csv/row-cells.ts'
import type { SkuColumnTarget } from '#shared/csv/sku-mapping-columns.ts'
import type { ImportRow } from '#shared/domain/import-batch.ts'
import { skuMappingDraftSchema, type SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import { skuMappingId } from '#renderer/database/record-ids.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { rowOf, type ClassifiedRow } from './classified-row.ts'
import { importRowId, type BatchIdentity } from './import-ids.ts'
import type { ImportSubject } from './import-subject.ts'
import {
  CUSTOMER_TARGETS,
  SkuCustomerFinder,
  type CustomerName,
  type FinderContext,
} from './sku-customer-finder.ts'

/** What importing SKU mappings works on. */
export interface SkuMappingImportContext extends FinderContext {
  readonly skuMappings: Pick<SkuMappingRepository, 'findByIds' | 'upsertMany'>
  readonly importBatches: Pick<ImportBatchRepository, 'insertRows' | 'findRows'>
}

interface ReadRow {
  row: number
  texts: readonly string[]
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
  readonly #mapping: readonly SkuColumnTarget[]
  readonly #customerId: string
  readonly #finder: SkuCustomerFinder
  readonly #seen = new Map<string, number>()

  constructor(
    context: SkuMappingImportContext,
    batch: BatchIdentity,
    mapping: readonly SkuColumnTarget[],
    customerId: string,
  ) {
    this.#context = context
    this.#batch = batch
    this.#mapping = mapping
    this.#customerId = customerId
    this.#finder = new SkuCustomerFinder(context)
  }

  async classify(firstRow: number, rows: readonly string[][]): Promise<ClassifiedRow[]> {
    const read = rows.map((texts, at) => this.#read(firstRow + at, texts))
    const owners =
      this.#customerId === ''
        ? await this.#finder.find(read.map((row) => row.names))
        : read.map(() => this.#customerId)
    const ids = read.map((row, at) => mappingIdOf(owners[at], row.sku))
    const known = await this.#context.skuMappings.findByIds(ids.filter((id) => id !== ''))
    return read.map((row, at) => {
      const id = ids[at] ?? ''
      const problems = this.#problems(row, owners[at])
      if (problems.length > 0) return { ...rowOf(row.row, row.texts), kind: 'invalid', problems }
      return this.#classify(row, id, owners[at] ?? '', known.get(id))
    })
  }

  async write(rows: readonly ClassifiedRow[], again: boolean): Promise<ClassifiedRow[]> {
    const written = again ? await this.#asBefore(rows) : [...rows]
    const upserts = rows.flatMap(({ work }) => (work?.type === 'upsert' ? [work.mapping] : []))
    if (upserts.length === 0) return written
    const batchId = this.#batch.id
    const images = rows.flatMap(({ recordId, row, work, changes }): ImportRow[] =>
      work === null
        ? []
        : [{ id: importRowId(batchId, recordId), batchId, recordId, row, changes: [...changes] }],
    )
    await this.#context.importBatches.insertRows(images)
    await this.#context.skuMappings.upsertMany(upserts)
    return written
  }

  #read(row: number, texts: readonly string[]): ReadRow {
    const cell = (target: SkuColumnTarget): string => {
      const column = this.#mapping.indexOf(target)
      return column === -1 ? '' : unescapeCell(texts[column] ?? '').trim()
    }
    const names = CUSTOMER_TARGETS.map((target) => ({ target, text: cell(target) }))
    return {
      row,
      texts,
      sku: cell('customerSku'),
      productId: cell('productId'),
      names: names.filter(({ text }) => text !== ''),
    }
  }

  #problems(row: ReadRow, owner: string | null | undefined): RowProblem[] {
    const problem = (target: SkuColumnTarget, rule: CellRule): RowProblem => ({
      column: this.#mapping.indexOf(target),
      target,
      rule,
    })
    const problems: RowProblem[] = []
    const checked = skuMappingDraftSchema.safeParse({ customerSku: row.sku, productId: row.productId })
    const wrong = new Set(checked.success ? [] : checked.error.issues.map((issue) => issue.path[0]))
    if (wrong.has('customerSku'))
      problems.push(problem('customerSku', row.sku === '' ? 'required' : 'too-long'))
    if (wrong.has('productId'))
      problems.push(problem('productId', row.productId === '' ? 'required' : 'product-id'))
    const named = row.names[0]?.target
    if (owner === '')
      problems.push(problem(named ?? 'customerEmail', named === undefined ? 'required' : 'not-found'))
    if (owner === null) problems.push(problem(named ?? 'customerEmail', 'ambiguous'))
    return problems
  }

  #classify(row: ReadRow, id: string, customerId: string, present: SkuMapping | undefined): ClassifiedRow {
    const base = { ...rowOf(row.row, row.texts), recordId: id }
    const sameAs = this.#seen.get(id)
    if (sameAs !== undefined) return { ...base, kind: 'duplicate', sameAs }
    this.#seen.set(id, row.row)
    const before = present === undefined || present.deletedAt !== 0 ? '' : present.productId
    if (before === row.productId) return { ...base, kind: 'unchanged' }
    return {
      ...base,
      kind: before === '' ? 'new' : 'update',
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

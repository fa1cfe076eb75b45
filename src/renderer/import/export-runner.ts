import type { CsvFileError, CsvFlavour } from '#shared/csv/csv-file.ts'
import { USUAL_FURTHER } from '#shared/csv/column-target.ts'
import type { ExportColumn } from '#shared/csv/customer-to-row.ts'
import { exportLayout, furtherColumns, type ExportLayoutKind } from '#shared/csv/export-layout.ts'
import { templateRows } from '#shared/csv/import-template.ts'
import { SKU_COLUMN_HEADERS, SKU_COLUMN_TARGETS } from '#shared/csv/sku-mapping-columns.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { ImportKind } from '#shared/domain/import-batch.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import type { CsvGate } from './csv-gate.ts'
import type { RowSink } from './row-sink.ts'
import { rowsInOrder, type RowsInOrderContext } from './rows-in-order.ts'

/** What an export works on. */
export interface ExportContext extends RowsInOrderContext {
  readonly gate: Pick<CsvGate, 'write'>
  readonly skuMappings: Pick<SkuMappingRepository, 'list'>
}

/** Where an export goes and for whom. */
export interface ExportTarget {
  readonly suggestedName: string
  readonly flavour: CsvFlavour
}

/** Which customers go out, in this order, and how. */
export interface CustomerExport extends ExportTarget {
  readonly ids: readonly string[]
  readonly layout: ExportLayoutKind
  /** Of the layout `columns`. */
  readonly columns?: readonly ExportColumn[]
}

/** A file that was written. */
interface ExportedFile {
  /** File name without its folder. */
  name: string
  rows: number
}

/** How an export goes: the place is asked for first; null where the person gave up or cancelled. */
export type ExportOutcome = Result<ExportedFile, CsvFileError> | null

/** What an export tells while it runs, and what stops it. */
export interface ExportControl {
  readonly signal: AbortSignal
  readonly onProgress: (rows: number) => void
}

const BATCH = 200

/** Rows to write, the header first; `restart`: what came so far does not count. */
type Batches = AsyncGenerator<string[][] | 'restart'>

/** Writes customers, as many as are still there. */
export async function exportCustomers(
  context: ExportContext,
  { ids, layout: kind, columns, ...target }: CustomerExport,
  control: ExportControl,
): Promise<ExportOutcome> {
  // Columns for as many addresses as anybody has. Almost nobody has more than usual: that is seen on the way, and then
  // the file is begun again.
  let further = USUAL_FURTHER
  let made = 0
  const batches = async function* (): Batches {
    const columnsFor = further
    const layout = exportLayout(kind, { further, ...(columns === undefined ? {} : { columns }) })
    yield [[...layout.header]]
    made = 0
    const rowOf = (customer: Customer): string[] => {
      made += 1
      if (kind === 'complete') further = Math.max(further, furtherColumns(customer))
      return layout.row(customer)
    }
    for await (const rows of rowsInOrder(context, ids, rowOf)) if (further === columnsFor) yield rows
    if (further === columnsFor) return
    yield 'restart'
    yield* batches()
  }
  // Writing follows at once.
  const onProgress = (): void => {
    control.onProgress(made)
  }
  return writeAll(context, batches(), target, { ...control, onProgress })
}

/** Writes all SKU mappings with the ids and names of their customers, by customer SKU. */
export async function exportSkuMappings(
  context: Pick<ExportContext, 'gate' | 'customers' | 'skuMappings'>,
  target: ExportTarget,
  control: ExportControl,
): Promise<ExportOutcome> {
  const batches = async function* (): AsyncGenerator<string[][]> {
    yield [SKU_COLUMN_TARGETS.map((target) => SKU_COLUMN_HEADERS[target])]
    let after = ''
    do {
      const { mappings, cursor } = await context.skuMappings.list({ prefix: '', after, limit: BATCH })
      const owners = await context.customers.findByIds(mappings.map((mapping) => mapping.customerId))
      yield mappings.map((mapping) => skuMappingToRow(mapping, owners.get(mapping.customerId)))
      after = cursor
    } while (after !== '')
  }
  return writeAll(context, batches(), target, control)
}

/** Writes a file to fill in and import: the column names and one row as an example. */
export async function saveTemplate(
  context: Pick<ExportContext, 'gate'>,
  kind: ImportKind,
  suggestedName: string,
): Promise<ExportOutcome> {
  const batches = async function* (): AsyncGenerator<string[][]> {
    yield await Promise.resolve(templateRows(kind))
  }
  const control = { signal: new AbortController().signal, onProgress: () => undefined }
  return writeAll(context, batches(), { suggestedName, flavour: 'excel' }, control)
}

/** A SKU mapping as a row under SKU_COLUMN_HEADERS. */
function skuMappingToRow(mapping: SkuMapping, owner: Customer | undefined): string[] {
  const cells = {
    customerSku: mapping.customerSku,
    productId: mapping.productId,
    customerLocalId: mapping.customerId,
    customerRemoteId: owner?.remoteId ?? '',
    customerCode: owner?.code ?? '',
    customerReferenceId: owner?.referenceId ?? '',
    customerEmail: owner?.email ?? '',
    customerName: owner === undefined ? '' : displayName(owner),
  }
  return SKU_COLUMN_TARGETS.map((target) => cells[target])
}

async function writeAll(
  { gate }: Pick<ExportContext, 'gate'>,
  batches: Batches,
  { suggestedName, flavour }: ExportTarget,
  { signal, onProgress }: ExportControl,
): Promise<ExportOutcome> {
  const opened = await gate.write(suggestedName, flavour)
  if (opened === null) return null
  const { name, sink } = opened
  try {
    return await pour(batches, sink, name, signal, onProgress)
  } catch (error) {
    sink.cancel()
    throw error
  }
}

async function pour(
  batches: Batches,
  sink: RowSink,
  name: string,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<ExportOutcome> {
  // The first row is the header.
  let rows = -1
  let upcoming = batches.next()
  for (;;) {
    const batch = await upcoming
    if (signal.aborted) {
      sink.cancel()
      return null
    }
    if (batch.done === true) break
    // The next rows are read while these are written.
    upcoming = batches.next()
    upcoming.catch(() => undefined)
    if (batch.value.length === 0) {
      onProgress(Math.max(rows, 0))
      continue
    }
    const written = await (batch.value === 'restart' ? sink.restart() : sink.write(batch.value))
    if (!written.ok) return err(written.error)
    rows = batch.value === 'restart' ? -1 : rows + batch.value.length
    onProgress(Math.max(rows, 0))
  }
  const finished = await sink.finish()
  return finished.ok ? ok({ name, rows: Math.max(rows, 0) }) : err(finished.error)
}

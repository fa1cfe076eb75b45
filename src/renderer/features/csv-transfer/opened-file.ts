import type { ColumnTarget } from '#shared/csv/column-target.ts'
import { recogniseCustomerColumns } from '#shared/csv/customer-columns.ts'
import type { CsvFileHandle, CsvInspection, CsvReadOptions } from '#shared/csv/csv-file.ts'
import type { ImportOptions } from '#shared/csv/import-options.ts'
import { recogniseSkuMappingColumns, type SkuColumnTarget } from '#shared/csv/sku-mapping-columns.ts'
import type { ImportKind } from '#shared/domain/import-batch.ts'
import type { BatchIdentity } from '#renderer/import/import-ids.ts'
import type { ImportPlan } from '#renderer/import/import-plan.ts'

/** A column of the file and where it goes. */
export interface MappedColumn {
  name: string
  samples: string[]
  target: ColumnTarget | SkuColumnTarget
  /** False where neither its name nor its cells say for certain what it holds: a person should look. */
  sure: boolean
}

/** The file that is being imported, as far as it is decided how. */
export interface OpenedFile {
  identity: BatchIdentity
  file: CsvFileHandle
  inspection: CsvInspection
  kind: ImportKind
  columns: MappedColumn[]
  /** For SKU mappings of one customer; '' = a column says whose they are. */
  customerId: string
  options: ImportOptions
  /** When a file with the same columns was imported, where its decisions were taken over; 0 = they were not. */
  rememberedAt: number
  /** True once a person has decided something that would be lost with it. */
  touched: boolean
}

const SAMPLES = 3

/** What is to be imported, in the words of the jobs. */
export function planOf(opened: OpenedFile): ImportPlan {
  const { identity, kind, file, inspection, columns, customerId, options } = opened
  return {
    identity,
    kind,
    file,
    read: readOptionsOf(inspection),
    header: inspection.header,
    mapping: columns.map((column) => column.target),
    options,
    customerId: kind === 'sku-mappings' ? customerId : '',
  }
}

/** How a file is read, as it was inspected. */
export function readOptionsOf({
  format,
  encoding,
  delimiter,
  sheet,
  headerRow,
}: CsvInspection): CsvReadOptions {
  return format === 'xlsx' ? { sheet, headerRow } : { encoding, delimiter, headerRow }
}

/** The columns of a file as their names and cells tell what they are. */
export function recognisedColumns({ header, sample }: CsvInspection, kind: ImportKind): MappedColumn[] {
  const guesses =
    kind === 'customers'
      ? recogniseCustomerColumns(header, sample)
      : recogniseSkuMappingColumns(header, sample)
  return header.map((name, at) => ({
    name: name.trim(),
    samples: sample.slice(0, SAMPLES).map((row) => row[at] ?? ''),
    target: guesses[at]?.target ?? 'ignore',
    sure: guesses[at]?.sure ?? true,
  }))
}

/** The columns of a file as an earlier one with the same names had them. */
export function columnsAsBefore(
  columns: readonly MappedColumn[],
  mapping: readonly (ColumnTarget | SkuColumnTarget)[],
): MappedColumn[] {
  return columns.map((column, at) => ({ ...column, target: mapping[at] ?? 'ignore', sure: true }))
}

/** The same text for two checks of a file that are made the same way. */
export function planKeyOf(opened: OpenedFile): string {
  const { mapping, options, customerId, kind } = planOf(opened)
  return JSON.stringify([keyOf(opened), kind, mapping, options, customerId])
}

/** The same text for a file that was read once, the same way. */
export function keyOf({ identity, inspection }: OpenedFile): string {
  return JSON.stringify([identity.id, readOptionsOf(inspection)])
}

import type { CsvFileHandle, CsvReadOptions } from '#shared/csv/csv-file.ts'
import type { ImportOptions } from '#shared/csv/import-options.ts'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { ImportBatch, ImportKind } from '#shared/domain/import-batch.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { HistoryRepository } from '#renderer/database/history-repository.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { ClassifiedRow } from './classified-row.ts'
import type { CsvGate } from './csv-gate.ts'
import type { BatchIdentity } from './import-ids.ts'

/** What imports of a workspace work on. */
export interface ImportContext {
  readonly gate: CsvGate
  readonly customers: CustomerRepository
  readonly skuMappings: SkuMappingRepository
  readonly history: HistoryRepository
  readonly importBatches: ImportBatchRepository
  readonly roster: RosterClient
  readonly capabilities: ConnectorCapabilities | null
  readonly now: () => number
  readonly newId: () => string
  /** In plain words why a row was left out, for the file of such rows; `header` are the names of its columns. */
  readonly reasonOf: (row: ClassifiedRow, header: readonly string[]) => string
}

/** What is to be imported and how, as the person has decided. */
export interface ImportPlan {
  /** Made when the file was opened; ids of new records are made of it, and its id names the store of the file's rows. */
  readonly identity: BatchIdentity
  readonly kind: ImportKind
  readonly file: CsvFileHandle
  /** How the file is read, when it is staged. */
  readonly read: CsvReadOptions
  readonly header: readonly string[]
  /** Target of each column. */
  readonly mapping: readonly string[]
  readonly options: ImportOptions
  /** For SKU mappings of one customer; '' otherwise. */
  readonly customerId: string
}

/** The plan of an import that has begun: its file is read from its store alone. */
export function planOf(batch: ImportBatch): ImportPlan {
  return {
    identity: batch,
    kind: batch.kind,
    file: { token: '', name: batch.fileName, size: batch.fileSize },
    read: {},
    header: batch.header,
    mapping: batch.mapping,
    options: batch.options,
    customerId: batch.customerId,
  }
}

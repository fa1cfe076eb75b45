import type { MigrationStrategies, RxJsonSchema } from 'rxdb'
import type { Customer } from '#shared/domain/customer.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import type { ImportBatch, ImportRow } from '#shared/domain/import-batch.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'
import type { RemoteData } from '#shared/domain/remote-data.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { IndexFields } from './document-store.ts'
import { importBatchMigrations } from './migrations/import-batch-migrations.ts'
import { actionSchema } from './schemas/action-schema.ts'
import { customerIndexFields, customerSchema, type StoredCustomer } from './schemas/customer-schema.ts'
import { historySchema } from './schemas/history-schema.ts'
import { importBatchSchema, importRowSchema } from './schemas/import-schemas.ts'
import { remoteDataSchema } from './schemas/remote-data-schema.ts'
import {
  skuMappingIndexFields,
  skuMappingSchema,
  type StoredSkuMapping,
} from './schemas/sku-mapping-schema.ts'
import { syncStateSchema, type SyncStateDocument } from './schemas/sync-state-schema.ts'

/** What each collection holds. */
export interface CollectionDocuments {
  customers: Customer
  skuMappings: SkuMapping
  actions: QueuedAction
  history: HistoryEntry
  importBatches: ImportBatch
  importRows: ImportRow
  remoteData: RemoteData
  syncState: SyncStateDocument
}

/** Name of a collection. RxDB's free limit is 13 open ones in a process; there are to be no more than 10. */
export type CollectionName = keyof CollectionDocuments

/** How a collection is stored. */
export interface CollectionDefinition<T> {
  readonly schema: RxJsonSchema<T>
  /** One strategy for each version above 0, keyed by that version (RxDB, migration-schema). */
  readonly migrationStrategies: MigrationStrategies
  readonly indexFields: IndexFields<T> | null
}

/** All collections. A schema that changes needs the next version and a strategy here, or opening fails with DB6. */
export const COLLECTIONS: { readonly [N in CollectionName]: CollectionDefinition<CollectionDocuments[N]> } = {
  customers: withIndexFields<Customer, StoredCustomer>(customerSchema, ['emailKey'], customerIndexFields),
  skuMappings: withIndexFields<SkuMapping, StoredSkuMapping>(
    skuMappingSchema,
    ['skuKey'],
    skuMappingIndexFields,
  ),
  actions: { schema: actionSchema, migrationStrategies: {}, indexFields: null },
  history: { schema: historySchema, migrationStrategies: {}, indexFields: null },
  importBatches: {
    schema: importBatchSchema,
    migrationStrategies: importBatchMigrations,
    indexFields: null,
  },
  importRows: { schema: importRowSchema, migrationStrategies: {}, indexFields: null },
  remoteData: { schema: remoteDataSchema, migrationStrategies: {}, indexFields: null },
  syncState: { schema: syncStateSchema, migrationStrategies: {}, indexFields: null },
}

/** Names of all collections. */
export const COLLECTION_NAMES = Object.keys(COLLECTIONS) as CollectionName[]

function withIndexFields<T, S extends T>(
  schema: RxJsonSchema<S>,
  names: readonly (Exclude<keyof S, keyof T> & string)[],
  of: (document: T) => Omit<S, keyof T>,
): CollectionDefinition<T> {
  // The store writes T with the index fields added, which is S, and reads T: the wider schema describes both.
  const wider = schema as unknown as RxJsonSchema<T>
  return { schema: wider, migrationStrategies: {}, indexFields: { names, of } }
}

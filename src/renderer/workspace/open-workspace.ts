import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { Backups } from '#renderer/backup/backups.ts'
import type { ActionRepository } from '#renderer/database/action-repository.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { HistoryRepository } from '#renderer/database/history-repository.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import type { PersonRepository } from '#renderer/database/person-repository.ts'
import type { RemoteDataRepository } from '#renderer/database/remote-data-repository.ts'
import type { RestoreRepository } from '#renderer/database/restore-repository.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import type { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { OtherWorkspaces } from './other-workspaces.ts'

/** The workspace on screen with everything that works on it; put together in app/start-workspace.ts. */
export interface OpenWorkspace {
  readonly info: WorkspaceInfo
  /** What its remote can hold and do; null in a workspace without connection. */
  readonly capabilities: ConnectorCapabilities | null
  /** Of the remote it is or was last connected with; null where it never was. */
  readonly tracked: ConnectorCapabilities | null
  readonly customers: CustomerRepository
  readonly skuMappings: SkuMappingRepository
  readonly importBatches: ImportBatchRepository
  readonly history: HistoryRepository
  readonly actions: ActionRepository
  readonly remoteData: RemoteDataRepository
  readonly syncState: SyncStateRepository
  readonly restores: RestoreRepository
  readonly persons: PersonRepository
  /** Has the browser engine let go of values that were replaced or removed (workers/tidy-store.ts). */
  readonly tidy: () => Promise<void>
  readonly backups: Backups
  readonly roster: RosterClient
  /** Null in a workspace without connection. */
  readonly sync: SyncEngine | null
  /** The workspaces beside it. */
  readonly others: OtherWorkspaces
}

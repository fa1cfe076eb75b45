import type { ActionRepository } from '#renderer/database/action-repository.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { HistoryRepository } from '#renderer/database/history-repository.ts'
import type { RemoteDataRepository } from '#renderer/database/remote-data-repository.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { MergeContext } from '#shared/domain/merge-context.ts'
import type { Clock } from './clock.ts'
import type { OpenedFirst } from './opened-first.ts'
import { addressIdOf } from './record-identity.ts'
import type { RetryTimes } from './retry-times.ts'
import type { SyncFacts } from './sync-facts.ts'
import type { SyncLog } from './sync-log.ts'
import type { ToldThere } from './told-there.ts'
import type { UnsentIndex } from './unsent-index.ts'

/** Everything that the steps of sync work with, for the time from start to stop of an engine. */
export interface SyncSession {
  readonly customers: CustomerRepository
  readonly skuMappings: SkuMappingRepository
  readonly history: HistoryRepository
  readonly actions: ActionRepository
  readonly remoteData: RemoteDataRepository
  readonly connector: RemoteConnector
  readonly capabilities: ConnectorCapabilities
  readonly connectionId: string
  readonly clock: Clock
  readonly newId: () => string
  readonly undoDeleteMs: () => number
  readonly facts: SyncFacts
  readonly log: SyncLog
  readonly unsent: UnsentIndex
  /** When single writes may be tried again. */
  readonly retryTimes: RetryTimes
  /** When single records that the remote could not give may be asked for again. */
  readonly readRetries: RetryTimes
  readonly openedFirst: OpenedFirst
  readonly toldThere: ToldThere
  /** Aborts when the engine stops. */
  readonly signal: AbortSignal
  /** True as soon as nothing new may be begun: stopping, paused. */
  readonly ending: () => boolean
}

/** How a step ended: null = well (or there is nothing more to do), else why the round cannot go on. */
export type StepEnd = RemoteError | null

/** What the pure transitions need to know about one customer. */
export function mergeContext(session: SyncSession, customerId: string): MergeContext {
  return {
    now: session.clock.now(),
    newAddressId: (remoteAddressId) => addressIdOf(customerId, remoteAddressId),
  }
}

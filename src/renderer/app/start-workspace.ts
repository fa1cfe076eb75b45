import { v7 as uuidV7 } from 'uuid'
import { err, ok, type Result } from '#shared/result.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { createIpcConnector } from '#renderer/bridge/ipc-connector.ts'
import { ActionRepository } from '#renderer/database/action-repository.ts'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { DatabaseError } from '#renderer/database/database-error.ts'
import { HistoryRepository } from '#renderer/database/history-repository.ts'
import { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import type { AppDatabase } from '#renderer/database/open-database.ts'
import { openUpToDate } from '#renderer/database/open-up-to-date.ts'
import { RemoteDataRepository } from '#renderer/database/remote-data-repository.ts'
import { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import { prepareList } from '#renderer/features/customers/list/list-memory.ts'
import { systemClock } from '#renderer/replication/clock.ts'
import { SyncEngine } from '#renderer/replication/engine.ts'
import type { startStorage } from '#renderer/workers/storage-client.ts'
import type { StartedStorage } from '#renderer/workers/started-storage.ts'
import type { OpenWorkspace } from '#renderer/workspace/open-workspace.ts'
import { LocalDeletions } from './local-deletions.ts'
import { createOtherWorkspaces } from './other-workspaces.ts'
import type { StartedWorkspace, StartProblem, StartWorkspace } from './workspace-session.ts'

/** What the window brings to every workspace it opens. */
export interface WorkspaceSurroundings {
  readonly api: AppApi
  /** Starts the storage worker of the window: at once. */
  readonly startStorage: () => ReturnType<typeof startStorage>
  /** The settings as they are now. */
  readonly settings: () => Settings
  /** Told what nobody expected to go wrong. */
  readonly onError: (error: unknown) => void
}

/** The composition root of a workspace: storage, database, repositories, roster, sync. */
export function createStartWorkspace(surroundings: WorkspaceSurroundings): StartWorkspace {
  const { startStorage } = surroundings
  const starting = startStorage()
  return async (info, onMigration) => {
    const started = await starting
    if (!started.ok) return started
    return open(info, started.value, surroundings, onMigration)
  }
}

async function open(
  info: WorkspaceInfo,
  storage: StartedStorage,
  { api, settings, onError }: WorkspaceSurroundings,
  onMigration: (percent: number) => void,
): Promise<Result<StartedWorkspace, StartProblem>> {
  const name = databaseName(info.id)
  // Linked customers keep track of their edits after a disconnect too, so that a reconnect loses none.
  const asked = info.lastSystem === null ? null : api.call('remote:capabilities', { workspaceId: info.id })
  const now = (): number => Date.now()
  try {
    const [tracked, database] = await bothOrNone(
      asked,
      openUpToDate({ name, storage: storage.storage, onMigration }),
    )
    const capabilities = info.connection === null ? null : tracked
    const roster = storage.openRoster(name)
    const repositories = {
      customers: new CustomerRepository(database, { capabilities: tracked, now, newId: () => uuidV7() }),
      skuMappings: new SkuMappingRepository(database, { now }),
      importBatches: new ImportBatchRepository(database),
      history: new HistoryRepository(database),
      actions: new ActionRepository(database, { now, newId: () => uuidV7() }),
      remoteData: new RemoteDataRepository(database),
      syncState: new SyncStateRepository(database),
    }
    const sync =
      info.connection === null || capabilities === null
        ? null
        : new SyncEngine({
            ...repositories,
            connector: createIpcConnector(api, info.id, capabilities),
            connectionId: info.connection.id,
            clock: systemClock(),
            random: () => Math.random(),
            newId: () => uuidV7(),
            undoDeleteMs: () => settings().undoDeleteSeconds * 1000,
          })
    const others = createOtherWorkspaces({
      ...{ storage, databaseName },
      capabilitiesOf: async ({ id, lastSystem }) =>
        lastSystem === null ? null : api.call('remote:capabilities', { workspaceId: id }),
    })
    const workspace: OpenWorkspace = { info, capabilities, ...repositories, roster, sync, others }
    prepareList(workspace)
    if (sync !== null) {
      // What goes wrong from here on shows in the status of sync.
      void sync.start()
      if (info.connection?.paused === true) sync.pause()
    }
    const deletions =
      sync !== null
        ? null
        : new LocalDeletions({
            ...repositories,
            roster,
            clock: systemClock(),
            undoDeleteMs: () => settings().undoDeleteSeconds * 1000,
            onError,
          })
    deletions?.start()
    const hintOnline = (): void => {
      sync?.onlineHint()
    }
    window.addEventListener('online', hintOnline)
    const stopListening = api.on('remote:changed', ({ workspaceId, remoteIds }) => {
      if (workspaceId === info.id) sync?.changedThere(remoteIds)
    })
    return ok({
      workspace,
      close: async () => {
        window.removeEventListener('online', hintOnline)
        stopListening()
        try {
          await sync?.stop()
          await deletions?.stop()
          await roster.flush()
        } finally {
          // A database left open could not be opened again before the next start of the app.
          roster.close()
          await database.close()
        }
      },
    })
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return err({ kind: 'failed', detail: `${error.kind} ${error.message}` })
  }
}

/** Waits for both; a database that was opened in vain is closed again, so that the next try can open it. */
async function bothOrNone<T>(
  asked: Promise<T> | null,
  opening: Promise<AppDatabase>,
): Promise<[T | null, AppDatabase]> {
  const [answer, database] = await Promise.allSettled([asked, opening])
  if (answer.status === 'fulfilled' && database.status === 'fulfilled') return [answer.value, database.value]
  if (database.status === 'fulfilled') await database.value.close()
  throw answer.status === 'rejected' ? answer.reason : (database as PromiseRejectedResult).reason
}

/** Name of a workspace's database; never changes, since the data is found by it. */
function databaseName(workspaceId: string): string {
  return `workspace-${workspaceId}`
}

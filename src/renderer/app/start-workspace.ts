import { v7 as uuidV7 } from 'uuid'
import { err, ok, type Result } from '#shared/result.ts'
import type { RecoveryState } from '#shared/domain/recovery-state.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { Backups } from '#renderer/backup/backups.ts'
import { deleteDatabases } from '#renderer/backup/delete-databases.ts'
import { takePendingRecovery } from '#renderer/backup/pending-recovery.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { createIpcConnector } from '#renderer/bridge/ipc-connector.ts'
import { ActionRepository } from '#renderer/database/action-repository.ts'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { DatabaseError } from '#renderer/database/database-error.ts'
import { HistoryRepository } from '#renderer/database/history-repository.ts'
import { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import type { AppDatabase } from '#renderer/database/open-database.ts'
import { openUpToDate } from '#renderer/database/open-up-to-date.ts'
import { PersonRepository } from '#renderer/database/person-repository.ts'
import { RestoreRepository } from '#renderer/database/restore-repository.ts'
import { RemoteDataRepository } from '#renderer/database/remote-data-repository.ts'
import { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import { prepareList } from '#renderer/features/customers/list/list-memory.ts'
import { systemClock } from '#renderer/replication/clock.ts'
import { SyncEngine } from '#renderer/replication/engine.ts'
import type { startStorage } from '#renderer/workers/storage-client.ts'
import type { StartedStorage } from '#renderer/workers/started-storage.ts'
import type { StartProblem } from '#renderer/workspace/start-problem.ts'
import type { OpenWorkspace } from '#renderer/workspace/open-workspace.ts'
import { LocalDeletions } from './local-deletions.ts'
import { AutomaticBackups } from './automatic-backups.ts'
import { finishRemovals, tryToDelete } from './finish-removals.ts'
import { Erasures } from './erasures.ts'
import { NoteCustomers } from './note-customers.ts'
import { clearForRecovery, restoreForRecovery } from './recover-workspace.ts'
import { createOtherWorkspaces } from './other-workspaces.ts'
import type { OpeningProgress, StartedWorkspace, StartWorkspace } from './workspace-session.ts'

/** What the window brings to every workspace it opens. */
export interface WorkspaceSurroundings {
  readonly api: AppApi
  /** Starts the storage worker of the window: at once. */
  readonly startStorage: () => ReturnType<typeof startStorage>
  /** What main knows about the store before the workspace is opened. */
  readonly recovery: () => Promise<RecoveryState>
  /** The settings as they are now. */
  readonly settings: () => Settings
  /** Told what nobody expected to go wrong. */
  readonly onError: (error: unknown) => void
}

/** The composition root of a workspace: storage, database, repositories, roster, sync, backups. */
export function createStartWorkspace(surroundings: WorkspaceSurroundings): {
  startWorkspace: StartWorkspace
  /** The backups of a workspace, open or not. */
  backupsOf: (info: WorkspaceInfo) => Backups
} {
  const { startStorage, api } = surroundings
  const starting = startStorage()
  const known = new Map<string, Backups>()
  const backupsOf = ({ id }: WorkspaceInfo): Backups => {
    const backups =
      known.get(id) ??
      new Backups({
        ...{ api, workspaceId: id, newId: () => uuidV7() },
        send: (port, partial) => {
          void starting.then((started) => {
            if (started.ok) started.value.sendBackup(databaseName(id), port, partial)
            else port.close()
          })
        },
      })
    known.set(id, backups)
    return backups
  }
  return {
    backupsOf,
    startWorkspace: async (info, onProgress) => {
      const started = await starting
      if (!started.ok) return started
      return open(info, started.value, backupsOf(info), surroundings, onProgress)
    },
  }
}

async function open(
  info: WorkspaceInfo,
  storage: StartedStorage,
  backups: Backups,
  { api, settings, onError, recovery: askRecovery }: WorkspaceSurroundings,
  onProgress: (progress: OpeningProgress) => void,
): Promise<Result<StartedWorkspace, StartProblem>> {
  const name = databaseName(info.id)
  const recovery = await askRecovery()
  const pending = takePendingRecovery(sessionStorage, info.id)
  const isFilling = recovery.filling.includes(info.id)
  if (pending === null && isFilling) {
    return err({ kind: 'restore', detail: 'broken off' })
  }
  if (pending?.fresh === true) {
    await deleteDatabases(indexedDB, name)
  } else if (pending !== null) {
    const cleared = await clearForRecovery(api, info, name)
    if (!cleared.ok) return cleared
  } else if (recovery.damage !== null) {
    // Opening it would have Chromium delete what is left.
    return err({ kind: recovery.damage, detail: '', customers: customersOf(recovery, info) })
  }
  // Linked customers keep track of their edits after a disconnect too, so that a reconnect loses none.
  const asked = info.lastSystem === null ? null : api.call('remote:capabilities', { workspaceId: info.id })
  const now = (): number => Date.now()
  const onMigration = (percent: number): void => onProgress({ kind: 'migrating', percent })
  try {
    const beforeMigration = async (): Promise<void> => {
      const written = await backups.write('before-migration', { customers: customersOf(recovery, info) })
      if (written?.ok === false && written.error.kind === 'disk-full') {
        throw new DatabaseError('disk-full', 'backup before migration')
      }
    }
    const [tracked, database] = await bothOrNone(
      asked,
      openUpToDate({ name, storage: storage.storage, onMigration, beforeMigration }),
    )
    const capabilities = info.connection === null ? null : tracked
    const roster = storage.openRoster(name)
    const repositories = {
      customers: new CustomerRepository(database, { capabilities: tracked, now, newId: () => uuidV7() }),
      skuMappings: new SkuMappingRepository(database, { now, newId: () => uuidV7() }),
      importBatches: new ImportBatchRepository(database),
      history: new HistoryRepository(database),
      actions: new ActionRepository(database, { now, newId: () => uuidV7() }),
      remoteData: new RemoteDataRepository(database),
      syncState: new SyncStateRepository(database),
      restores: new RestoreRepository(database),
      persons: new PersonRepository(database),
    }
    const customers = pending === null ? customersOf(recovery, info) : 0
    const parts = { ...repositories, capabilities: tracked, now, newId: () => uuidV7() }
    const problem =
      pending === null
        ? await lostCustomers(repositories.customers, customers)
        : await restoreForRecovery(parts, backups, pending, (customers, of) =>
            onProgress({ kind: 'filling', customers, of }),
          )
    if (!problem.ok) {
      roster.close()
      await database.close()
      return problem
    }
    if (isFilling) await api.call('workspaces:filled', { workspaceId: info.id })
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
      deleteEmptied: (emptied) => tryToDelete(indexedDB, emptied),
      capabilitiesOf: async ({ id, lastSystem }) =>
        lastSystem === null ? null : api.call('remote:capabilities', { workspaceId: id }),
    })
    const workspace: OpenWorkspace = {
      info,
      capabilities,
      tracked,
      ...repositories,
      tidy: () => storage.tidy(),
      roster,
      sync,
      backups,
      others,
    }
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
    const erasures = new Erasures({
      ...{ api, ...repositories, backups, roster, now },
      tidy: () => storage.tidy(),
      onError,
    })
    erasures.start()
    const noting = new NoteCustomers({
      ...{ roster, clock: systemClock() },
      note: (count) => api.call('recovery:note', { workspaceId: info.id, customers: count }),
      // A full disk, for example: the next change notes it again.
      onError: () => undefined,
    })
    const automatic = new AutomaticBackups({
      backups,
      ...repositories,
      roster,
      clock: systemClock(),
      onError,
    })
    automatic.start()
    const opening = requestIdleCallback(
      () => {
        // One that fails is opened by whoever needs it, and told there.
        database.openAll().catch(() => undefined)
        const removals = { api, factory: indexedDB, databaseName }
        finishRemovals(removals, recovery.removing).catch(onError)
      },
      { timeout: 2_000 },
    )
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
        automatic.stop()
        cancelIdleCallback(opening)
        await noting.stop()
        await erasures.stop()
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
    const kinds = { 'disk-full': 'disk-full', schema: 'migration' } as const
    const kind = error.kind === 'disk-full' || error.kind === 'schema' ? kinds[error.kind] : 'failed'
    return err({ kind, detail: `${error.kind} ${error.message}` })
  }
}

/** Customers of the workspace when it was last open; 0 where it was never noted. */
function customersOf({ customers }: RecoveryState, { id }: WorkspaceInfo): number {
  return customers[id] ?? 0
}

/** A store that Chromium found damaged opens empty and says nothing: then there are none where there were some. */
async function lostCustomers(
  customers: CustomerRepository,
  before: number,
): Promise<Result<null, StartProblem>> {
  if (before === 0) return ok(null)
  const [anyone] = await customers.byName('', 1)
  return anyone === undefined ? err({ kind: 'emptied', detail: '', customers: before }) : ok(null)
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

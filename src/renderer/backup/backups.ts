import { BehaviorSubject } from 'rxjs'
import type { BackupKind } from '#shared/backup/backup-format.ts'
import type {
  BackupError,
  BackupInfo,
  BackupReadMessage,
  BackupReadReply,
  CheckedBackup,
  ErasedPerson,
  RemovedBackup,
  RestoredBatch,
} from '#shared/backup/backup-messages.ts'
import type { IpcContract } from '#shared/ipc/contract.ts'
import { err, type Result } from '#shared/result.ts'
import { AppCallError, type AppApi } from '#renderer/bridge/app-api.ts'
import { rowPortOf } from '#renderer/import/message-port.ts'
import { backupBatches, BackupReadFailure } from './backup-source.ts'
import { isNewer, schemaVersions } from './bring-up-to-date.ts'

/** What the backups of a workspace need. */
export interface BackupsParts {
  readonly api: AppApi
  readonly workspaceId: string
  /** Sends everything the workspace holds over a port (workers/started-storage.ts). */
  readonly send: (port: MessagePort, partial: boolean) => void
  readonly newId: () => string
}

/** What is going on. */
export interface BackupsState {
  /** A backup is being written. */
  writing: boolean
  /** Why the last one could not be written; null where it could. */
  problem: BackupError | null
}

/** The backups of a workspace. */
export class Backups {
  readonly state$ = new BehaviorSubject<BackupsState>({ writing: false, problem: null })
  readonly #parts: BackupsParts
  #turn: Promise<unknown> = Promise.resolve()

  constructor(parts: BackupsParts) {
    this.#parts = parts
  }

  /** Those in the app's folder, newest first; `toFill`: before them the one that the workspace is still to be filled from. */
  list(toFill = false): Promise<BackupInfo[]> {
    return this.#parts.api.call('backup:list', { workspaceId: this.#parts.workspaceId, toFill })
  }

  /** Those of workspaces that are not on this computer any more and left them, newest first. */
  listRemoved(): Promise<RemovedBackup[]> {
    return this.#parts.api.call('backup:list-removed', null)
  }

  /** Deletes one of these, or `all` that the same workspace left. */
  deleteRemoved(id: string, all: boolean): Promise<Result<null, BackupError>> {
    return this.#parts.api.call('backup:delete-removed', { id, all })
  }

  /**
   * Writes one, after any that is being written. `choose`: a person says where to; null where they gave up. `partial`:
   * what can be read, although the rest cannot.
   */
  write(
    kind: BackupKind,
    {
      customers,
      choose = false,
      partial = false,
    }: { customers: number; choose?: boolean; partial?: boolean },
  ): Promise<Result<BackupInfo, BackupError> | null> {
    const writing = this.#turn.then(() => this.#write(kind, customers, choose, partial))
    this.#turn = writing.catch(() => undefined)
    return writing
  }

  /** Has a person choose a file; null where they gave up. */
  choose(): Promise<Result<BackupInfo, BackupError> | null> {
    return this.#parts.api.call('backup:choose', { workspaceId: this.#parts.workspaceId })
  }

  /**
   * Reads a backup from end to end; only one that is whole, not newer than the app, and of this workspace is answered.
   * `anyWorkspace`: it is to become a workspace of its own.
   */
  async check(id: string, anyWorkspace = false): Promise<Result<CheckedBackup, BackupError>> {
    const { api, workspaceId } = this.#parts
    const checked = await api.call('backup:check', { workspaceId, id, anyWorkspace })
    if (checked.ok && isNewer(checked.value.schemas)) {
      return err({ kind: 'newer', appVersion: checked.value.appVersion })
    }
    return checked
  }

  /** The batches of a backup; throws a BackupReadFailure. */
  async *batches(id: string): AsyncGenerator<RestoredBatch, void> {
    const { api, workspaceId, newId } = this.#parts
    const callId = newId()
    const port = api.port(callId)
    const begun = await api.call('backup:read', { workspaceId, id, callId })
    if (!begun.ok) throw new BackupReadFailure(begun.error)
    yield* backupBatches(rowPortOf<BackupReadReply, BackupReadMessage>(await port))
  }

  /** From now on a restore of what was backed up before leaves this person out. */
  async leaveOut(person: ErasedPerson): Promise<void> {
    await this.#parts.api.call('backup:add-erased', { workspaceId: this.#parts.workspaceId, ...person })
  }

  /** Shows the folder in the system's own window. */
  async showFolder(): Promise<void> {
    await this.#parts.api.call('backup:show-folder', { workspaceId: this.#parts.workspaceId })
  }

  async #write(
    kind: BackupKind,
    customers: number,
    choose: boolean,
    partial: boolean,
  ): Promise<Result<BackupInfo, BackupError> | null> {
    const { api, workspaceId, send, newId } = this.#parts
    const callId = newId()
    this.state$.next({ ...this.state$.value, writing: true })
    // Comes once the place is known; never where a person gives up.
    void api.port(callId).then((port) => {
      send(port, partial)
    })
    const input = { workspaceId, kind, customers, choose, callId, schemas: schemaVersions() }
    const written = await api.call('backup:write', input).catch(failedCall)
    const problem = written === null || written.ok ? null : written.error
    this.state$.next({ writing: false, problem })
    return written
  }
}

/** A call that fails as such is a backup that was not written: people are told, and work goes on. */
function failedCall(error: unknown): IpcContract['backup:write']['output'] {
  if (error instanceof AppCallError) return err({ kind: 'failed', detail: error.message })
  throw error
}

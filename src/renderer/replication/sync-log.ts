import type { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'

/** Kinds of log lines; each has its sentence in the catalogue. */
export type SyncLogKind =
  | 'connected'
  | 'sent'
  | 'found-again'
  | 'refused'
  | 'conflict'
  | 'settled'
  | 'unknown'
  | 'removed-there'
  | 'sweep-finished'
  | 'sweep-question'
  | 'sweep-failed'
  | 'first-connection'
  | 'failed'
  | 'record-failed'
  | 'record-unread'

/** Writes what sync did to the log ring. `detail` must hold neither secrets nor customer data. */
export class SyncLog {
  readonly #syncState: SyncStateRepository
  readonly #now: () => number
  readonly #newId: () => string

  constructor(syncState: SyncStateRepository, now: () => number, newId: () => string) {
    this.#syncState = syncState
    this.#now = now
    this.#newId = newId
  }

  /** Appends a line. */
  async write(level: SyncLogEntry['level'], kind: SyncLogKind, customerId = '', detail = ''): Promise<void> {
    const entry = { id: this.#newId(), at: this.#now(), level, kind, customerId, detail }
    await this.#syncState.appendLog(entry)
  }
}

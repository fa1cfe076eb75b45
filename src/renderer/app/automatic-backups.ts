import { firstValueFrom } from 'rxjs'
import type { Backups } from '#renderer/backup/backups.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import type { Clock } from '#renderer/replication/clock.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'

/** A quiet while after the start, when people have found what they opened the app for, or while an import runs … */
const FIRST_MS = 60_000
/** … and from then on looked at so often. */
const AGAIN_MS = 3_600_000
/** Less than a day, so that the hour does not wander through the week. */
const AGE_MS = 20 * 3_600_000
/** An import that was begun so long ago holds no backup up: a store that failed may have left it as running. */
const IMPORT_MS = 2 * 3_600_000

/** What automatic backups work with. */
export interface AutomaticBackupsParts {
  readonly backups: Pick<Backups, 'list' | 'write'>
  readonly roster: Pick<RosterClient, 'counts$'>
  readonly importBatches: Pick<ImportBatchRepository, 'findAll'>
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** Writes a backup a day while the workspace is open. One that cannot be written is tried again an hour later. */
export class AutomaticBackups {
  readonly #parts: AutomaticBackupsParts
  #cancel: (() => void) | null = null

  constructor(parts: AutomaticBackupsParts) {
    this.#parts = parts
  }

  /** Begins to look after the clock. */
  start(): void {
    this.#lookAfter(FIRST_MS)
  }

  /** Looks no more; one that is being written goes on. */
  stop(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  /** Writes one where the last is old enough; answers after how many ms to look again. */
  async #look(): Promise<number> {
    const { backups, roster, importBatches, clock } = this.#parts
    const { total } = await firstValueFrom(roster.counts$)
    if (total === 0) return AGAIN_MS
    const last = (await backups.list()).find(({ kind }) => kind === 'daily')
    if (last !== undefined && clock.now() - last.createdAt < AGE_MS) return AGAIN_MS
    // Both would take twice as long, and what is being imported is in its file.
    const imports = await importBatches.findAll()
    const since = clock.now() - IMPORT_MS
    if (imports.some(({ state, createdAt }) => state === 'running' && createdAt > since)) return FIRST_MS
    await backups.write('daily', { customers: total })
    return AGAIN_MS
  }

  #lookAfter(ms: number): void {
    this.#cancel = this.#parts.clock.setTimer(ms, () => {
      void this.#look()
        .catch((error: unknown) => {
          this.#parts.onError(error)
          return AGAIN_MS
        })
        .then((next) => {
          if (this.#cancel !== null) this.#lookAfter(next)
        })
    })
  }
}

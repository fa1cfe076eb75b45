import { firstValueFrom } from 'rxjs'
import type { Backups } from '#renderer/backup/backups.ts'
import type { Clock } from '#renderer/replication/clock.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'

/** A quiet while after the start, when people have found what they opened the app for … */
const FIRST_MS = 60_000
/** … and from then on looked at so often. */
const AGAIN_MS = 3_600_000
/** Less than a day, so that the hour does not wander through the week. */
const AGE_MS = 20 * 3_600_000

/** What automatic backups work with. */
export interface AutomaticBackupsParts {
  readonly backups: Backups
  readonly roster: RosterClient
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

  /** Writes one where the last is old enough. */
  async look(): Promise<void> {
    const { backups, roster, clock } = this.#parts
    const { total } = await firstValueFrom(roster.counts$)
    if (total === 0) return
    const last = (await backups.list()).find(({ kind }) => kind === 'daily')
    if (last !== undefined && clock.now() - last.createdAt < AGE_MS) return
    await backups.write('daily', { customers: total })
  }

  #lookAfter(ms: number): void {
    this.#cancel = this.#parts.clock.setTimer(ms, () => {
      this.look()
        .catch(this.#parts.onError)
        .finally(() => {
          if (this.#cancel !== null) this.#lookAfter(AGAIN_MS)
        })
    })
  }
}

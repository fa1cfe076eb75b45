import { combineLatest, type Subscription } from 'rxjs'
import type { Clock } from '#renderer/replication/clock.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'

/** How long nothing must have changed before main is told, in ms. */
const QUIET_MS = 2_000

/** What NoteCustomers works with. */
export interface NoteCustomersParts {
  readonly roster: RosterClient
  readonly clock: Clock
  /** Has main note the number. */
  readonly note: (customers: number) => Promise<unknown>
  readonly onError: (error: unknown) => void
}

/**
 * Has main note how many customers there are, so that a store that has lost them is noticed at the next start
 * (docs/backups.md, section 5).
 */
export class NoteCustomers {
  readonly #parts: NoteCustomersParts
  readonly #following: Subscription
  #latest: number | null = null
  #noted: number | null = null
  #cancel: (() => void) | null = null

  constructor(parts: NoteCustomersParts) {
    this.#parts = parts
    const { roster, clock } = parts
    this.#following = combineLatest([roster.status$, roster.counts$]).subscribe(([status, counts]) => {
      // While it is being read it has fewer than there are.
      if (status.state !== 'ready' || counts.total === this.#latest) return
      this.#latest = counts.total
      this.#cancel?.()
      this.#cancel = clock.setTimer(QUIET_MS, () => void this.#note())
    })
  }

  /** Notes the last number and follows no more. */
  async stop(): Promise<void> {
    this.#following.unsubscribe()
    this.#cancel?.()
    await this.#note()
  }

  async #note(): Promise<void> {
    const customers = this.#latest
    if (customers === null || customers === this.#noted) return
    try {
      await this.#parts.note(customers)
      this.#noted = customers
    } catch (error) {
      this.#parts.onError(error)
    }
  }
}

import type { Subscription } from 'rxjs'
import { finishErasures, underWay, whenErasures } from '#renderer/person/erase-person.ts'
import type { PersonParts } from '#renderer/person/held-about-person.ts'

/** What Erasures works with. */
export interface ErasuresParts extends PersonParts {
  readonly onError: (error: unknown) => void
}

/**
 * Brings erasures of people to their end: those that the app's end broke off, and those that wait until a remote has
 * deleted the customer (docs/data.md, section 10).
 */
export class Erasures {
  readonly #parts: ErasuresParts
  readonly #waiting = new Set<string>()
  #following: Subscription | null = null
  #turn: Promise<void> = Promise.resolve()

  constructor(parts: ErasuresParts) {
    this.#parts = parts
  }

  /** Begins with what was not at its end when the app was closed. */
  start(): void {
    const { customers, syncState, onError } = this.#parts
    this.#following = whenErasures(syncState).subscribe((erasures) => {
      this.#waiting.clear()
      for (const { customerId, marked } of erasures) if (marked) this.#waiting.add(customerId)
    })
    this.#following.add(
      customers.changedIds$.subscribe((ids) => {
        if (ids.some((id) => this.#waiting.has(id))) this.#finish()
      }),
    )
    underWay(this.#parts).then((left) => {
      if (left.length > 0) this.#finish()
    }, onError)
  }

  /** Ends when nothing is being erased. */
  async stop(): Promise<void> {
    this.#following?.unsubscribe()
    this.#following = null
    await this.#turn
  }

  #finish(): void {
    this.#turn = this.#turn
      .then(async () => {
        // What fails (a list that something else holds open) stays noted, and is tried again at the next start.
        if (this.#following !== null) await finishErasures(this.#parts)
      })
      .catch(this.#parts.onError)
  }
}

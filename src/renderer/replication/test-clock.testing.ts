import type { Clock } from './clock.ts'

/** A clock that stands still until a test moves it. Timers run in their order, each at its own time. */
export class TestClock implements Clock {
  #now: number
  readonly #timers = new Map<number, { at: number; callback: () => void }>()
  #lastTimer = 0

  /** @param startAt - in ms since the epoch; clocks of several computers differ */
  constructor(startAt = Date.UTC(2026, 10, 2, 8)) {
    this.#now = startAt
  }

  now(): number {
    return this.#now
  }

  setTimer(ms: number, callback: () => void): () => void {
    this.#lastTimer += 1
    const id = this.#lastTimer
    this.#timers.set(id, { at: this.#now + ms, callback })
    return () => {
      this.#timers.delete(id)
    }
  }

  /** When the next timer runs; 0 where none is set. */
  get nextTimerAt(): number {
    return Math.min(...[...this.#timers.values()].map(({ at }) => at), Infinity)
  }

  /** Moves time on, running what becomes due. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at)[0]
      if (due === undefined) break
      this.#timers.delete(due[0])
      this.#now = Math.max(this.#now, due[1].at)
      due[1].callback()
    }
    this.#now = end
  }
}

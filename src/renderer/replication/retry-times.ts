/** When single records may be tried again. Kept in memory: after a restart everything may be tried at once. */
export class RetryTimes {
  readonly #until = new Map<string, number>()
  readonly #failures = new Map<string, number>()

  /** Not before `until`. */
  waitUntil(id: string, until: number): void {
    this.#until.set(id, until)
  }

  /** One more call for this record failed: half a minute, doubled each time up to an hour. */
  failed(id: string, now: number): void {
    const failures = this.#failures.get(id) ?? 0
    this.#failures.set(id, failures + 1)
    this.#until.set(id, now + Math.min(3_600_000, 30_000 * 2 ** Math.min(failures, 10)))
  }

  /** The record went through, or somebody wants it tried now. */
  clear(id: string): void {
    this.#until.delete(id)
    this.#failures.delete(id)
  }

  /** All may be tried at once. */
  clearAll(): void {
    this.#until.clear()
    this.#failures.clear()
  }

  /** How many calls for this record have failed since one went well. */
  failures(id: string): number {
    return this.#failures.get(id) ?? 0
  }

  /** How many are to be left alone now. */
  waiting(now: number): number {
    let waiting = 0
    for (const until of this.#until.values()) if (until > now) waiting += 1
    return waiting
  }

  /** When the record may be tried again; 0 where nothing says so. */
  until(id: string): number {
    return this.#until.get(id) ?? 0
  }

  /** True while the record is to be left alone. */
  isWaiting(id: string, now: number): boolean {
    return (this.#until.get(id) ?? 0) > now
  }

  /** The earliest time at which one of them may be tried again; 0 where none waits. */
  next(now: number): number {
    let next = 0
    for (const until of this.#until.values()) {
      if (until > now && (next === 0 || until < next)) next = until
    }
    return next
  }
}

/** What people look at is filled first: the customers opened lately, each asked for once in a while only. */
export class OpenedFirst {
  readonly #waiting = new Set<string>()
  readonly #readAt = new Map<string, number>()
  readonly #freshMs: number

  /** `freshMs`: how long what was read counts as new enough. */
  constructor(freshMs: number) {
    this.#freshMs = freshMs
  }

  /** A customer was opened; false where it was read a moment ago. */
  opened(customerId: string, now: number): boolean {
    if (now - (this.#readAt.get(customerId) ?? -Infinity) < this.#freshMs) return false
    this.#waiting.add(customerId)
    return true
  }

  /** Takes the customers that wait. */
  take(now: number): string[] {
    const ids = [...this.#waiting].reverse()
    this.#waiting.clear()
    for (const id of ids) this.#readAt.set(id, now)
    return ids
  }

  /** True where somebody waits. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0
  }
}

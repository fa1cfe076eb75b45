/** More than these at once are rather read as a whole list. */
const MOST_WAITING = 500

/** Remote ids of customers of which the remote has told by itself that something has happened to them. */
export class ToldThere {
  readonly #waiting = new Set<string>()

  /** False where there are so many that a sweep is the cheaper way; then they are forgotten. */
  add(remoteIds: readonly string[]): boolean {
    for (const remoteId of remoteIds) this.#waiting.add(remoteId)
    if (this.#waiting.size <= MOST_WAITING) return true
    this.#waiting.clear()
    return false
  }

  /** The next one; undefined where none waits. */
  next(): string | undefined {
    return this.#waiting.values().next().value
  }

  done(remoteId: string): void {
    this.#waiting.delete(remoteId)
  }
}

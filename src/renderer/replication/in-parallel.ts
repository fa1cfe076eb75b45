/** Runs a job for each item, at most `together` at once, begun in order; stops beginning more when told to. */
export async function inParallel<T>(
  items: readonly T[],
  together: number,
  goOn: () => boolean,
  job: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const work = async (): Promise<void> => {
    for (;;) {
      const item = items[next]
      if (item === undefined || !goOn()) return
      next += 1
      await job(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(together, items.length) }, work))
}

/** The first thing that went wrong among jobs that run side by side. */
export class FirstProblem<T> {
  #problem: T | null = null

  /** Takes note of a problem; null is none. */
  note(problem: T | null): void {
    this.#problem ??= problem
  }

  /** The problem, null where all went well so far. */
  get found(): T | null {
    return this.#problem
  }
}

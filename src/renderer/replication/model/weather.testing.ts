import type { Seeded } from './seeded.testing.ts'

/** What goes wrong with one call. */
export const FAULTS = [
  /** Nothing was sent, and the caller knows. */
  'offline',
  'cut-before',
  'cut-after',
  /** Given up, and done only afterwards. */
  'late',
  /** The same request arrives twice. */
  'repeated',
  /** Other things happen before it arrives, or before its answer does; released in any order. */
  'held-before',
  'held-after',
  '401',
  '409',
  '422',
  '429',
  '500',
  /** Done, and answered as if it had failed. */
  '500-done',
] as const

/** One of the faults. */
export type FaultKind = (typeof FAULTS)[number]

const READS = ['offline', 'cut-before', 'repeated', 'held-before', 'held-after', '401', '429', '500'] as const

/** Decides what goes wrong on the way between the computers and the remote, and counts it. */
export class Weather {
  /** True while everything goes well. */
  calm = true
  readonly counts = new Map<FaultKind, number>()
  /** Calls that something could have befallen. */
  calls = 0
  /** Told of every write that arrives: time passes there too. */
  tick: () => void = () => undefined
  readonly #random: Seeded
  readonly #rate: number
  readonly #held: (() => void)[] = []
  #late: (() => Promise<unknown>)[] = []
  #onHold: (() => void)[] = []
  #moment: Promise<void> | null = null

  constructor(random: Seeded, rate: number) {
    this.#random = random
    this.#rate = rate
  }

  /** What befalls the next call; null = nothing. */
  next(call: { write: boolean; repeatable: boolean }): FaultKind | null {
    if (this.calm) return null
    this.calls += 1
    // Writes are few beside reads.
    if (!this.#random.chance(call.write ? 1.5 * this.#rate : this.#rate)) return null
    const kind = this.#random.pick<FaultKind>(call.write ? FAULTS : READS) ?? null
    // After a 401 nothing goes on until somebody signs in.
    if (kind === '401' && this.#random.chance(0.6)) return null
    if (kind === null || (kind === 'repeated' && !call.repeatable)) return null
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1)
    return kind
  }

  /** Stands still until `release`; not at all once all is calm: nobody releases what is held after that. */
  hold(): Promise<void> {
    if (this.calm) return Promise.resolve()
    return new Promise((resolve) => {
      this.#held.push(resolve)
      for (const tell of this.#onHold.splice(0)) tell()
    })
  }

  /** Resolves when something is held. */
  holding(): Promise<void> {
    return this.#held.length > 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#onHold.push(resolve)
        })
  }

  get holds(): boolean {
    return this.#held.length > 0
  }

  /** Lets what is held go on: one in any order, or all. */
  release(all = true): void {
    do {
      const [resolve] = this.#held.splice(this.#random.below(this.#held.length), 1)
      resolve?.()
    } while (all && this.#held.length > 0)
  }

  /** Somebody at the remote reads and writes in one moment: no write of a computer arrives before it is over. */
  async inOneMoment(act: () => Promise<void>): Promise<void> {
    let over = (): void => undefined
    this.#moment = new Promise((resolve) => {
      over = resolve
    })
    try {
      await act()
    } finally {
      this.#moment = null
      over()
    }
  }

  /** What a write has to wait for before it arrives; null = nothing. */
  get moment(): Promise<void> | null {
    return this.#moment
  }

  /** A write that was given up and is done later. */
  later(act: () => Promise<unknown>): void {
    this.#late.push(act)
  }

  /** Does what was given up, in any order. */
  async runLate(): Promise<void> {
    const late = this.#late
    this.#late = []
    while (late.length > 0) {
      const [act] = late.splice(this.#random.below(late.length), 1)
      await act?.()
    }
  }
}

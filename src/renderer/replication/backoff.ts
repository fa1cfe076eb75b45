/** Growing pauses with jitter, so that many computers do not return in the same moment. */
export class Backoff {
  readonly #random: () => number
  readonly #firstMs: number
  readonly #capMs: number
  #failures = 0

  /** `random` gives numbers from 0 to below 1. */
  constructor(random: () => number, firstMs = 2_000, capMs = 60_000) {
    this.#random = random
    this.#firstMs = firstMs
    this.#capMs = capMs
  }

  /** The pause after one more failure in ms: doubled each time up to the cap, of which a random half is taken off. */
  next(): number {
    const whole = Math.min(this.#capMs, this.#firstMs * 2 ** Math.min(this.#failures, 30))
    this.#failures += 1
    return Math.round(whole * (0.5 + this.#random() / 2))
  }

  /** The pause that was asked for, a little stretched; never shortened. */
  asTold(retryAfterMs: number): number {
    return Math.round(retryAfterMs * (1 + this.#random() / 10))
  }

  /** Something went well. */
  reset(): void {
    this.#failures = 0
  }
}

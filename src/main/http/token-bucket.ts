/** How a bucket is filled. */
export interface TokenBucketOptions {
  /** Requests in any minute, never exceeded. */
  perMinute: number
  now?: () => number
}

/** Share of the minute's requests that may go at once; the rest are spread evenly. */
const BURST = 0.1

/**
 * Keeps to a number of requests a minute: a tenth may go at once, after that one by one. In no minute are there more
 * than allowed, however the remote cuts its minutes.
 */
export class TokenBucket {
  readonly #capacity: number
  readonly #perMs: number
  readonly #now: () => number
  #tokens: number
  #at: number

  constructor({ perMinute, now = Date.now }: TokenBucketOptions) {
    this.#capacity = Math.max(1, Math.floor(perMinute * BURST))
    this.#perMs = Math.max(1, perMinute - this.#capacity) / 60_000
    this.#now = now
    this.#tokens = this.#capacity
    this.#at = now()
  }

  /** How long to wait for the next request, in ms; 0 = none, and the request is counted. */
  take(): number {
    this.#fill()
    if (this.#tokens < 1) return Math.ceil((1 - this.#tokens) / this.#perMs)
    this.#tokens -= 1
    return 0
  }

  #fill(): void {
    const now = this.#now()
    // A clock that was set back fills nothing, and does not hold anything up either.
    this.#tokens = Math.min(this.#capacity, this.#tokens + Math.max(0, now - this.#at) * this.#perMs)
    this.#at = now
  }
}

import PQueue from 'p-queue'
import { err, type Result } from '#shared/result.ts'
import {
  isRead,
  type HttpAnswer,
  type HttpClient,
  type HttpFailure,
  type HttpRequest,
} from './http-client.ts'
import type { TokenBucket } from './token-bucket.ts'

/** How a connection treats its remote. */
export interface RequestGateOptions {
  /** Most requests open at once. */
  concurrency: number
  /** Longest wait, in ms, that a rate limit is waited out here; a longer one is handed on at once. */
  patienceMs: number
  /** Where the number of requests a minute is known: counted before each, those that are refused too. */
  bucket?: TokenBucket
  now?: () => number
}

/** Attempts in all for a read that meets a rate limit. */
const ATTEMPTS = 3
/** Wait where a 429 names none, in ms; doubled at each attempt. */
const UNTOLD_WAIT_MS = 1000

/**
 * All requests of one connection pass here: never too many at once, and none while the remote has asked to wait. A 429
 * holds back everything that follows. A read that meets one is repeated here while the wait is short; this pacing is
 * the only repetition in main. Every other failure, and every write, is for the engine to repeat.
 */
export class RequestGate {
  readonly #http: HttpClient
  readonly #queue: PQueue
  readonly #patienceMs: number
  readonly #bucket: TokenBucket | null
  readonly #now: () => number
  #closedUntil = 0

  constructor(http: HttpClient, options: RequestGateOptions) {
    this.#http = http
    this.#queue = new PQueue({ concurrency: options.concurrency })
    this.#patienceMs = options.patienceMs
    this.#bucket = options.bucket ?? null
    this.#now = options.now ?? Date.now
  }

  /** Sends a request when it is its turn. While the remote wants a longer wait, answers `rate-limited` unsent. */
  async request(request: HttpRequest, signal: AbortSignal): Promise<Result<HttpAnswer, HttpFailure>> {
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.#inTurn(request, attempt, signal)
      const limited = result.ok && result.value.status === 429
      if (!limited || !isRead(request) || attempt === ATTEMPTS) return result
      if (this.#closedUntil - this.#now() > this.#patienceMs) return result
    }
  }

  async #inTurn(
    request: HttpRequest,
    attempt: number,
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, HttpFailure>> {
    const turn: { answer?: Promise<Result<HttpAnswer, HttpFailure>> } = {}
    try {
      return await this.#queue.add(() => (turn.answer = this.#whenOpen(request, attempt, signal)), { signal })
    } catch (error) {
      if (!signal.aborted) throw error
      // The queue gives up at once; whether anything was sent only the request itself knows.
      return turn.answer ?? err({ error: { kind: 'cancelled' }, sent: false })
    }
  }

  async #whenOpen(
    request: HttpRequest,
    attempt: number,
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, HttpFailure>> {
    for (;;) {
      if (signal.aborted) return err({ error: { kind: 'cancelled' }, sent: false })
      const closed = this.#closedUntil - this.#now()
      // Counted only when it can go.
      const wait = closed > 0 ? closed : (this.#bucket?.take() ?? 0)
      if (wait <= 0) break
      if (wait > this.#patienceMs) {
        return err({ error: { kind: 'rate-limited', retryAfterMs: wait }, sent: false })
      }
      await pause(wait, signal)
    }
    const result = await this.#http.request(request, signal)
    if (result.ok && result.value.status === 429) {
      // Here and not later: the next in the queue starts as soon as this turn is over.
      const wait = result.value.retryAfterMs || UNTOLD_WAIT_MS * 2 ** (attempt - 1)
      this.#closedUntil = Math.max(this.#closedUntil, this.#now() + wait)
    }
    return result
  }
}

/** Resolves after so many ms, or at once when the signal is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
  })
}

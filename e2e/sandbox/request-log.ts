import { pathPattern } from './path-pattern.ts'

/** One request that reached the sandbox. Credentials are not kept. */
export interface LoggedRequest {
  method: string
  path: string
  /** With its question mark, or empty. */
  query: string
  /** Body of a JSON request as it arrived, else null. */
  body: string | null
  /** HTTP status; 0 = the connection was cut; null = not answered yet. */
  status: number | null
  /** Kind of the fault that was injected, if one was. */
  fault: string | null
  /** Milliseconds since 1970 when the request arrived. */
  at: number
}

/** Which requests to count. What is left out matches everything. */
export interface RequestMatch {
  method?: string
  path?: string | RegExp
  status?: number
}

const KEPT_REQUESTS = 200_000

/** What was asked of the sandbox since the start or the last reset, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = []

  /** Only the newest 200,000 are kept, so that a server left alone does not grow for ever. */
  add(entry: LoggedRequest): void {
    if (this.#entries.length >= KEPT_REQUESTS) this.#entries = this.#entries.slice(KEPT_REQUESTS / 2)
    this.#entries.push(entry)
  }

  list(match: RequestMatch = {}): LoggedRequest[] {
    const onPath = pathPattern(match.path ?? '**')
    return this.#entries.filter(
      (entry) =>
        (match.method === undefined || entry.method === match.method) &&
        (match.status === undefined || entry.status === match.status) &&
        onPath(entry.path),
    )
  }

  count(match: RequestMatch = {}): number {
    return this.list(match).length
  }

  reset(): void {
    this.#entries = []
  }
}

import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { HttpAnswer, HttpFailure, HttpRequest } from '#main/http/http-client.ts'
import type { RequestGate } from '#main/http/request-gate.ts'
import { readFailure, storeError, writeFailure, type StoreFailure } from './store-errors.ts'
import { plainHttpRefused } from './store-url.ts'

/** Which API a store is spoken to by, and how its addresses are made. */
export interface StoreRoute {
  api: 'modern' | 'legacy'
  /** Stores with plain permalinks take the route in the query; its path leads nowhere. */
  permalinks: 'pretty' | 'plain'
}

/** Parameters of a request in their order. */
export type Query = Readonly<Record<string, string | number>>

/** Where a transport speaks to. */
export interface StoreTransportParts {
  /** As normaliseStoreUrl gives it. */
  baseUrl: string
  gate: RequestGate
  /** Texts that no error may repeat. */
  secrets: readonly string[]
  /** Plain http to another computer is allowed. */
  insecure: boolean
}

/** Bulk calls work on a hundred rows before they answer: five seconds on a good host, far more on a cheap one. */
const BULK_TIMEOUT_MS = 180_000

/** Requests to one store and what their answers say, for both APIs. */
export class StoreTransport {
  readonly #parts: StoreTransportParts

  constructor(parts: StoreTransportParts) {
    this.#parts = parts
  }

  get secrets(): readonly string[] {
    return this.#parts.secrets
  }

  get baseUrl(): string {
    return this.#parts.baseUrl
  }

  /** Reads; anything but a success is the error that it means. */
  async read(
    route: StoreRoute,
    path: string,
    query: Query,
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, RemoteError>> {
    const answer = await this.#request(route, 'GET', path, { query }, signal)
    if (!answer.ok) return err(answer.error.error)
    const failed = readFailure(answer.value, path, this.secrets)
    return failed === null ? answer : err(failed)
  }

  /**
   * Reads to find out whether there is such a route: null where nothing of the kind is at this address (404 that speaks of
   * no record, a web page in place of the 404, a redirect).
   */
  async lookFor(
    route: StoreRoute,
    path: string,
    query: Query,
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, RemoteError> | { ok: 'absent'; code: string }> {
    const answer = await this.#request(route, 'GET', path, { query }, signal)
    if (!answer.ok) {
      const { status = 0, error } = answer.error
      const noRoute = status === 404 || (status >= 300 && status < 400)
      // Where a parameter of the query means nothing, the shop's first page answers.
      const shopPage = route.permalinks === 'plain' && status === 200
      return noRoute || shopPage ? { ok: 'absent', code: '' } : err(error)
    }
    const failed = readFailure(answer.value, path, this.secrets)
    if (failed === null) return answer
    const code = storeError(answer.value.body, this.secrets)?.code ?? ''
    const absent = [400, 404].includes(answer.value.status) && failed.kind === 'protocol'
    return absent ? { ok: 'absent', code } : err(failed)
  }

  /** The index of WordPress, which lies above wc/v3. */
  siteIndex(
    permalinks: StoreRoute['permalinks'],
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, HttpFailure>> {
    const { baseUrl } = this.#parts
    const url = permalinks === 'pretty' ? `${baseUrl}/wp-json/` : `${baseUrl}/?rest_route=%2F`
    return this.#send({ method: 'GET', url, headers: {} }, signal)
  }

  /** Writes; a refusal, a missing record and a failure of the call are told apart. */
  async write(
    route: StoreRoute,
    request: { method: 'POST' | 'PUT' | 'DELETE'; path: string; query?: Query; body?: Json; bulk?: boolean },
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, StoreFailure>> {
    const { method, path, query = {}, body, bulk = false } = request
    const content = {
      query,
      ...(body === undefined ? {} : { body }),
      ...(bulk ? { timeoutMs: BULK_TIMEOUT_MS } : {}),
    }
    const answer = await this.#request(route, method, path, content, signal)
    if (!answer.ok) return err({ kind: 'failed', ...answer.error })
    if (answer.value.status < 300) return answer
    return err(writeFailure(answer.value, path, this.secrets))
  }

  #request(
    route: StoreRoute,
    method: HttpRequest['method'],
    path: string,
    content: { query: Query } & Pick<HttpRequest, 'body' | 'timeoutMs'>,
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, HttpFailure>> {
    const { query, ...rest } = content
    const url = addressOf(this.#parts.baseUrl, route, path, query)
    return this.#send({ method, url, headers: {}, ...rest }, signal)
  }

  /** Without the person's agreement nothing goes out over plain http, the keys least of all. */
  #send(request: HttpRequest, signal: AbortSignal): Promise<Result<HttpAnswer, HttpFailure>> {
    const { baseUrl, gate, insecure } = this.#parts
    if (plainHttpRefused(baseUrl, insecure)) {
      return Promise.resolve(err({ error: { kind: 'protocol', detail: 'base-url: not-https' }, sent: false }))
    }
    return gate.request(request, signal)
  }
}

/** `path` begins below the API: "/customers". In a query it is encoded once more, and PHP takes that away again. */
function addressOf(baseUrl: string, { api, permalinks }: StoreRoute, path: string, query: Query): string {
  const search = new URLSearchParams()
  if (permalinks === 'plain' && api === 'modern') search.set('rest_route', `/wc/v3${path}`)
  if (permalinks === 'plain' && api === 'legacy') {
    search.set('wc-api-version', '3')
    search.set('wc-api-route', path)
  }
  for (const [name, value] of Object.entries(query)) search.set(name, String(value))
  const text = search.size === 0 ? '' : `?${search.toString()}`
  if (permalinks === 'plain') return `${baseUrl}/${text}`
  return `${baseUrl}${api === 'modern' ? '/wp-json/wc/v3' : '/wc-api/v3'}${path}${text}`
}

/** The whole number in a header of a list; undefined where there is none. */
export function headerCount(answer: HttpAnswer, name: string): number | undefined {
  const text = answer.headers[name]
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}

/** A list in the body of an answer; `protocol` where there is none. */
export function rowsIn(body: unknown, name: string | null): Result<unknown[], RemoteError> {
  const rows: unknown = name === null ? body : isRecord(body) ? body[name] : undefined
  if (Array.isArray(rows)) return ok(rows as unknown[])
  return err({ kind: 'protocol', detail: `A list was answered without ${name ?? 'rows'}` })
}

/** The one thing in an envelope of the legacy API; `protocol` where there is none. */
export function unwrapped(body: unknown, name: string): Result<unknown, RemoteError> {
  if (isRecord(body) && isRecord(body[name])) return ok(body[name])
  return err({ kind: 'protocol', detail: `An answer came without ${name}` })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

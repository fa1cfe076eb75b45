import type { z } from 'zod'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { callError, messageOf } from '#main/http/answer-error.ts'
import type { HttpAnswer, HttpFailure, HttpRequest } from '#main/http/http-client.ts'
import type { RequestGate } from '#main/http/request-gate.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { wirePageSchema, wireSingleSchema, type WirePage } from './wire.ts'
import { readWriteAnswer, speaksOfRoute } from './write-answer.ts'

/** Where a transport speaks to. */
export interface SkuIoTransportParts {
  /** Without a trailing slash. */
  baseUrl: string
  token: string
  gate: RequestGate
}

/** A page of a list, with what the answer says beside it. */
export interface AnsweredPage extends WirePage {
  /** The remote's clock, in ms since the epoch; 0 where it does not tell. */
  answeredAt: number
}

/** What a question carries after its path. */
export type Query = Readonly<Record<string, string | number>>
/** What a request carries besides its path. `effect`: a GET that does something. */
type Content = Pick<HttpRequest, 'body' | 'upload' | 'timeoutMs' | 'effect'>

/** The two lists of customers, v1 and v2. */
const CUSTOMER_LIST = /^\/api\/(v2\/)?customers$/

/** Questions and writes as SKU.io takes them: the token, the envelopes, and what each status means. */
export class SkuIoTransport {
  readonly #parts: SkuIoTransportParts

  constructor(parts: SkuIoTransportParts) {
    this.#parts = parts
  }

  /** A page of a list. */
  async page(path: string, query: Query, signal: AbortSignal): Promise<Result<AnsweredPage, RemoteError>> {
    const answer = await this.#get(path, query, signal)
    if (!answer.ok) return answer
    const page = parsed(path, wirePageSchema, answer.value.body)
    return page.ok ? ok({ ...page.value, answeredAt: answer.value.answeredAt }) : page
  }

  /** What stands in the envelope of a single record. */
  async single(path: string, signal: AbortSignal): Promise<Result<unknown, RemoteError>> {
    const answer = await this.read(path, {}, wireSingleSchema, signal)
    return answer.ok ? ok(answer.value.data) : answer
  }

  /** An answer of this shape; `not-found` where the record certainly is not there. */
  async read<T>(
    path: string,
    query: Query,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<Result<T, RemoteError>> {
    const answer = await this.#get(path, query, signal)
    return answer.ok ? parsed(path, schema, answer.value.body) : answer
  }

  /** A write, or a GET with `effect`: its body, or why it did not succeed. */
  async send(
    method: HttpRequest['method'],
    path: string,
    content: Content,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    const result = await this.#request(method, path, {}, content, signal)
    if (!result.ok) return err({ kind: 'failed', ...result.error })
    return readWriteAnswer(result.value, this.#secrets)
  }

  async #get(path: string, query: Query, signal: AbortSignal): Promise<Result<HttpAnswer, RemoteError>> {
    const result = await this.#request('GET', path, query, {}, signal)
    if (!result.ok) return err(result.error.error)
    const answer = result.value
    const failed = callError(answer, this.#secrets)
    if (failed !== null) return err(failed)
    if (answer.status === 404) {
      // The list is its own route, so its 404 can only mean that; a record's 404 must speak of the record.
      const routeGone = !CUSTOMER_LIST.test(path) && speaksOfRoute(messageOf(answer, this.#secrets))
      if (routeGone || answer.body === undefined) return err(unexpected(path, 'no such route'))
      return err({ kind: 'not-found' })
    }
    return answer.status < 300 ? ok(answer) : err(unexpected(path, `status ${answer.status}`))
  }

  #request(
    method: HttpRequest['method'],
    path: string,
    query: Query,
    content: Content,
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, HttpFailure>> {
    const { baseUrl, token, gate } = this.#parts
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) search.set(name, String(value))
    const queryText = search.size > 0 ? `?${search.toString()}` : ''
    const headers = { Authorization: `Bearer ${token}` }
    const url = `${baseUrl}${path}${queryText}`
    return gate.request({ method, url, headers, ...content }, signal)
  }

  get #secrets(): readonly string[] {
    return [this.#parts.token]
  }
}

function parsed<T>(path: string, schema: z.ZodType<T>, body: unknown): Result<T, RemoteError> {
  const result = schema.safeParse(body)
  return result.success ? ok(result.data) : err(unexpected(path, 'an unexpected shape'))
}

/** Without the ids in the path: an error text names no record. */
export function unexpected(path: string, what: string): RemoteError {
  return { kind: 'protocol', detail: `${path.replace(/\/\d+/g, '/{id}')} answered with ${what}` }
}

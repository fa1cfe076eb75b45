import type { z } from 'zod'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { HttpAnswer, HttpFailure, HttpRequest } from '#main/http/http-client.ts'
import type { RequestGate } from '#main/http/request-gate.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { saysExpired } from './answer-words.ts'
import type { Authorisation } from './authorisation.ts'
import { readAnswerError, readWriteAnswer } from './read-answer.ts'
import { wireCompanySchema, wireListSchema } from './wire.ts'

/** Where a client speaks to. */
export interface KountaClientParts {
  /** Without a trailing slash and without `/v1`. */
  baseUrl: string
  /** The company the workspace is linked with; '' = the one of the credentials, asked for once. */
  companyId: string
  authorisation: Authorisation
  gate: RequestGate
}

/** The company that credentials belong to. */
export interface KountaCompany {
  id: string
  name: string
}

/** A list as it was answered, with what leads on from it. */
export interface KountaList {
  rows: unknown[]
  headers: Readonly<Record<string, string>>
}

/** What a lookup by a key answered: the id behind a redirect, or records themselves. Nothing found is an empty list. */
export type LookupAnswer = { kind: 'id'; id: string } | { kind: 'rows'; rows: unknown[] }

type Method = HttpRequest['method']

/** The calls of docs/remotes/kounta.md, section 2. Ids go in as text. Credentials go to the base URL and nowhere else. */
export class KountaClient {
  readonly #parts: KountaClientParts
  #companyId: string

  constructor(parts: KountaClientParts) {
    this.#parts = parts
    this.#companyId = parts.companyId
  }

  /** Whose credentials these are. */
  async company(signal: AbortSignal): Promise<Result<KountaCompany, RemoteError>> {
    const answer = await this.#read(`${this.#parts.baseUrl}/v1/companies/me.json`, {}, signal)
    if (!answer.ok) return answer
    const company = parsed('/v1/companies/me.json', wireCompanySchema, answer.value.body)
    if (!company.ok) return company
    const { id, name } = company.value
    if (this.#companyId === '') this.#companyId = id
    return ok({ id, name: name === undefined || name === '' ? id : name })
  }

  /** Address of a collection of the company, for example "customers". */
  async collection(name: string, signal: AbortSignal): Promise<Result<string, RemoteError>> {
    if (this.#companyId === '') {
      const company = await this.company(signal)
      if (!company.ok) return company
    }
    return ok(`${this.#parts.baseUrl}/v1/companies/${encodeURIComponent(this.#companyId)}/${name}`)
  }

  /**
   * A list at an address of this company. `page` is asked for by header, counted from 0. A list below a record may be
   * `not-found` with it; any other is always there.
   */
  async list(
    url: string,
    page: number | null,
    signal: AbortSignal,
    of: 'company' | 'record' = 'company',
  ): Promise<Result<KountaList, RemoteError>> {
    const options = page === null ? {} : { headers: { 'X-Page': String(page) } }
    const answer = await this.#read(url, options, signal)
    if (!answer.ok) {
      const absurd = of === 'company' && answer.error.kind === 'not-found'
      return absurd ? err(unexpected(url, 'no such list')) : answer
    }
    const rows = parsed(url, wireListSchema, answer.value.body)
    return rows.ok ? ok({ rows: rows.value, headers: answer.value.headers }) : rows
  }

  /** One resource of the company; `not-found` where it certainly is not there. */
  async resource(path: string, signal: AbortSignal): Promise<Result<unknown, RemoteError>> {
    const url = await this.collection(path, signal)
    if (!url.ok) return url
    const answer = await this.#read(url.value, {}, signal)
    return answer.ok ? ok(answer.value.body) : answer
  }

  /** Kounta, customers by a key: a redirect to the record is told and not followed. */
  async lookup(
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<LookupAnswer, RemoteError>> {
    const collection = await this.collection('customers', signal)
    if (!collection.ok) return collection
    const url = `${collection.value}?${new URLSearchParams(query).toString()}`
    const answer = await this.#read(url, { redirect: 'tell' }, signal)
    if (!answer.ok) return answer.error.kind === 'not-found' ? ok({ kind: 'rows', rows: [] }) : answer
    const { status, body, headers } = answer.value
    if (status >= 300) {
      const id = this.customerIdIn(headers['location'] ?? '', url)
      return id === null ? err(unexpected(url, 'a redirect to somewhere else')) : ok({ kind: 'id', id })
    }
    if (Array.isArray(body)) return ok({ kind: 'rows', rows: body as unknown[] })
    if (typeof body === 'object' && body !== null) return ok({ kind: 'rows', rows: [body] })
    return err(unexpected(url, 'an unexpected shape'))
  }

  /** The customer that a `Location` names; null where it leads anywhere but to a customer of this company, here. */
  customerIdIn(location: string, requestUrl: string): string | null {
    if (location === '' || !URL.canParse(location, requestUrl)) return null
    const { origin, pathname } = new URL(location, requestUrl)
    const own = new URL(this.#parts.baseUrl)
    const path = `${own.pathname === '/' ? '' : own.pathname}/v1/companies/${this.#companyId}/customers/`
    if (origin !== own.origin || !pathname.startsWith(path)) return null
    return /^(\d+)(\.json)?$/.exec(pathname.slice(path.length))?.[1] ?? null
  }

  /** A write; the answer as it is, or why it did not succeed. */
  async write(
    method: Exclude<Method, 'GET'>,
    path: string,
    body: Json | undefined,
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer & { url: string }, WriteFailure>> {
    const url = await this.collection(path, signal)
    if (!url.ok) return err({ kind: 'failed', error: url.error, sent: false })
    const result = await this.#request(method, url.value, body === undefined ? {} : { body }, signal)
    if (!result.ok) return err({ kind: 'failed', error: result.error.error, sent: result.error.sent })
    const answer = readWriteAnswer(result.value, this.#parts.authorisation.secrets())
    return answer.ok ? ok({ ...answer.value, url: url.value }) : answer
  }

  async #read(
    url: string,
    options: Pick<HttpRequest, 'redirect'> & { headers?: Record<string, string> },
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, RemoteError>> {
    const result = await this.#request('GET', url, options, signal)
    if (!result.ok) return err(result.error.error)
    const error = readAnswerError(result.value, this.#parts.authorisation.secrets())
    if (error === null) return ok(result.value)
    return err(error.kind === 'protocol' ? unexpected(url, error.detail) : error)
  }

  /** Signs a request. One that is refused for its token is sent once more with another: it had no effect. */
  async #request(
    method: Method,
    url: string,
    options: Pick<HttpRequest, 'redirect' | 'body'> & { headers?: Record<string, string> },
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, HttpFailure>> {
    const { authorisation, gate } = this.#parts
    if (signal.aborted) return err({ error: { kind: 'cancelled' }, sent: false })
    const header = await authorisation.header()
    if (!header.ok) return err({ error: header.error, sent: false })
    const send = (value: string): Promise<Result<HttpAnswer, HttpFailure>> =>
      gate.request({ method, url, ...options, headers: { ...options.headers, Authorization: value } }, signal)
    const result = await send(header.value)
    if (!result.ok || !saysExpired(result.value)) return result
    const renewed = await authorisation.renewed(header.value)
    if (renewed === null) return result
    return renewed.ok ? send(renewed.value) : err({ error: renewed.error, sent: false })
  }
}

function parsed<T>(url: string, schema: z.ZodType<T>, body: unknown): Result<T, RemoteError> {
  const result = schema.safeParse(body)
  return result.success ? ok(result.data) : err(unexpected(url, 'an unexpected shape'))
}

/** Without host, ids and query: an error text names no record. */
function unexpected(url: string, what: string): RemoteError {
  const path = url.startsWith('/') ? url : new URL(url).pathname
  return { kind: 'protocol', detail: `${path.replace(/\/\d+/g, '/{id}')} answered with ${what}` }
}

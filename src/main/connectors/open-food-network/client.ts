import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { callError } from '#main/http/answer-error.ts'
import type { HttpAnswer, HttpFailure, HttpRequest } from '#main/http/http-client.ts'
import type { RequestGate } from '#main/http/request-gate.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { BROKEN, BROKEN_STATUS, isBroken, namesKey, refusalOf, wordsOf } from './answers.ts'
import { wirePageSchema, wireSingleSchema } from './wire.ts'

/** Where a client speaks to. */
export interface OfnClientParts {
  /** Without a trailing slash. */
  baseUrl: string
  token: string
  gate: RequestGate
}

/** Which customers of an enterprise are asked for; ids and times as text. */
export interface ListFilter {
  enterpriseId: string
  email?: string
  code?: string
  /** ISO 8601. */
  changedSince?: string
}

/** A stretch of a list, always in the order of the ids. */
export interface ListQuery extends ListFilter {
  /** Only those with a greater id. */
  after: string
  /** Only those up to this id. */
  upTo?: string
  size: number
  /** True asks for balances, too. */
  balance: boolean
}

/** A page of the list. */
export interface CustomerPage {
  rows: unknown[]
  hasMore: boolean
  /** How many fit the query, those of this page included. */
  results: number
  /** The remote's clock, in ms since the epoch; 0 where it does not tell. */
  answeredAt: number
}

/** One customer, with the name of its enterprise where that was asked for. */
export interface SingleCustomer {
  data: unknown
  enterpriseName: string
}

/** By name; a list goes once for each. */
type Query = Readonly<Record<string, string | readonly string[]>>

const PATH = '/api/v1/customers'

/** The calls of docs/remotes/open-food-network.md, section 2, one method each. Ids go in as text. */
export class OfnClient {
  readonly #parts: OfnClientParts
  #timeFilter: boolean | null = null
  #tellsBalances = true

  constructor(parts: OfnClientParts) {
    this.#parts = parts
  }

  /** A page of the list. One customer that the remote cannot show makes it fail as a whole (see isBroken). */
  async list(query: ListQuery, signal: AbortSignal): Promise<Result<CustomerPage, RemoteError>> {
    if (!query.balance || !this.#tellsBalances) return this.#page(query, false, signal)
    const page = await this.#page(query, true, signal)
    if (page.ok || !isBroken(page.error)) return page
    // It may only be that this version knows no balances in a list.
    const plain = await this.#page(query, false, signal)
    if (plain.ok) this.#tellsBalances = false
    return plain
  }

  /** Customers by their ids, at most a page of them; those that are not there or hidden are left out. */
  async byIds(ids: readonly string[], signal: AbortSignal): Promise<Result<unknown[], RemoteError>> {
    const answer = await this.#get(PATH, { per_page: String(ids.length), 'q[id_in][]': ids }, signal)
    if (!answer.ok) return answer
    const page = wirePageSchema.safeParse(answer.value.body)
    return page.success ? ok(page.data.data) : err(unexpected(PATH, 'an unexpected shape'))
  }

  /**
   * True where the list can be had by the time of change. Conditions that a version does not know are ignored without a
   * word, so it is asked once for changes of a time to come.
   */
  async hasTimeFilter(filter: ListFilter, signal: AbortSignal): Promise<Result<boolean, RemoteError>> {
    if (this.#timeFilter !== null) return ok(this.#timeFilter)
    const query = { ...filter, changedSince: '2999-01-01T00:00:00Z', after: '', size: 1, balance: false }
    const page = await this.#page(query, false, signal)
    if (!page.ok && !isBroken(page.error)) return page
    this.#timeFilter = page.ok && page.value.results === 0
    return ok(this.#timeFilter)
  }

  /** One customer; `not-found` where it certainly is not there, `protocol` where it is hidden from this key. */
  async customer(
    id: string,
    signal: AbortSignal,
    include: '' | 'enterprise' = '',
  ): Promise<Result<SingleCustomer, RemoteError>> {
    const answer = await this.#get(customerPath(id), include === '' ? {} : { include }, signal)
    if (!answer.ok) return answer
    const single = wireSingleSchema.safeParse(answer.value.body)
    if (!single.success) return err(unexpected(customerPath(id), 'an unexpected shape'))
    const enterprise = single.data.included?.find(({ type }) => type === 'enterprise')
    return ok({ data: single.data.data, enterpriseName: enterprise?.attributes?.name ?? '' })
  }

  /** Changes the customer with this e-mail where there is one: search before (docs/remotes/open-food-network.md, section 5, 1). */
  create(body: Json, signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#write('POST', PATH, body, signal)
  }

  update(id: string, body: Json, signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#write('PUT', customerPath(id), body, signal)
  }

  delete(id: string, signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#write('DELETE', customerPath(id), undefined, signal)
  }

  async #page(
    query: ListQuery,
    balance: boolean,
    signal: AbortSignal,
  ): Promise<Result<CustomerPage, RemoteError>> {
    const { enterpriseId, email, code, changedSince, after, upTo, size } = query
    const answer = await this.#get(
      PATH,
      {
        per_page: String(size),
        ...(enterpriseId === '' ? {} : { enterprise_id: enterpriseId }),
        ...(email === undefined ? {} : { 'q[email_eq]': email }),
        ...(code === undefined ? {} : { 'q[code_eq]': code }),
        ...(changedSince === undefined ? {} : { 'q[updated_at_gteq]': changedSince }),
        ...(after === '' ? {} : { 'q[id_gt]': after }),
        ...(upTo === undefined ? {} : { 'q[id_lteq]': upTo }),
        ...(balance ? { 'extra_fields[customer]': 'balance' } : {}),
      },
      signal,
    )
    if (!answer.ok) return answer
    const page = wirePageSchema.safeParse(answer.value.body)
    if (!page.success) return err(unexpected(PATH, 'an unexpected shape'))
    const { data: rows, links, meta } = page.data
    const hasMore = links.next !== null && links.next !== undefined
    return ok({ rows, hasMore, results: meta.pagination.results, answeredAt: answer.value.answeredAt })
  }

  async #get(path: string, query: Query, signal: AbortSignal): Promise<Result<HttpAnswer, RemoteError>> {
    const result = await this.#request('GET', path, query, undefined, signal)
    if (!result.ok) return err(result.error.error)
    const answer = result.value
    if (answer.status === 401 && path !== PATH) {
      const rejected = await this.#whyUnauthorised(answer, signal)
      // It is there, for others: no sign that it was deleted.
      return err(rejected.kind === 'permission' ? unexpected(path, 'hidden from this key') : rejected)
    }
    const failed = callError(answer, this.#secrets)
    if (failed?.kind === 'unauthorised') return err({ ...failed, detail: wordsOf(answer, this.#secrets) })
    if (failed !== null) return err(failed)
    if (answer.status === BROKEN_STATUS) return err(BROKEN)
    if (answer.status === 404) {
      return err(
        path === PATH || answer.body === undefined
          ? unexpected(path, 'no such route')
          : { kind: 'not-found' },
      )
    }
    return answer.status < 300 ? ok(answer) : err(unexpected(path, `status ${answer.status}`))
  }

  async #write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: Json | undefined,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    const result = await this.#request(method, path, {}, body, signal)
    if (!result.ok) return err({ kind: 'failed', ...result.error })
    const answer = result.value
    if (answer.status < 300) return ok(answer.body)
    if (answer.status === 401) return err(await this.#unauthorisedWrite(answer, method, signal))
    const failed = callError(answer, this.#secrets)
    if (failed !== null) return err({ kind: 'failed', error: failed, sent: failed.kind === 'unavailable' })
    if (answer.status === 404 && method !== 'POST') {
      return err({ kind: 'gone', reason: wordsOf(answer, this.#secrets) })
    }
    const refusal = refusalOf(answer, this.#secrets)
    if (refusal !== null) return err({ kind: 'refused', refusal })
    return err({ kind: 'failed', error: BROKEN, sent: true })
  }

  /** A key that may not add customers may add none at all; one that may not change a customer may change others. */
  async #unauthorisedWrite(answer: HttpAnswer, method: string, signal: AbortSignal): Promise<WriteFailure> {
    const error = await this.#whyUnauthorised(answer, signal)
    if (error.kind !== 'permission' || method === 'POST') return { kind: 'failed', error, sent: false }
    const reason = wordsOf(answer, this.#secrets) || 'Status 401'
    return { kind: 'refused', refusal: { status: 401, reason, field: '', exists: false } }
  }

  /** 401 is said of a wrong key and of a missing permission alike, in the language of the place: the list tells. */
  async #whyUnauthorised(answer: HttpAnswer, signal: AbortSignal): Promise<RemoteError> {
    const detail = wordsOf(answer, this.#secrets)
    if (namesKey(answer, this.#parts.token)) return { kind: 'unauthorised', detail }
    const list = await this.#request('GET', PATH, { per_page: '1' }, undefined, signal)
    if (!list.ok) return list.error.error
    if (list.value.status === 401) return { kind: 'unauthorised', detail }
    return { kind: 'permission', detail, requiredScope: '' }
  }

  #request(
    method: HttpRequest['method'],
    path: string,
    query: Query,
    body: Json | undefined,
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, HttpFailure>> {
    const { baseUrl, token, gate } = this.#parts
    // Without a key it would answer as to a visitor, with empty lists.
    if (token === '') return Promise.resolve(err({ error: { kind: 'not-configured' }, sent: false }))
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) {
      for (const each of typeof value === 'string' ? [value] : value) search.append(name, each)
    }
    const url = `${baseUrl}${path}${search.size > 0 ? `?${search.toString()}` : ''}`
    const headers = { 'X-Api-Token': token }
    return gate.request({ method, url, headers, ...(body === undefined ? {} : { body }) }, signal)
  }

  get #secrets(): readonly string[] {
    return [this.#parts.token]
  }
}

function customerPath(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`
}

/** Without the ids in the path: an error text names no record. */
function unexpected(path: string, what: string): RemoteError {
  return { kind: 'protocol', detail: `${path.replace(/\/\d+/g, '/{id}')} answered with ${what}` }
}

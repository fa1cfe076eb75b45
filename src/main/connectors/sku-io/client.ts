import type { z } from 'zod'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { callError, messageOf } from '#main/http/answer-error.ts'
import type { FormUpload } from '#main/http/form-upload.ts'
import type { HttpAnswer, HttpFailure, HttpRequest } from '#main/http/http-client.ts'
import type { RequestGate } from '#main/http/request-gate.ts'
import { wireMeSchema, wireMatchesSchema, wirePageSchema, wireSingleSchema, type WirePage } from './wire.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { readWriteAnswer, speaksOfRoute } from './write-answer.ts'

/** Where a client speaks to. */
export interface SkuIoClientParts {
  /** Without a trailing slash. */
  baseUrl: string
  token: string
  gate: RequestGate
}

/** A question for a page of the customer list. */
export interface CustomerListQuery {
  page: number
  limit: number
  sort?: '-updated_at' | 'created_at'
  search?: string
}

/** Which routes this account offers: `v2` lists and shows customers, no more (docs/remotes/sku-io.md, section 5, 1). */
export type RouteVersion = 'v1' | 'v2'

/** A page of the customer list, with what the answer says beside it. */
export interface CustomerPage extends WirePage {
  version: RouteVersion
  /** The remote's clock, in ms since the epoch; 0 where it does not tell. */
  answeredAt: number
}

type Query = Readonly<Record<string, string | number>>
/** What a request carries besides its path. */
type Content = Pick<HttpRequest, 'body' | 'upload' | 'timeoutMs'>

/** Assumed: the remote may work on the rows of an uploaded file for so long before it answers. */
const IMPORT_TIMEOUT_MS = 300_000

/** The calls of docs/remotes/sku-io.md, section 2, one method each. Ids go in as text. */
export class SkuIoClient {
  readonly #parts: SkuIoClientParts
  #version: RouteVersion | null = null

  constructor(parts: SkuIoClientParts) {
    this.#parts = parts
  }

  /** Whose token this is. */
  me(signal: AbortSignal): Promise<Result<z.infer<typeof wireMeSchema>, RemoteError>> {
    return this.#read('/api/me', {}, wireMeSchema, signal)
  }

  /** Finds out anew which routes there are. */
  async probe(signal: AbortSignal): Promise<Result<RouteVersion, RemoteError>> {
    this.#version = null
    const page = await this.customers({ page: 1, limit: 1 }, signal)
    return page.ok ? ok(page.value.version) : page
  }

  /** A page of all customers, archived ones too. v2 knows no order. */
  async customers(query: CustomerListQuery, signal: AbortSignal): Promise<Result<CustomerPage, RemoteError>> {
    if (this.#version === 'v2') return this.#customersV2(query, signal)
    const { page, limit, sort, search } = query
    const answer = await this.#page(
      '/api/customers',
      { page, limit, archived: 2, ...(sort && { sort }), ...(search && { search }) },
      'v1',
      signal,
    )
    if (answer.ok) this.#version = 'v1'
    if (answer.ok || answer.error.kind !== 'not-found') return answer
    const reduced = await this.#customersV2(query, signal)
    if (reduced.ok) this.#version = 'v2'
    return reduced
  }

  /** One customer with addresses; `not-found` where it certainly is not there. */
  async customer(id: string, signal: AbortSignal): Promise<Result<unknown, RemoteError>> {
    const version = this.#version === null ? await this.probe(signal) : ok(this.#version)
    if (!version.ok) return version
    const path = version.value === 'v1' ? customerPath(id) : `/api/v2/customers/${encodeURIComponent(id)}`
    return this.#single(path, signal)
  }

  /** Customers of this name at this place; 90 % alike is enough there, so compare what comes. All three are required. */
  matches(
    key: { name: string; postcode: string; line1: string },
    signal: AbortSignal,
  ): Promise<Result<unknown[], RemoteError>> {
    const query = { name: key.name, zip: key.postcode, address1: key.line1 }
    return this.#read('/api/customers/find-match', query, wireMatchesSchema, signal)
  }

  /** A page of the SKU mappings of a customer. */
  async skuMappings(
    customerId: string,
    query: { page: number; limit: number },
    signal: AbortSignal,
  ): Promise<Result<WirePage, RemoteError>> {
    const path = `${customerPath(customerId)}/sku-mappings`
    return this.#page(path, { page: query.page, per_page: query.limit }, 'v1', signal)
  }

  createCustomer(body: Json, signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#write('POST', '/api/customers', body, signal)
  }

  updateCustomer(id: string, body: Json, signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#write('PUT', customerPath(id), body, signal)
  }

  deleteCustomer(id: string, signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#write('DELETE', customerPath(id), undefined, signal)
  }

  /** The path of the single call ends in "unarchived", that of the bulk call in "unarchive". */
  setArchived(id: string, archived: boolean, signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    const path = `${customerPath(id)}/${archived ? 'archive' : 'unarchived'}`
    return this.#write('PUT', path, undefined, signal)
  }

  /** `apply_to_all: true` would archive every customer there is: always ids (docs/remotes/sku-io.md, section 5, 3). */
  setArchivedInBulk(
    ids: readonly string[],
    archived: boolean,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    const body = { ids: ids.map(Number), apply_to_all: false, filters: {} }
    return this.#write('PUT', `/api/customers/${archived ? 'archive' : 'unarchive'}`, body, signal)
  }

  /** Adds an address; one that equals another is not doubled, the answer may carry the other's id. */
  addAddress(customerId: string, body: Json, signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#write('POST', `${customerPath(customerId)}/addresses`, body, signal)
  }

  setDefaultAddress(
    customerId: string,
    use: 'shipping' | 'billing',
    addressId: string,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    const path = `${customerPath(customerId)}/set-default-${use}-address/${encodeURIComponent(addressId)}`
    return this.#write('PUT', path, undefined, signal)
  }

  upsertSkuMapping(
    customerId: string,
    body: Json,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    return this.#write('POST', `${customerPath(customerId)}/sku-mappings`, body, signal)
  }

  deleteSkuMapping(
    customerId: string,
    mappingId: string,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    const path = `${customerPath(customerId)}/sku-mappings/${encodeURIComponent(mappingId)}`
    return this.#write('DELETE', path, undefined, signal)
  }

  /** Hands a CSV file to the remote's own import; the preview writes nothing. */
  importCustomers(
    step: 'preview' | 'run',
    upload: FormUpload,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    const path = `/api/customers/import${step === 'preview' ? '/preview' : ''}`
    return this.#send('POST', path, { upload, timeoutMs: IMPORT_TIMEOUT_MS }, signal)
  }

  async #customersV2(
    query: CustomerListQuery,
    signal: AbortSignal,
  ): Promise<Result<CustomerPage, RemoteError>> {
    const { page, limit, search } = query
    const path = '/api/v2/customers'
    const answer = await this.#page(path, { page, per_page: limit, ...(search && { search }) }, 'v2', signal)
    if (answer.ok || answer.error.kind !== 'not-found') return answer
    return err(unexpected(path, 'no such route'))
  }

  async #page(
    path: string,
    query: Query,
    version: RouteVersion,
    signal: AbortSignal,
  ): Promise<Result<CustomerPage, RemoteError>> {
    const answer = await this.#get(path, query, signal)
    if (!answer.ok) return answer
    const page = parsed(path, wirePageSchema, answer.value.body)
    return page.ok ? ok({ ...page.value, version, answeredAt: answer.value.answeredAt }) : page
  }

  async #single(path: string, signal: AbortSignal): Promise<Result<unknown, RemoteError>> {
    const answer = await this.#read(path, {}, wireSingleSchema, signal)
    return answer.ok ? ok(answer.value.data) : answer
  }

  async #read<T>(
    path: string,
    query: Query,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<Result<T, RemoteError>> {
    const answer = await this.#get(path, query, signal)
    return answer.ok ? parsed(path, schema, answer.value.body) : answer
  }

  async #get(path: string, query: Query, signal: AbortSignal): Promise<Result<HttpAnswer, RemoteError>> {
    const result = await this.#request('GET', path, query, {}, signal)
    if (!result.ok) return err(result.error.error)
    const answer = result.value
    const failed = callError(answer, this.#secrets)
    if (failed !== null) return err(failed)
    if (answer.status === 404) {
      // The list is its own route, so its 404 can only mean that; a record's 404 must speak of the record.
      const routeGone = !path.endsWith('/customers') && speaksOfRoute(messageOf(answer, this.#secrets))
      if (routeGone || answer.body === undefined) return err(unexpected(path, 'no such route'))
      return err({ kind: 'not-found' })
    }
    return answer.status < 300 ? ok(answer) : err(unexpected(path, `status ${answer.status}`))
  }

  #write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: Json | undefined,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    return this.#send(method, path, body === undefined ? {} : { body }, signal)
  }

  async #send(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    content: Content,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    const result = await this.#request(method, path, {}, content, signal)
    if (!result.ok) return err({ kind: 'failed', ...result.error })
    return readWriteAnswer(result.value, this.#secrets)
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

function customerPath(id: string): string {
  return `/api/customers/${encodeURIComponent(id)}`
}

function parsed<T>(path: string, schema: z.ZodType<T>, body: unknown): Result<T, RemoteError> {
  const result = schema.safeParse(body)
  return result.success ? ok(result.data) : err(unexpected(path, 'an unexpected shape'))
}

/** Without the ids in the path: an error text names no record. */
function unexpected(path: string, what: string): RemoteError {
  return { kind: 'protocol', detail: `${path.replace(/\/\d+/g, '/{id}')} answered with ${what}` }
}

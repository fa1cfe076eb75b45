import type { z } from 'zod'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { FormUpload } from '#main/http/form-upload.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { unexpected, type AnsweredPage, type Query, type SkuIoTransport } from './transport.ts'
import { wireMeSchema, wireMatchesSchema, type WirePage } from './wire.ts'

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
export interface CustomerPage extends AnsweredPage {
  version: RouteVersion
}

/** Assumed: the remote may work on the rows of an uploaded file for so long before it answers. */
const IMPORT_TIMEOUT_MS = 300_000

/** The calls of docs/remotes/sku-io.md, section 2, one method each. Ids go in as text. */
export class SkuIoClient {
  readonly #transport: SkuIoTransport
  #version: RouteVersion | null = null

  constructor(transport: SkuIoTransport) {
    this.#transport = transport
  }

  /** Whose token this is. */
  me(signal: AbortSignal): Promise<Result<z.infer<typeof wireMeSchema>, RemoteError>> {
    return this.#transport.read('/api/me', {}, wireMeSchema, signal)
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
    return this.#transport.single(path, signal)
  }

  /** All addresses of a customer, for where the customer is answered without them. For power users. */
  async addresses(customerId: string, signal: AbortSignal): Promise<Result<unknown, RemoteError>> {
    return this.#transport.single(`${customerPath(customerId)}/addresses`, signal)
  }

  /** Customers of this name at this place; 90 % alike is enough there, so compare what comes. All three are required. */
  matches(
    key: { name: string; postcode: string; line1: string },
    signal: AbortSignal,
  ): Promise<Result<unknown[], RemoteError>> {
    const query = { name: key.name, zip: key.postcode, address1: key.line1 }
    return this.#transport.read('/api/customers/find-match', query, wireMatchesSchema, signal)
  }

  /** A page of the SKU mappings of a customer. */
  async skuMappings(
    customerId: string,
    query: { page: number; limit: number },
    signal: AbortSignal,
  ): Promise<Result<WirePage, RemoteError>> {
    const path = `${customerPath(customerId)}/sku-mappings`
    return this.#transport.page(path, { page: query.page, per_page: query.limit }, signal)
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

  /** Which of these can be deleted, and why others cannot. Changes nothing, POST though it is. */
  deletable(ids: readonly string[], signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#write('POST', '/api/customers/deletable', { ids: ids.map(Number), scope: 'ids' }, signal)
  }

  /** All of them or, with a 400, none. Always ids: see setArchivedInBulk. */
  deleteInBulk(ids: readonly string[], signal: AbortSignal): Promise<Result<unknown, WriteFailure>> {
    return this.#write('DELETE', '/api/customers', bulkBody(ids), signal)
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
    const path = `/api/customers/${archived ? 'archive' : 'unarchive'}`
    return this.#write('PUT', path, bulkBody(ids), signal)
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
    return this.#transport.send('POST', path, { upload, timeoutMs: IMPORT_TIMEOUT_MS }, signal)
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
    const page = await this.#transport.page(path, query, signal)
    return page.ok ? ok({ ...page.value, version }) : page
  }

  #write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: Json | undefined,
    signal: AbortSignal,
  ): Promise<Result<unknown, WriteFailure>> {
    return this.#transport.send(method, path, body === undefined ? {} : { body }, signal)
  }
}

function bulkBody(ids: readonly string[]): Json {
  return { ids: ids.map(Number), apply_to_all: false, filters: {} }
}

/** The path of a customer, below which its addresses, SKU mappings, orders and credits are. */
export function customerPath(id: string): string {
  return `/api/customers/${encodeURIComponent(id)}`
}

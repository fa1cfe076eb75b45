import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Result } from '#shared/result.ts'
import type { StoreFailure } from './store-errors.ts'

/** A page of a list; its rows are not checked yet. */
export interface RowsPage {
  rows: unknown[]
  hasMore: boolean
  /** Undefined where the store does not tell. */
  total: number | undefined
}

/** What is asked of a list of customers: by id, so that rows keep their places. */
export interface CustomerListQuery {
  page: number
  limit: number
  /** `all` for every user, staff too. */
  role: string
}

/** Parts of an address under their names there. */
export type AddressBody = Readonly<Record<string, string>>

/** What a create or an update carries, by the names of wc/v3. */
export interface CustomerBody {
  email?: string
  first_name?: string
  last_name?: string
  username?: string
  /** On a create alone, and only where the store makes none. */
  password?: string
  billing?: AddressBody
  shipping?: AddressBody
}

/** One row of a bulk call: with an id it updates, without one it creates. */
export interface BulkRow {
  id: string
  body: CustomerBody
}

/** What became of each row of a bulk call, in the order sent; as `unknown`, where it succeeded. */
export type BulkAnswer = Result<unknown, StoreFailure>[]

/** The endpoints of docs/remotes/woocommerce.md, section 2, in either API. Ids go in and rows come out as they are there. */
export interface CustomerApi {
  readonly kind: 'modern' | 'legacy'
  list(query: CustomerListQuery, signal: AbortSignal): Promise<Result<RowsPage, RemoteError>>
  /** How many users have the role. */
  count(role: string, signal: AbortSignal): Promise<Result<number, RemoteError>>
  /** `not-found` where the store says that there is no such user. */
  byId(id: string, signal: AbortSignal): Promise<Result<unknown, RemoteError>>
  /** The rows of those of these ids that a list finds; that one is missing proves nothing. */
  someById(ids: readonly string[], signal: AbortSignal): Promise<Result<unknown[], RemoteError>>
  /** Users of this e-mail, whatever their role. */
  byEmail(email: string, signal: AbortSignal): Promise<Result<unknown[], RemoteError>>
  create(body: CustomerBody, signal: AbortSignal): Promise<Result<unknown, StoreFailure>>
  update(id: string, body: CustomerBody, signal: AbortSignal): Promise<Result<unknown, StoreFailure>>
  /** At most a hundred rows, all of them creates or all of them updates. */
  writeMany(rows: readonly BulkRow[], signal: AbortSignal): Promise<Result<BulkAnswer, StoreFailure>>
  delete(id: string, signal: AbortSignal): Promise<Result<unknown, StoreFailure>>
  /** At most a hundred; null where this API deletes one at a time only. */
  deleteMany:
    ((ids: readonly string[], signal: AbortSignal) => Promise<Result<BulkAnswer, StoreFailure>>) | null
  orders(customerId: string, page: number, signal: AbortSignal): Promise<Result<RowsPage, RemoteError>>
  downloads(customerId: string, signal: AbortSignal): Promise<Result<unknown[], RemoteError>>
  /** A bulk call without rows: it writes nothing, and is refused to keys that may not write. */
  tryWriting(signal: AbortSignal): Promise<Result<unknown, StoreFailure>>
}

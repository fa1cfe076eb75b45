import { z } from 'zod'
import type { PullPage, PullRequest } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { ok, type Result } from '#shared/result.ts'
import { PAGE_SIZE } from './capabilities.ts'
import type { KountaClient, KountaList } from './client.ts'
import { nextPage } from './next-page.ts'
import { readCustomers } from './read-customers.ts'

/** How far a walk through the list has come. */
const walkSchema = z.object({
  /** Query of the next page's address as the remote named it; '' = by the page's number. */
  query: z.string().regex(/^(\?|$)/),
  /** Number of the page, from 0. */
  page: z.int().min(0),
  /** Rows of the page that have been told already: pages are always of 25, whatever was asked for. */
  offset: z.int().min(0),
  /** Ids of the rows before: rows that move to the next page meanwhile are told once. */
  before: z.array(z.string()),
})

type Walk = z.infer<typeof walkSchema>

/**
 * The complete list, page by page (Kounta, list all customers). Rows hold names, e-mail, image and reference alone. The
 * next page is where `X-Next-Page` says, else one further while `X-Pages` says that there are more.
 */
export async function pullSweep(
  client: KountaClient,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Result<PullPage<'customer'>, RemoteError>> {
  const known = walkSchema.safeParse(request.checkpoint)
  const walk: Walk = known.success ? known.data : { query: '', page: 0, offset: 0, before: [] }
  const collection = await client.collection('customers', signal)
  if (!collection.ok) return collection
  const byNumber = walk.query === '' && walk.page > 0 ? walk.page : null
  const list = await client.list(`${collection.value}${walk.query}`, byNumber, signal)
  if (!list.ok) return list
  const read = readCustomers(list.value.rows)
  if (!read.ok) return read

  const { records, unreadable } = read.value
  const rows = records.slice(walk.offset, walk.offset + request.limit)
  const rest = records.length - walk.offset - rows.length
  const next =
    rest > 0 ? { ...walk, offset: walk.offset + rows.length } : nextWalk(walk, list.value, collection.value)
  const fresh = rows.filter(({ remoteId }) => !walk.before.includes(remoteId))
  const pages = Number(list.value.headers['x-pages'])
  return ok({
    records: fresh,
    checkpoint:
      next === null
        ? walk
        : {
            ...next,
            before: beforeOf(
              walk,
              rows.map(({ remoteId }) => remoteId),
            ),
          },
    hasMore: next !== null,
    // No more than an upper bound: how many rows the last page has is not told.
    ...(pages > 0 && { total: pages === 1 && walk.page === 0 ? records.length : pages * PAGE_SIZE }),
    ...(unreadable.length === 0 ? {} : { unreadable }),
  })
}

function nextWalk(walk: Walk, list: KountaList, collection: string): Walk | null {
  const next = nextPage({ query: walk.query, number: walk.page }, list, collection)
  return next === null ? null : { ...walk, query: next.query, page: next.number, offset: 0 }
}

function beforeOf(walk: Walk, ids: readonly string[]): string[] {
  return [...walk.before, ...ids].slice(-2 * PAGE_SIZE)
}

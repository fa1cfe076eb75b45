import { z } from 'zod'
import type { PullPage, PullRequest } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { ok, type Result } from '#shared/result.ts'
import { PAGE_SIZE } from './capabilities.ts'
import type { FoundStore } from './client.ts'
import { readCustomers } from './read-customer.ts'
import { isStaff } from './roles.ts'

/** How far a walk through the list has come; a page number means nothing without its length and its API. */
const walkSchema = z.object({
  page: z.int().min(1),
  limit: z.int().min(1),
  /** Length of the list at the page before; -1 = not told. */
  total: z.int(),
  api: z.enum(['modern', 'legacy']),
})

/**
 * A page of the complete list, sorted by id: the order by registration, which is the default, has no place for rows of one
 * second. Every role is asked for, since a customer who is given another one is no deleted customer; the shop's own
 * people are left out here. Neither API knows changes since a time, so this is the only way to find any
 * (docs/remotes/woocommerce.md, section 4).
 */
export async function pullSweep(
  store: FoundStore,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Result<PullPage<'customer'>, RemoteError>> {
  const { kind } = store.api
  const known = walkSchema.safeParse(request.checkpoint)
  const begun = known.success && known.data.api === kind ? known.data : null
  const { page, limit, total } = begun ?? { page: 1, limit: Math.min(request.limit, PAGE_SIZE), total: -1 }
  const listed = await store.api.list({ page, limit, role: 'all' }, signal)
  if (!listed.ok) return listed
  const read = readCustomers(listed.value.rows, store)
  if (!read.ok) return read

  // Where the list has become shorter by n, up to n rows have moved into the pages already read.
  const now = listed.value.total ?? -1
  const gone = total >= 0 && now >= 0 ? Math.max(0, total - now) : 0
  const back = Math.min(Math.ceil(gone / limit), page - 1)
  const { records, unreadable } = read.value
  return ok({
    records: records.filter((record) => !isStaff(record.facts?.role)),
    checkpoint: { page: back > 0 ? page - back : page + 1, limit, total: now, api: kind },
    hasMore: back > 0 || listed.value.hasMore,
    ...(listed.value.total === undefined ? {} : { total: listed.value.total }),
    ...(unreadable.length === 0 ? {} : { unreadable }),
  })
}

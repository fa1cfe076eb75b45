import { z } from 'zod'
import type { Checkpoint, PullPage, PullRequest } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { ok, type Result } from '#shared/result.ts'
import { PAGE_SIZE } from './capabilities.ts'
import type { CustomerPage, SkuIoClient } from './client.ts'
import { customerFromWire } from './mapping.ts'
import { readRows } from '../kit/read-rows.ts'
import { wireCustomerSchema } from './wire.ts'

type Page = Result<PullPage<'customer'>, RemoteError>

/** How far a walk through the pages of a list has come. */
const walkSchema = z.object({
  /** Page to read next. */
  page: z.int().min(1),
  /** Rows asked for per page; a page number means nothing without it. */
  limit: z.int().min(1),
  /** Newest `updated_at` seen, in ms since the epoch. */
  newest: z.number(),
  /** The remote's clock when the walk began. */
  startedAt: z.number(),
  /** Length of the list at the page before; -1 = not told. */
  total: z.int(),
  /** Whose order the page numbers are in: v2 has another than v1. */
  version: z.enum(['v1', 'v2', '']),
})

/** `floor`: everything changed before it has been reported. It moves only when a walk is complete. */
const changesSchema = z.object({ kind: z.literal('changes'), floor: z.number(), walk: walkSchema.nullable() })
const sweepSchema = z.object({ kind: z.literal('sweep'), walk: walkSchema })

type Walk = z.infer<typeof walkSchema>

/**
 * How long a record may become visible after the time that its `updated_at` names (transactions, several servers), in
 * ms. A sweep finds what comes later still.
 */
const OVERLAP_MS = 60_000

/**
 * What changed since the checkpoint: the list sorted by `updated_at`, newest first, down to the floor. No filter syntax
 * is needed (docs/remotes/sku-io.md, section 4). Rows that move to the top during the walk are doubled, never lost: the next
 * walk begins at the top again. A row without `updated_at` counts as changed.
 */
export async function pullChanges(
  client: SkuIoClient,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Page> {
  const known = changesSchema.safeParse(request.checkpoint)
  const { floor, walk: begun } = known.success ? known.data : { floor: 0, walk: null }
  const walk = begun ?? newWalk(request.limit)
  const answer = await client.customers({ page: walk.page, limit: walk.limit, sort: '-updated_at' }, signal)
  if (!answer.ok) return answer
  const page = answer.value
  if (hasChangedRoutes(walk, page)) {
    return ok(pullPage(page, [], [], { kind: 'changes', floor, walk: null }, true))
  }
  const read = readRows(page.rows, wireCustomerSchema, customerFromWire)
  if (!read.ok) return read

  const times = read.value.records.map((record) => record.facts?.updatedAt ?? 0)
  const atFloor = times.some((time) => time !== 0 && time < floor)
  const next = nextWalk(walk, page, times)
  // v2 has no order: its list is walked once, then page one stands for news and the sweep finds the rest.
  const done = page.version === 'v2' ? !page.hasMore || floor > 0 : !next.again && (atFloor || !page.hasMore)
  const checkpoint: Checkpoint = done
    ? {
        kind: 'changes',
        floor: page.version === 'v2' ? Math.max(floor, 1) : Math.max(floor, floorAfter(next.walk)),
        walk: null,
      }
    : { kind: 'changes', floor, walk: next.walk }
  const records = read.value.records.filter((_record, index) => {
    const time = times[index] ?? 0
    return page.version === 'v2' || time === 0 || time >= floor
  })
  return ok(pullPage(page, records, read.value.unreadable, checkpoint, !done))
}

/**
 * The complete list, oldest first: of the columns the remote can sort by, `created_at` alone never changes, and what is
 * added comes last. A deletion on an earlier page can still shift a row out of the reading (docs/sync.md, section 5).
 */
export async function pullSweep(
  client: SkuIoClient,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Page> {
  const known = sweepSchema.safeParse(request.checkpoint)
  const walk = known.success ? known.data.walk : newWalk(request.limit)
  const answer = await client.customers({ page: walk.page, limit: walk.limit, sort: 'created_at' }, signal)
  if (!answer.ok) return answer
  const page = answer.value
  if (hasChangedRoutes(walk, page)) {
    return ok(pullPage(page, [], [], { kind: 'sweep', walk: newWalk(walk.limit) }, true))
  }
  const read = readRows(page.rows, wireCustomerSchema, customerFromWire)
  if (!read.ok) return read

  const { records, unreadable } = read.value
  const next = nextWalk(
    walk,
    page,
    records.map((record) => record.facts?.updatedAt ?? 0),
  )
  const hasMore = page.hasMore || next.again
  const result = pullPage(page, records, unreadable, { kind: 'sweep', walk: next.walk }, hasMore)
  if (hasMore || page.version === 'v2' || next.walk.newest === 0) return ok(result)
  return ok({ ...result, changesFrom: { kind: 'changes', floor: floorAfter(next.walk), walk: null } })
}

function newWalk(limit: number): Walk {
  return { page: 1, limit: Math.min(limit, PAGE_SIZE), newest: 0, startedAt: 0, total: -1, version: '' }
}

/** True where the account has lost or regained its v1 routes in the middle of a walk, which then begins anew. */
function hasChangedRoutes(walk: Walk, page: CustomerPage): boolean {
  return walk.version !== '' && walk.version !== page.version
}

/**
 * The walk after a page. Where the list has become shorter by n since the page before, up to n rows have moved from
 * this page into the ones already read: `again` steps back so far that they are met. A page asked for beyond the end
 * (after many deletions) is no end either.
 */
function nextWalk(walk: Walk, page: CustomerPage, times: readonly number[]): { walk: Walk; again: boolean } {
  const gone = walk.total >= 0 && page.total !== undefined ? Math.max(0, walk.total - page.total) : 0
  const back = Math.min(Math.ceil(gone / Math.max(page.perPage, 1)), walk.page - 1)
  return {
    again: back > 0,
    walk: {
      page: back > 0 ? walk.page - back : walk.page + 1,
      limit: walk.limit,
      newest: Math.max(walk.newest, ...times),
      startedAt: walk.startedAt || page.answeredAt || Date.now(),
      total: page.total ?? -1,
      version: page.version,
    },
  }
}

/**
 * Everything before this moment has been seen. It stays behind the start of the walk by the overlap, and never passes
 * the newest record, so that a wrong clock cannot hide what is written next.
 */
function floorAfter(walk: Walk): number {
  return Math.min(walk.startedAt - OVERLAP_MS, walk.newest + 1)
}

function pullPage(
  page: CustomerPage,
  records: PullPage<'customer'>['records'],
  unreadable: { remoteId: string; detail: string }[],
  checkpoint: Checkpoint,
  hasMore: boolean,
): PullPage<'customer'> {
  return {
    records,
    checkpoint,
    hasMore,
    ...(page.total === undefined ? {} : { total: page.total }),
    ...(unreadable.length === 0 ? {} : { unreadable }),
  }
}

import { z } from 'zod'
import type { PullPage, PullRequest } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { ok, type Result } from '#shared/result.ts'
import { readRows } from '../kit/read-rows.ts'
import { PAGE_SIZE } from './capabilities.ts'
import type { ListFilter, OfnClient } from './client.ts'
import { readStretch } from './list-stretch.ts'
import { customerFromWire } from './mapping.ts'
import { wireCustomerSchema } from './wire.ts'

type Page = Result<PullPage<'customer'>, RemoteError>

/** How far a walk through a list has come. */
const walkSchema = z.object({
  after: z.string(),
  size: z.int().min(1),
  /** Customers met so far. */
  seen: z.int(),
  /** The remote's clock when the walk began. */
  startedAt: z.number(),
})

/** `since`: everything changed before this time has been reported; 0 = nothing yet. */
const changesSchema = z.object({ kind: z.literal('changes'), since: z.number(), walk: walkSchema.nullable() })
const sweepSchema = z.object({ kind: z.literal('sweep'), walk: walkSchema })

type Walk = z.infer<typeof walkSchema>

/** How long a change may become visible after its own time (transactions, several servers), in ms. */
const OVERLAP_MS = 120_000

/** Where the remote cannot tell what changed, the complete list stands for news so often, in ms. */
const FULL_WALK_MS = 900_000

/**
 * What changed since the checkpoint, by the time of change, which the remote does not tell and does not move for tags or
 * for an address edited in place: sweeps find those (docs/remotes/open-food-network.md, section 4).
 */
export async function pullChanges(
  client: OfnClient,
  filter: ListFilter,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Page> {
  const known = changesSchema.safeParse(request.checkpoint)
  const { since, walk } = known.success ? known.data : { since: 0, walk: null }
  const filtered = since === 0 ? ok(false) : await client.hasTimeFilter(filter, signal)
  if (!filtered.ok) return filtered
  if (since !== 0 && !filtered.value && walk === null && Date.now() - since < FULL_WALK_MS) {
    return ok({ records: [], checkpoint: { kind: 'changes', since, walk: null }, hasMore: false })
  }
  const by = filtered.value ? { ...filter, changedSince: new Date(since).toISOString() } : filter
  const read = await walkOn(client, by, walk, request.limit, signal)
  if (!read.ok) return read
  const { page, next } = read.value
  if (page.hasMore) return ok({ ...page, checkpoint: { kind: 'changes', since, walk: next } })
  // Without news the time stays, so that a quiet remote changes nothing here.
  const moves = since === 0 || !filtered.value || next.seen > 0
  const reached = moves ? next.startedAt - OVERLAP_MS : since
  return ok({ ...page, checkpoint: { kind: 'changes', since: reached, walk: null } })
}

/** The complete list, by id. */
export async function pullSweep(
  client: OfnClient,
  filter: ListFilter,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Page> {
  const known = sweepSchema.safeParse(request.checkpoint)
  const read = await walkOn(client, filter, known.success ? known.data.walk : null, request.limit, signal)
  if (!read.ok) return read
  const { page, next } = read.value
  const result = { ...page, checkpoint: { kind: 'sweep', walk: next } as const }
  if (page.hasMore) return ok(result)
  const since = next.startedAt - OVERLAP_MS
  return ok({ ...result, changesFrom: { kind: 'changes', since, walk: null } })
}

async function walkOn(
  client: OfnClient,
  filter: ListFilter,
  walk: Walk | null,
  limit: number,
  signal: AbortSignal,
): Promise<Result<{ page: Omit<PullPage<'customer'>, 'checkpoint'>; next: Walk }, RemoteError>> {
  const most = Math.min(limit, PAGE_SIZE)
  const from = walk ?? { after: '', size: most, seen: 0, startedAt: 0 }
  const stretch = await readStretch(
    client,
    filter,
    { ...from, size: Math.min(from.size, most) },
    most,
    signal,
  )
  if (!stretch.ok) return stretch
  const { rows, hasMore, results, answeredAt, next } = stretch.value
  const read = readRows(rows, wireCustomerSchema, customerFromWire)
  if (!read.ok) return read
  const unreadable = [...stretch.value.unreadable, ...read.value.unreadable]
  const before = from.seen + stretch.value.unreadable.length
  return ok({
    page: {
      records: read.value.records,
      hasMore,
      total: before + results,
      ...(unreadable.length === 0 ? {} : { unreadable }),
    },
    next: { ...next, seen: before + rows.length, startedAt: from.startedAt || answeredAt || Date.now() },
  })
}

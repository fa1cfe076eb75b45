import type { PullPage, PullRequest, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { EntityKind } from '#shared/connector/remote-record.ts'
import { err, ok, type Result } from '#shared/result.ts'

/** After so long what was read is answered, in ms: a slow remote is stored, and shown, page by page. */
const LONG_ENOUGH_MS = 500

/** Why the page after the ones last answered could not be read, by connector. */
const failures = new WeakMap<object, { question: string; error: RemoteError }>()

/**
 * Pulls pages of the remote one after the other, and answers with them as one, as long as the next will fit into as many
 * records as were asked for: a store takes two hundred records in less time than eight times twenty-five. What was read
 * before a page failed is answered; the failure is the answer to the pull that follows, which asks the remote for nothing.
 * The records of one customer (`of`) are pulled page by page: how many pages they take says how far they can be believed
 * (docs/sync.md, section 10). `now`: a clock in ms.
 */
export async function pullPages<K extends EntityKind>(
  connector: Pick<RemoteConnector, 'capabilities' | 'pull'>,
  kind: K,
  request: PullRequest,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): Promise<Result<PullPage<K>, RemoteError>> {
  const started = now()
  const failed = failures.get(connector)
  failures.delete(connector)
  if (failed?.question === questionOf(kind, request)) return err(failed.error)
  const first = await connector.pull(kind, request, signal)
  if (!first.ok || request.mode === 'of') return first
  let joined = first.value
  let largest = Math.max(connector.capabilities.pageSize, rowsIn(joined))
  let rows = rowsIn(joined)
  while (
    joined.hasMore &&
    rows + largest <= request.limit &&
    now() - started < LONG_ENOUGH_MS &&
    !signal.aborted
  ) {
    const following = { ...request, checkpoint: joined.checkpoint }
    const next = await connector.pull(kind, following, signal)
    if (!next.ok) {
      failures.set(connector, { question: questionOf(kind, following), error: next.error })
      break
    }
    rows += rowsIn(next.value)
    largest = Math.max(largest, rowsIn(next.value))
    joined = both(joined, next.value)
  }
  return ok(joined)
}

/** Two pages as one, in which the later one says how it goes on. */
function both<K extends EntityKind>(first: PullPage<K>, second: PullPage<K>): PullPage<K> {
  const unreadable = [...(first.unreadable ?? []), ...(second.unreadable ?? [])]
  const total = second.total ?? first.total
  return {
    ...second,
    records: [...first.records, ...second.records],
    ...(total !== undefined && { total }),
    ...(unreadable.length > 0 && { unreadable }),
  }
}

function rowsIn({ records, unreadable = [] }: PullPage<EntityKind>): number {
  return records.length + unreadable.length
}

function questionOf(kind: EntityKind, { mode, checkpoint }: PullRequest): string {
  return JSON.stringify([kind, mode, checkpoint])
}

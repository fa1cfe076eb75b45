import type { PullPage, PullRequest, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { EntityKind } from '#shared/connector/remote-record.ts'
import { ok, type Result } from '#shared/result.ts'

/** After so long what was read is answered, in ms: a slow remote is stored, and shown, page by page. */
const LONG_ENOUGH_MS = 500

/**
 * Pulls pages of the remote one after the other, and answers with them as one, as long as the next will fit into as many
 * records as were asked for: a store takes two hundred records in half the time of eight times twenty-five. What was read
 * before a page failed is answered; the failure comes with the next pull, from the checkpoint of the last good page.
 */
export async function pullPages<K extends EntityKind>(
  connector: Pick<RemoteConnector, 'pull'>,
  kind: K,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Result<PullPage<K>, RemoteError>> {
  const started = performance.now()
  const first = await connector.pull(kind, request, signal)
  if (!first.ok) return first
  let joined = first.value
  let largest = joined.records.length
  while (
    joined.hasMore &&
    joined.records.length + largest <= request.limit &&
    performance.now() - started < LONG_ENOUGH_MS &&
    !signal.aborted
  ) {
    const next = await connector.pull(kind, { ...request, checkpoint: joined.checkpoint }, signal)
    if (!next.ok) break
    const unreadable = [...(joined.unreadable ?? []), ...(next.value.unreadable ?? [])]
    largest = Math.max(largest, next.value.records.length)
    joined = {
      ...next.value,
      records: [...joined.records, ...next.value.records],
      ...(unreadable.length > 0 && { unreadable }),
    }
  }
  return ok(joined)
}

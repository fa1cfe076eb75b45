import type {
  PullPage,
  PullRequest,
  PushItems,
  PushOutcome,
  RemoteConnector,
} from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { EntityKind, RemoteRecords } from '#shared/connector/remote-record.ts'
import { err, ok, type Result } from '#shared/result.ts'

/** Longest wait for a rate limit that a read waits out by itself, in ms, where nothing else is said. */
export const DEFAULT_PATIENCE_MS = 10_000

/** What a connector does with each kind of record; `get` is asked for at least one. */
export type RecordKinds = {
  [K in EntityKind]: {
    pull: (request: PullRequest, signal: AbortSignal) => Promise<Result<PullPage<K>, RemoteError>>
    get: (
      ids: readonly string[],
      signal: AbortSignal,
    ) => Promise<Result<(RemoteRecords[K] | null)[], RemoteError>>
    push: (items: readonly PushItems[K][], signal: AbortSignal) => Promise<PushOutcome<K>[]>
  }
}

/** The calls of a connector that go by the kind of record. */
export function callsByKind(kinds: RecordKinds): Pick<RemoteConnector, 'pull' | 'get' | 'push'> {
  return {
    pull: (kind, request, signal) => kinds[kind].pull(request, signal),
    get: (kind, remoteIds, signal) =>
      remoteIds.length === 0 ? Promise.resolve(ok([])) : kinds[kind].get(remoteIds, signal),
    push: (kind, items, signal) => kinds[kind].push(items, signal),
  }
}

/** For a remote without SKU mappings, which its capabilities say: nothing is asked, and nothing sent. */
export function noSkuMappings(remote: string): RecordKinds['sku-mapping'] {
  const error = { kind: 'protocol', detail: `${remote} has no SKU mappings` } as const
  return {
    pull: () => Promise.resolve(err(error)),
    get: () => Promise.resolve(err(error)),
    push: (items) => Promise.resolve(items.map(({ localId }) => ({ status: 'not-sent', localId, error }))),
  }
}

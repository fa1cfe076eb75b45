import { UNEXPECTED_PROBLEM } from '#shared/connector/app-refusals.ts'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { RelatedKind, RelatedRecords } from '#shared/connector/related-data.ts'
import type { PullPage, PushItems, PushOutcome, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { EntityKind, RemoteRecords } from '#shared/connector/remote-record.ts'
import type { Result } from '#shared/result.ts'
import { AppCallError, type AppApi } from './app-api.ts'

/** The connector of a workspace as the engine sees it: every call crosses to main, and so does its cancellation. */
export function createIpcConnector(
  api: AppApi,
  workspaceId: string,
  capabilities: ConnectorCapabilities,
): RemoteConnector {
  const cancellable = async <T>(
    signal: AbortSignal,
    run: (call: { workspaceId: string; callId: string }) => Promise<unknown>,
  ): Promise<T> => {
    const callId = crypto.randomUUID()
    const cancel = (): void => {
      void api.call('remote:cancel', { callId })
    }
    signal.addEventListener('abort', cancel, { once: true })
    try {
      const answer = run({ workspaceId, callId })
      if (signal.aborted) cancel()
      // The channel's output is the union over the kinds of record; the connector's own is the kind asked for.
      return (await answer) as T
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  }
  return {
    capabilities,
    checkConnection: (signal) => cancellable(signal, (call) => api.call('remote:check', call)),
    pull: <K extends EntityKind>(
      kind: K,
      request: Parameters<RemoteConnector['pull']>[1],
      signal: AbortSignal,
    ) =>
      cancellable<Result<PullPage<K>, RemoteError>>(signal, (call) =>
        api.call('remote:pull', { ...call, kind, request }),
      ),
    get: <K extends EntityKind>(kind: K, remoteIds: readonly string[], signal: AbortSignal) =>
      cancellable<Result<(RemoteRecords[K] | null)[], RemoteError>>(signal, (call) =>
        api.call('remote:get', { ...call, kind, remoteIds }),
      ),
    find: (keys, signal) => cancellable(signal, (call) => api.call('remote:find', { ...call, keys })),
    related: <K extends RelatedKind>(kind: K, customerRemoteId: string, signal: AbortSignal) =>
      cancellable<Result<RelatedRecords[K][], RemoteError>>(signal, (call) =>
        api.call('remote:related', { ...call, kind, customerRemoteId }),
      ),
    actions: {
      run: (action, signal) =>
        cancellable(signal, (call) => api.call('remote:run-action', { ...call, action })),
      shippingOrder: (fulfilmentId, signal) =>
        cancellable(signal, (call) => api.call('remote:shipping-order', { ...call, fulfilmentId })),
      integrationCustomers: (instanceId, page, signal) =>
        cancellable(signal, (call) =>
          api.call('remote:integration-customers', { ...call, instanceId, page }),
        ),
    },
    push: <K extends EntityKind>(kind: K, items: readonly PushItems[K][], signal: AbortSignal) =>
      pushEach(items, (some) =>
        cancellable<PushOutcome<K>[]>(signal, (call) =>
          api.call('remote:push', { ...call, kind, items: some }),
        ),
      ),
  }
}

/**
 * One item that main refuses to take (longer than any remote keeps, for example) must not hold up the others: where a
 * call is refused as a whole its items are sent one by one, and the one at fault is answered as refused.
 */
async function pushEach<K extends EntityKind>(
  items: readonly PushItems[K][],
  push: (items: readonly PushItems[K][]) => Promise<PushOutcome<K>[]>,
): Promise<PushOutcome<K>[]> {
  try {
    return await push(items)
  } catch (error) {
    if (!(error instanceof AppCallError) || error.error.kind !== 'invalid-input') throw error
    const [only] = items
    if (only === undefined) return []
    if (items.length === 1) {
      return [{ status: 'refused', localId: only.localId, reason: UNEXPECTED_PROBLEM, field: '' }]
    }
    const outcomes: PushOutcome<K>[] = []
    for (const item of items) outcomes.push(...(await pushEach<K>([item], push)))
    return outcomes
  }
}

import type { ActionOutcome, RemoteAction } from '#shared/connector/remote-action.ts'
import type { RelatedKind, RelatedRecords } from '#shared/connector/related-data.ts'
import type { RemoteActions, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, type Result } from '#shared/result.ts'

const NOT_CONFIGURED: RemoteError = { kind: 'not-configured' }

/** What there is beyond a customer; `protocol` where the remote tells nothing of this kind. */
export function readRelated(
  connector: RemoteConnector | null,
  kind: RelatedKind,
  customerRemoteId: string,
  signal: AbortSignal,
): Promise<Result<RelatedRecords[RelatedKind][], RemoteError>> {
  if (connector === null) return Promise.resolve(err(NOT_CONFIGURED))
  if (connector.related === undefined || !connector.capabilities.related.includes(kind)) {
    return Promise.resolve(err({ kind: 'protocol', detail: `related: no ${kind}` }))
  }
  return connector.related(kind, customerRemoteId, signal)
}

/** Runs a command; one that the remote does not know certainly has not been sent. */
export function runAction(
  connector: RemoteConnector | null,
  action: RemoteAction,
  signal: AbortSignal,
): Promise<ActionOutcome> {
  const actions = actionsOf(connector)
  if (!actions.ok) return Promise.resolve({ status: 'not-sent', error: actions.error })
  if (connector?.capabilities.actions.includes(action.kind) !== true) {
    return Promise.resolve({
      status: 'not-sent',
      error: { kind: 'protocol', detail: `action: no ${action.kind}` },
    })
  }
  return actions.value.run(action, signal)
}

/** The commands of a connector, or why there are none. */
export function actionsOf(connector: RemoteConnector | null): Result<RemoteActions, RemoteError> {
  if (connector === null) return err(NOT_CONFIGURED)
  return connector.actions === undefined
    ? err({ kind: 'protocol', detail: 'action: none' })
    : { ok: true, value: connector.actions }
}

import type { PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { FoundStore } from './client.ts'

type Outcome = PushOutcome<'customer'>

/** What keys lack that may only read. */
export const WRITE_PERMISSION = 'Read/Write'

/**
 * A store answers 401 to keys that may not write, with the code it has for keys that are none. Where a write met a 401 and
 * a read does not, the keys are good and lack the right to write: nobody has to sign in again.
 */
export async function withWriteRights(
  store: FoundStore,
  outcomes: readonly Outcome[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  const refused = outcomes.find(isUnauthorised)
  if (refused?.status !== 'not-sent') return [...outcomes]
  const read = await store.api.count('customer', signal)
  if (!read.ok) return [...outcomes]
  const detail = refused.error.kind === 'unauthorised' ? refused.error.detail : ''
  const error: RemoteError = { kind: 'permission', detail, requiredScope: WRITE_PERMISSION }
  return outcomes.map((outcome) =>
    isUnauthorised(outcome) ? { status: 'not-sent', localId: outcome.localId, error } : outcome,
  )
}

function isUnauthorised(outcome: Outcome): boolean {
  return outcome.status === 'not-sent' && outcome.error.kind === 'unauthorised'
}

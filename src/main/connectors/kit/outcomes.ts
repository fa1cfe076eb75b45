import type { PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { EntityKind } from '#shared/connector/remote-record.ts'
import type { WriteFailure } from './write-failure.ts'

/** The outcomes of a write that has not succeeded. They are the same for every kind of record. */
export type FailedOutcome = Exclude<PushOutcome<EntityKind>, { status: 'accepted' }>

/** An outcome that leaves open whether the write took effect. */
export function unknownOutcome(localId: string, error: RemoteError): FailedOutcome {
  return { status: 'unknown', localId, error }
}

/**
 * What a failed call means for the item it belongs to. `touched`: an earlier call of the same item has taken effect
 * already, so that it can no longer be said that nothing was sent.
 */
export function failedOutcome(localId: string, failure: WriteFailure, touched = false): FailedOutcome {
  switch (failure.kind) {
    case 'gone':
      return { status: 'gone', localId }
    case 'refused':
      return { status: 'refused', localId, reason: failure.refusal.reason, field: failure.refusal.field }
    case 'failed':
      if (!failure.sent && !touched) return { status: 'not-sent', localId, error: failure.error }
      return unknownOutcome(localId, failure.error)
  }
}

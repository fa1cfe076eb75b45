import type { PushOutcome } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { WriteFailure } from './read-answer.ts'

type Outcome = PushOutcome<'customer'>

/** An outcome that leaves open whether the write took effect. */
export function unknownOutcome(localId: string, error: RemoteError): Outcome {
  return { status: 'unknown', localId, error }
}

/** What a failed call means for the item it belongs to. */
export function failedOutcome(localId: string, failure: WriteFailure): Outcome {
  switch (failure.kind) {
    case 'gone':
      return { status: 'gone', localId }
    case 'refused':
      return { status: 'refused', localId, reason: failure.refusal.reason, field: failure.refusal.field }
    case 'failed':
      if (!failure.sent) return { status: 'not-sent', localId, error: failure.error }
      return unknownOutcome(localId, failure.error)
  }
}

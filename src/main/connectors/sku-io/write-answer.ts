import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { callError, messageOf } from '#main/http/answer-error.ts'
import type { HttpAnswer } from '#main/http/http-client.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { refusalOf } from './refusal.ts'

/** Laravel's words where the path itself is not known: they say nothing about the record. */
const NO_ROUTE = /\broute\b.*could not be found/i

/** Whether the words of a 404 mean the path and not the record. */
export function speaksOfRoute(reason: string): boolean {
  return NO_ROUTE.test(reason)
}

/** What the answer to a write says: its body, or why the write did not succeed. */
export function readWriteAnswer(
  answer: HttpAnswer,
  secrets: readonly string[],
): Result<unknown, WriteFailure> {
  const { status } = answer
  if (status < 300 && !saysFailure(answer.body)) return ok(answer.body)
  const failed = callError(answer, secrets)
  // A missing scope concerns every write; without one, the remote speaks about this record or this person's role.
  const ofThisWrite = failed?.kind === 'permission' && failed.requiredScope === ''
  if (failed !== null && !ofThisWrite) {
    return err({ kind: 'failed', error: failed, sent: failed.kind === 'unavailable' })
  }
  if (status === 408) return err({ kind: 'failed', error: { kind: 'timeout-unknown' }, sent: true })
  const reason = messageOf(answer, secrets)
  if (status === 404 && speaksOfRoute(reason)) {
    const error: RemoteError = { kind: 'permission', detail: reason, requiredScope: '' }
    return err({ kind: 'failed', error, sent: false })
  }
  if (status === 404) return err({ kind: 'gone', reason })
  return err({ kind: 'refused', refusal: refusalOf(answer, secrets) })
}

/** A success that says otherwise in its envelope: `{status: "failure", message}` (reference, envelopes). */
function saysFailure(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'status' in body && body.status === 'failure'
}

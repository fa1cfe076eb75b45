import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { HttpAnswer } from '#main/http/http-client.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { fieldIn, saysExpired, saysTaken, wordsOf } from './answer-words.ts'

/** Words of a 404 that mean the company in the path and not the record. */
const NO_COMPANY = /\bcompany\b/i

/** What an answer says about a call as a whole; null where it succeeded or speaks about this one request. */
function callErrorOf(answer: HttpAnswer, secrets: readonly string[]): RemoteError | null {
  const { status, retryAfterMs } = answer
  if (saysExpired(answer)) {
    return { kind: 'unauthorised', detail: wordsOf(answer, secrets), expired: status === 400 }
  }
  // The API may be no part of the account's plan.
  if (status === 403) return { kind: 'permission', detail: wordsOf(answer, secrets), requiredScope: '' }
  if (status === 429) return { kind: 'rate-limited', retryAfterMs }
  if (status >= 500) return { kind: 'unavailable', status, retryAfterMs }
  return null
}

/** Why a read has no answer; null where it has. A 404 is believed only with the remote's own words about the record. */
export function readAnswerError(answer: HttpAnswer, secrets: readonly string[]): RemoteError | null {
  const error = callErrorOf(answer, secrets)
  if (error !== null || answer.status < 400) return error
  const words = wordsOf(answer, secrets)
  if (answer.status !== 404) return { kind: 'protocol', detail: `status ${answer.status}: ${words}` }
  if (answer.body === undefined || NO_COMPANY.test(words)) return { kind: 'protocol', detail: words }
  return { kind: 'not-found' }
}

/** What the answer to a write says: itself, or why the write did not succeed. */
export function readWriteAnswer(
  answer: HttpAnswer,
  secrets: readonly string[],
): Result<HttpAnswer, WriteFailure> {
  const { status } = answer
  if (status < 300) return ok(answer)
  const error = callErrorOf(answer, secrets)
  if (error !== null) return err({ kind: 'failed', error, sent: error.kind === 'unavailable' })
  if (status === 408) return err({ kind: 'failed', error: { kind: 'timeout-unknown' }, sent: true })
  const reason = wordsOf(answer, secrets)
  if (status === 404 && !NO_COMPANY.test(reason)) return err({ kind: 'gone', reason })
  return err({
    kind: 'refused',
    refusal: { status, reason, field: fieldIn(reason), exists: saysTaken(reason) },
  })
}

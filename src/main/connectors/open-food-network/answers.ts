import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { CustomerField } from '#shared/domain/customer.ts'
import type { HttpAnswer } from '#main/http/http-client.ts'
import { redact } from '#main/http/redact.ts'
import type { WireRefusal } from '../kit/write-failure.ts'
import { wireRefusalSchema } from './wire.ts'

/** Status of a failure that the remote did not expect itself (docs/remotes/open-food-network.md, section 5, 4). */
export const BROKEN_STATUS = 422

/** What a failing page, record or write answers that only the remote's own fault explains. */
export const BROKEN: RemoteError = { kind: 'unavailable', status: BROKEN_STATUS, retryAfterMs: 0 }

/** True for that failure. */
export function isBroken(error: RemoteError): boolean {
  return error.kind === 'unavailable' && error.status === BROKEN_STATUS
}

/** The remote's words, without the key, which it repeats. Sentences about the record go before the general one. */
export function wordsOf(answer: HttpAnswer, secrets: readonly string[]): string {
  const { sentences, details } = textsOf(answer)
  return redact((sentences.length > 0 ? sentences : details).join(' '), secrets)
}

/** True where a refusal repeats the key: only a wrong key is answered so, in whatever language. */
export function namesKey(answer: HttpAnswer, key: string): boolean {
  return key !== '' && textsOf(answer).details.some((detail) => detail.includes(key))
}

/** Why the record was turned down; null where the answer says nothing about the record. */
export function refusalOf(answer: HttpAnswer, secrets: readonly string[]): WireRefusal | null {
  const { sentences } = textsOf(answer)
  const aboutTheRecord = answer.status !== BROKEN_STATUS || sentences.length > 0
  if (!aboutTheRecord) return null
  return {
    status: answer.status,
    reason: wordsOf(answer, secrets) || `Status ${answer.status}`,
    field: fieldIn(sentences[0] ?? ''),
    // A create with a known e-mail changes that record: it is never refused for being there.
    exists: false,
  }
}

/** The sentences name no field; in English the label stands first. Elsewhere the words alone must do. */
function fieldIn(sentence: string): CustomerField | '' {
  const labels = { Email: 'email', Code: 'code', 'First name': 'firstName', 'Last name': 'lastName' } as const
  const found = Object.entries(labels).find(([label]) => sentence.startsWith(`${label} `))
  return found === undefined ? '' : found[1]
}

function textsOf(answer: HttpAnswer): { sentences: string[]; details: string[] } {
  const parsed = wireRefusalSchema.safeParse(answer.body)
  const { errors = [], meta = {} } = parsed.success ? parsed.data : {}
  return { sentences: meta.validation_errors ?? [], details: errors.flatMap(({ detail }) => detail ?? []) }
}

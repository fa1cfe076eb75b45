import type { CustomerField } from '#shared/domain/customer.ts'
import type { HttpAnswer } from '#main/http/http-client.ts'
import { redact } from '#main/http/redact.ts'

/** The first of these that says something: newer parts answer with the first, an expired token with the second. */
const PLACES = ['error_description', 'message', 'error'] as const

const FIELD_WORDS: readonly (readonly [RegExp, CustomerField])[] = [
  [/\bmobile\b/i, 'mobile'],
  [/\bfirst[_ ]name\b/i, 'firstName'],
  [/\blast[_ ]name\b/i, 'lastName'],
  [/\be-?mail\b/i, 'email'],
  [/\bphone\b/i, 'phone'],
  [/\breference[_ ]id\b/i, 'referenceId'],
  [/\btags?\b/i, 'tags'],
  [/\bimage\b/i, 'imageUrl'],
]

/** Assumed: the words for a value that somebody else has (docs/remotes/kounta.md, section 2). */
const TAKEN = /already (in use|taken|been taken|exists|registered)|must be unique|duplicate/i

/** What an error says, shortened and without secrets; "Status 422" where it says nothing. `error` may be a number. */
export function wordsOf({ status, body }: HttpAnswer, secrets: readonly string[]): string {
  for (const place of PLACES) {
    const value: unknown =
      typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[place] : undefined
    if (typeof value === 'string' && value.trim() !== '') return redact(value, secrets)
  }
  if (typeof body === 'string' && body.trim() !== '') return redact(body, secrets)
  return `Status ${status}`
}

/** The field that a refusal is about, '' where it names none. */
export function fieldIn(words: string): CustomerField | '' {
  return FIELD_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? ''
}

/** True where a write was refused because somebody else has the value. Only the mobile is unique there. */
export function saysTaken(words: string): boolean {
  return TAKEN.test(words)
}

/** True where an answer means that the access token is over: 401, or the 400 that only its words tell apart. */
export function saysExpired(answer: HttpAnswer): boolean {
  if (answer.status === 401) return true
  return answer.status === 400 && /expired|invalid\b.*\btoken/i.test(wordsOf(answer, []))
}

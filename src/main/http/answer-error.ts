import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { HttpAnswer } from './http-client.ts'
import { redact } from './redact.ts'

/**
 * What a status says about the call as a whole; null where it succeeded or where the remote speaks about this one
 * request (400, 404, 409, 422 and other 4xx), which each connector reads in its own way.
 */
export function callError(answer: HttpAnswer, secrets: readonly string[]): RemoteError | null {
  const { status } = answer
  if (status === 401) return { kind: 'unauthorised', detail: messageOf(answer, secrets) }
  if (status === 403) {
    const scope = fieldOf(answer.body, 'required_scope')
    return {
      kind: 'permission',
      detail: messageOf(answer, secrets),
      requiredScope: redact(scope, secrets),
    }
  }
  if (status === 429) return { kind: 'rate-limited', retryAfterMs: answer.retryAfterMs }
  if (status >= 500) return { kind: 'unavailable', status, retryAfterMs: answer.retryAfterMs }
  return null
}

/** The `message` of a JSON answer, shortened and without secrets; '' where there is none. */
export function messageOf(answer: HttpAnswer, secrets: readonly string[]): string {
  return redact(fieldOf(answer.body, 'message'), secrets)
}

function fieldOf(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null || !(name in body)) return ''
  const value: unknown = (body as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}

import type { ErrorHandler, NotFoundHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { FaultStatus } from '../faults.ts'
import type { SandboxEnv } from '../sandbox-env.ts'

/** Ends a request with a status and a JSON body, from however deep. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: ContentfulStatusCode,
    body: Readonly<Record<string, unknown>>,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(JSON.stringify(body))
    this.name = 'Refusal'
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** What newer parts of this remote say: a code and a sentence. */
export function refused(status: ContentfulStatusCode, error: string, description: string): Refusal {
  return new Refusal(status, { error, error_description: description })
}

export function noSuchCustomer(): Refusal {
  return refused(404, 'not_found', 'Customer not found')
}

/** Turns refusals into answers; anything else is a mistake of the sandbox, printed and answered with 500. */
export const answerRefusal: ErrorHandler<SandboxEnv> = (error, c) => {
  if (error instanceof Refusal) return c.json(error.body, error.status, error.headers)
  console.error(error)
  return c.json({ error: 500, error_description: 'Internal Server Error' }, 500)
}

export const answerNoRoute: NotFoundHandler<SandboxEnv> = (c) =>
  c.json({ error: 'not_found', error_description: 'No such resource' }, 404)

/** What this remote says with a status; injected faults use the same words as real ones. */
export function errorBodyOf(status: FaultStatus): unknown {
  switch (status) {
    case 401:
      return { error: 'invalid_client', error_description: 'Unauthorized' }
    case 403:
      return { error: 'access_denied', error_description: 'API access is not part of your plan' }
    case 404:
      return { error: 'not_found', error_description: 'Customer not found' }
    case 429:
      return { error: 'rate_limit', error_description: 'Too many requests' }
    case 400:
    case 409:
    case 422:
      return { error: 'invalid_request', error_description: 'The request is invalid' }
    case 500:
    case 502:
    case 503:
    case 504:
      // A number here: both kinds have been seen.
      return { error: 500, error_description: 'Internal Server Error' }
  }
}

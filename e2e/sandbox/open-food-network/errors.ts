import type { ErrorHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { FaultStatus } from '../faults.ts'
import type { SandboxEnv } from '../sandbox-env.ts'

/** Ends a request with a status and a JSON body, from however deep. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: ContentfulStatusCode, detail: string, meta?: Readonly<Record<string, unknown>>) {
    super(detail)
    this.name = 'Refusal'
    this.status = status
    this.body = { errors: [{ detail }], ...(meta === undefined ? {} : { meta }) }
  }
}

export function unauthorized(): Refusal {
  return new Refusal(401, 'You are not authorized to perform that action.')
}

/** Its words hold the key. */
export function invalidKey(key: string): Refusal {
  return new Refusal(401, `Invalid API key (${key}) specified.`)
}

export function notFound(): Refusal {
  return new Refusal(404, 'The resource you were looking for could not be found.')
}

/** Refused by the rules of the record: sentences without the names of fields. */
export function invalid(sentences: readonly string[]): Refusal {
  return new Refusal(422, 'Invalid resource. Please fix errors and try again.', {
    validation_errors: sentences,
  })
}

/** Whatever the remote did not expect, with the status of a refusal. */
export function somethingWentWrong(): Refusal {
  return new Refusal(422, 'Something went wrong. Our team has been notified.')
}

/** Turns refusals into answers; anything else is a mistake of the sandbox, printed and answered with 500. */
export const answerRefusal: ErrorHandler<SandboxEnv> = (error, c) => {
  if (error instanceof Refusal) return c.json(error.body, error.status)
  console.error(error)
  return c.json({ errors: [{ detail: String(error) }] }, 500)
}

/** What this remote says with a status; injected faults use the same words as real ones. */
export function errorBodyOf(status: FaultStatus, key: string): unknown {
  const refusal = {
    400: () => new Refusal(400, 'There was a problem parsing the JSON.'),
    401: () => invalidKey(key),
    403: () => unauthorized(),
    404: () => notFound(),
    409: () => new Refusal(409, 'Conflict'),
    422: () => somethingWentWrong(),
    429: () => new Refusal(429, 'Too many requests'),
    500: () => new Refusal(500, 'Internal Server Error'),
    502: () => new Refusal(502, 'Bad Gateway'),
    503: () => new Refusal(503, 'Service Unavailable'),
    504: () => new Refusal(504, 'Gateway Timeout'),
  }[status]
  return refusal().body
}

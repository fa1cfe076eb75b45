import type { ErrorHandler, NotFoundHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { FaultStatus } from '../faults.ts'
import type { SandboxEnv } from '../sandbox-env.ts'

/** Ends a request with a status and a JSON body, from however deep. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: ContentfulStatusCode, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.body = { message, ...more }
  }
}

/** 422 with the reasons under the dot path of each field. */
export function invalid(errors: Readonly<Record<string, readonly string[]>>): Refusal {
  return new Refusal(422, 'The given data was invalid.', { errors })
}

export function unauthenticated(): Refusal {
  return new Refusal(401, 'Unauthenticated.')
}

export function noSuchCustomer(id: string | number): Refusal {
  return new Refusal(404, `No query results for model [Customer] ${id}`)
}

/** Turns refusals into answers; anything else is a mistake of the sandbox, printed and answered with 500. */
export const answerRefusal: ErrorHandler<SandboxEnv> = (error, c) => {
  if (error instanceof Refusal) return c.json(error.body, error.status)
  console.error(error)
  return c.json({ message: 'Server Error' }, 500)
}

/** 404 for a path or method that this remote does not have. */
export function noSuchRoute(path: string): Refusal {
  return new Refusal(404, `The route ${path.slice(1)} could not be found.`)
}

export const answerNoRoute: NotFoundHandler<SandboxEnv> = (c) => {
  const { body, status } = noSuchRoute(c.req.path)
  return c.json(body, status)
}

/** What this remote says with a status; injected faults use the same words as real ones. */
export function errorBodyOf(status: FaultStatus): unknown {
  switch (status) {
    case 401:
      return { message: 'Unauthenticated.' }
    case 403:
      return { message: 'This action is unauthorized.' }
    case 404:
      return { message: 'Not Found.' }
    case 422:
      return { message: 'The given data was invalid.', errors: { name: ['The name is invalid.'] } }
    case 429:
      return { message: 'Too Many Attempts.' }
    case 400:
    case 409:
      return { message: 'The resource is locked.' }
    case 500:
    case 502:
    case 503:
    case 504:
      return { message: 'Server Error' }
  }
}

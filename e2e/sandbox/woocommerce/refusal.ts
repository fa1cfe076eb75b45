import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { FaultStatus } from '../faults.ts'

/** Ends a request with a status, a code and words, from however deep; each API puts them into its own envelope. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode
  readonly code: string
  /** Name of the parameter at fault, '' where none is told. */
  readonly parameter: string

  constructor(status: ContentfulStatusCode, code: string, message: string, parameter = '') {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.parameter = parameter
  }
}

/** A parameter that the schema of a modern route does not take. */
export function invalidParameter(name: string): Refusal {
  return new Refusal(400, 'rest_invalid_param', `Invalid parameter(s): ${name}`, name)
}

/** `{"errors":[{"code","message"}]}` */
export function legacyErrorBody(code: string, message: string): object {
  return { errors: [{ code, message }] }
}

/** `{"code","message","data":{"status"}}`, with the parameter at fault where there is one. */
export function modernErrorBody(status: number, code: string, message: string, parameter = ''): object {
  const params = parameter === '' ? {} : { params: { [parameter]: message } }
  return { code, message, data: { status, ...params } }
}

/** What either API says with a status; injected faults use the same codes as real refusals. */
export function errorBodyFor(api: 'legacy' | 'modern'): (status: FaultStatus) => object {
  return (status) => {
    const [code, message] = CODES[api][status] ?? [
      'internal_server_error',
      'There has been a critical error.',
    ]
    return api === 'legacy' ? legacyErrorBody(code, message) : modernErrorBody(status, code, message)
  }
}

type Codes = Partial<Record<FaultStatus, readonly [string, string]>>

const CODES: Record<'legacy' | 'modern', Codes> = {
  legacy: {
    401: ['woocommerce_api_authentication_error', 'Consumer key is invalid.'],
    403: ['woocommerce_api_user_cannot_read_customer', 'You do not have permission to read this customer'],
    404: ['woocommerce_api_invalid_customer', 'Invalid customer.'],
    429: ['too_many_requests', 'Too many requests.'],
  },
  modern: {
    401: ['woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.'],
    403: ['woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.'],
    404: ['woocommerce_rest_invalid_id', 'Invalid resource ID.'],
    429: ['too_many_requests', 'Too many requests.'],
  },
}

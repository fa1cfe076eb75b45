import type { Context, MiddlewareHandler } from 'hono'
import { Refusal, refused } from './errors.ts'
import type { KountaEnv } from './kounta-env.ts'

/** Refuses what does not ask for JSON (406), and a body that does not say it is JSON (400). XML is not played here. */
export function jsonOnly(): MiddlewareHandler<KountaEnv> {
  return async (c, next) => {
    const accept = c.req.header('accept') ?? ''
    if (!c.req.path.endsWith('.json') && !/application\/json|\*\/\*/.test(accept)) {
      throw new Refusal(406, { message: 'Not Acceptable' })
    }
    const type = c.req.header('content-type') ?? ''
    if (['POST', 'PUT'].includes(c.req.method) && !type.startsWith('application/json')) {
      throw refused(400, 'invalid_request', 'The content type must be application/json')
    }
    return next()
  }
}

/** The JSON object of a body; refused where it is none. */
export async function jsonBody(c: Context<KountaEnv>): Promise<Record<string, unknown>> {
  let body: unknown
  try {
    body = await c.req.json()
  } catch {
    throw refused(400, 'invalid_request', 'The body is no JSON')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refused(400, 'invalid_request', 'The body is no object')
  }
  return { ...body }
}

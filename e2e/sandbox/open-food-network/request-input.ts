import type { HonoRequest } from 'hono'
import { Refusal } from './errors.ts'

/** Whether a value of a body is an object (and neither a list nor null). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The JSON body; what is not sent as JSON is not read. */
export async function readBody(c: { req: HonoRequest }): Promise<Record<string, unknown>> {
  if (c.req.header('content-type')?.includes('json') !== true) return {}
  let body: unknown
  try {
    body = await c.req.json()
  } catch {
    throw new Refusal(400, 'There was a problem parsing the JSON.')
  }
  return isObject(body) ? body : {}
}

/** The number in a path or query; null where the text is none. */
export function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}

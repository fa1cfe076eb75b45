import type { Context, HonoRequest } from 'hono'
import { Refusal, invalid } from './errors.ts'
import type { SkuIoEnv } from './sku-io-env.ts'

/**
 * Reads a JSON body the way the framework behind this remote does: texts are trimmed and empty ones become null, at any
 * depth. Without a JSON content type nothing is read, so that a forgotten header shows as missing fields.
 */
export async function readBody(c: { req: HonoRequest }): Promise<Record<string, unknown>> {
  if (c.req.header('content-type')?.includes('json') !== true) return {}
  let body: unknown
  try {
    body = await c.req.json()
  } catch {
    throw new Refusal(400, 'The request body is not valid JSON.')
  }
  return isObject(body) ? (cleaned(body) as Record<string, unknown>) : {}
}

/** Whether a value of a body is an object (and neither a list nor null). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A query parameter, trimmed; undefined when it is missing or empty. */
export function queryText(c: Context<SkuIoEnv>, name: string): string | undefined {
  const text = trimmed(c.req.query(name) ?? '')
  return text === '' ? undefined : text
}

/** A whole number of at least 1 from the query, or the default when it is missing or something else. */
export function queryCount(c: Context<SkuIoEnv>, name: string, byDefault: number): number {
  const value = Number(c.req.query(name))
  return Number.isInteger(value) && value >= 1 ? value : byDefault
}

/** The number in a path, or null when the segment is none: no record has such an id. */
export function idOf(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** Collects what is wrong with an input, by dot path, and refuses it as a whole. */
export class FieldErrors {
  readonly #errors: Record<string, string[]> = {}

  add(path: string, message: string): void {
    ;(this.#errors[path] ??= []).push(message)
  }

  /** Throws the 422 if anything was added. */
  throwIfAny(): void {
    if (Object.keys(this.#errors).length > 0) throw invalid(this.#errors)
  }
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return trimmed(value) || null
  if (Array.isArray(value)) return value.map(cleaned)
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleaned(part)]))
  return value
}

function trimmed(text: string): string {
  return text.replace(/^[\s\u200b\u200e]+|[\s\u200b\u200e]+$/g, '')
}

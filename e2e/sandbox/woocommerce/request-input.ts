import type { Context } from 'hono'
import type { Refusal } from './refusal.ts'
import { ADDRESS_FIELDS, BILLING_FIELDS, type StoredAddress, type UserInput } from './user-record.ts'
import type { WooEnv } from './woo-env.ts'

/** Whether a value of a body is an object (and neither a list nor null). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The body as JSON. Throws this refusal where it is none. */
export async function readJson(c: Context<WooEnv>, broken: Refusal): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    throw broken
  }
}

/** A text; null and what is missing are undefined, which leaves a field as it is. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** What a body says about a user, by the names of either API; fields that it does not know pass unheard. */
export function userInput(
  body: Record<string, unknown>,
  names: { billing: string; shipping: string },
): UserInput {
  const email = textOf(body['email'])
  const login = textOf(body['username'])
  const first = textOf(body['first_name'])
  const last = textOf(body['last_name'])
  const billing = addressOf(body[names.billing], BILLING_FIELDS)
  const shipping = addressOf(
    body[names.shipping],
    names.shipping === 'shipping' ? ADDRESS_FIELDS : ADDRESS_FIELDS.filter((field) => field !== 'phone'),
  )
  return {
    ...(email === undefined ? {} : { email }),
    ...(login === undefined ? {} : { login }),
    ...(first === undefined ? {} : { first_name: first }),
    ...(last === undefined ? {} : { last_name: last }),
    ...(billing === undefined ? {} : { billing }),
    ...(shipping === undefined ? {} : { shipping }),
  }
}

function addressOf(
  value: unknown,
  fields: readonly (typeof BILLING_FIELDS)[number][],
): StoredAddress | undefined {
  if (!isObject(value)) return undefined
  const entries = fields.flatMap((field) => {
    const text = textOf(value[field])
    return text === undefined ? [] : [[field, text] as const]
  })
  return Object.fromEntries(entries)
}

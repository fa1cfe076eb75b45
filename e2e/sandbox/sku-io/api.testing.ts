import { afterEach, expect } from 'vitest'
import { startSkuIoSandbox, type SkuIoSandbox, type SkuIoSandboxOptions } from './server.ts'

/** What tests read out of a customer, a mapping or whatever else an answer holds; the rest they compare as a whole. */
export interface AnswerData {
  id: number
  name: string
  default_shipping_address: { id: number }
  default_billing_address: { id: number } | null
  default_address_id: unknown
  other_addresses: unknown
  store_id: unknown
  updated_at: unknown
  columns: unknown
  payment_status: unknown
  submitted: unknown
}

/** What tests read out of the body of an answer: each answer holds some of it, and the expectations say which. */
interface AnswerBody {
  data: AnswerData & readonly AnswerData[]
  message: string
  errors: Record<string, string[]>
  next_page_url: string | null
  path: string
  total: number
  /** Of `me` an object, of a token issued by control its text. */
  token: unknown
  id: number
  customers: unknown[]
  sku_mappings: unknown[]
  sales_orders: unknown[]
  sales_credits: unknown[]
  starshipit: { submissions: number; fulfillments: unknown[] }
  shop_customers: unknown[]
}

/** An answer over real HTTP. */
interface ApiAnswer {
  status: number
  headers: Headers
  text: string
  /** Parsed when read; throws when the text is no JSON. */
  readonly body: AnswerBody
}

/** For expectations: `expect.any` by itself is of the type any. */
export const anyNumber: unknown = expect.any(Number)
export const anyText: unknown = expect.any(String)

/** Asks the sandbox as a well-behaved client does. `headers` add to, or with null take away, what it sends. */
export type Api = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string | null>,
) => Promise<ApiAnswer>

const open: SkuIoSandbox[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

/** Starts a sandbox that is closed after the test, and a client for it. */
export async function sandboxWithApi(
  options: SkuIoSandboxOptions = {},
): Promise<{ sandbox: SkuIoSandbox; api: Api; control: Api }> {
  const sandbox = await startSkuIoSandbox(options)
  open.push(sandbox)
  return {
    sandbox,
    api: (method, path, body, headers = {}) =>
      ask(sandbox.baseUrl + path, method, body, { authorization: `Bearer ${sandbox.token}`, ...headers }),
    control: (method, path, body, headers = {}) => ask(sandbox.controlUrl + path, method, body, headers),
  }
}

async function ask(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string | null>,
): Promise<ApiAnswer> {
  const all: Record<string, string | null> = {
    accept: 'application/json',
    ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    ...headers,
  }
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)
  const answer = await fetch(url, {
    method,
    headers: sent,
    redirect: 'manual',
    body: body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    get body() {
      return JSON.parse(text) as AnswerBody
    },
  }
}

/** A clock for the remote that stands still until it is moved. */
export function steppedClock(start: string): { now: () => Date; advance: (seconds: number) => void } {
  let time = Date.parse(start)
  return {
    now: () => new Date(time),
    advance: (seconds) => {
      time += seconds * 1000
    },
  }
}

import { onTestFinished } from 'vitest'
import { expectedSignature } from './oauth-signature.ts'
import { startWooSandbox, type WooSandbox, type WooSandboxOptions } from './server.ts'

/** An answer over real HTTP. */
interface ApiAnswer {
  status: number
  headers: Headers
  text: string
  /** Parsed when read; throws when the text is no JSON. */
  readonly body: unknown
}

/** Asks the sandbox as a client that signs by OAuth 1.0a does. */
export type Api = (method: string, path: string, body?: unknown, how?: Signing) => Promise<ApiAnswer>

/** What a client does otherwise than a well-behaved one. */
export interface Signing {
  key?: Pick<WooSandbox, 'consumerKey' | 'consumerSecret'>
  /** Seconds since 1970; now by default. */
  timestamp?: number
  nonce?: string
  algorithm?: 'sha1' | 'sha256'
  /** A parameter that is left out. */
  without?: string
  unsigned?: boolean
  headers?: Record<string, string>
}

let nonces = 0

/** Starts a sandbox that is closed after the test, and a client for it. */
export async function sandboxWithApi(
  options: WooSandboxOptions = {},
): Promise<{ sandbox: WooSandbox; api: Api }> {
  const sandbox = await startWooSandbox(options)
  onTestFinished(() => sandbox.close())
  return {
    sandbox,
    api: (method, path, body, how = {}) => ask(sandbox, method, path, body, how),
  }
}

/** `url` with a signature, by the same rules that the remote checks. */
function signed(method: string, url: URL, sandbox: WooSandbox, how: Signing): URL {
  const { key = sandbox, algorithm = 'sha256', timestamp = Math.floor(Date.now() / 1000) } = how
  const parameters: Record<string, string> = {
    oauth_consumer_key: key.consumerKey,
    oauth_nonce: how.nonce ?? `nonce${(nonces += 1)}`,
    oauth_signature_method: `HMAC-${algorithm.toUpperCase()}`,
    oauth_timestamp: String(timestamp),
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (name !== how.without) url.searchParams.set(name, value)
  }
  url.searchParams.set('oauth_signature', expectedSignature(method, url, key.consumerSecret, algorithm))
  return url
}

async function ask(
  sandbox: WooSandbox,
  method: string,
  path: string,
  body: unknown,
  how: Signing,
): Promise<ApiAnswer> {
  const plain = new URL(sandbox.baseUrl + path)
  const url = how.unsigned === true ? plain : signed(method, plain, sandbox, how)
  const answer = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...how.headers },
    redirect: 'manual',
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    get body() {
      return JSON.parse(text) as unknown
    },
  }
}

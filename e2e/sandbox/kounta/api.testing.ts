import { afterEach } from 'vitest'
import { startKountaSandbox, type KountaSandbox, type KountaSandboxOptions } from './server.ts'

/** An answer over real HTTP; a redirect is one too. */
interface ApiAnswer {
  status: number
  headers: Headers
  /** Parsed; undefined where there was none. */
  body: unknown
}

/** Asks the sandbox as a well-behaved client does. `headers` add to, or with null take away, what it sends. */
export type Api = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string | null>,
) => Promise<ApiAnswer>

const open: KountaSandbox[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

/** Starts a sandbox that is closed after the test, and a client for it; paths are those of the company. */
export async function sandboxWithApi(
  options: KountaSandboxOptions = {},
): Promise<{ sandbox: KountaSandbox; api: Api }> {
  const sandbox = await startKountaSandbox(options)
  open.push(sandbox)
  const secret = Buffer.from(`${sandbox.clientId}:${sandbox.clientSecret}`).toString('base64')
  return {
    sandbox,
    api: async (method, path, body, headers = {}) => {
      const all: Record<string, string | null> = {
        ...{ authorization: `Basic ${secret}`, accept: 'application/json' },
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      }
      const url = path.startsWith('/v1') ? path : `/v1/companies/${sandbox.companyId}${path}`
      const answer = await fetch(sandbox.baseUrl + url, {
        method,
        redirect: 'manual',
        headers: Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const parsed: unknown = text === '' ? undefined : JSON.parse(text)
      return { status: answer.status, headers: answer.headers, body: parsed }
    },
  }
}

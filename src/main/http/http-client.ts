import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { isLoopback } from './base-url.ts'
import { encodeForm, type FormUpload } from './form-upload.ts'
import { BodyTooLarge, readBody } from './read-body.ts'
import { answeredAt, retryAfterMs } from './retry-after.ts'
import { transportFailure } from './transport-failure.ts'
import type { OpenWriteChannel } from './write-channels.ts'

/** The part of fetch that is used: Electron's `net.fetch` in the app, the global one in tests. */
export type Fetch = (url: string, options: FetchOptions) => Promise<Response>

/** What a request asks of fetch. */
interface FetchOptions {
  method: string
  headers: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  redirect: 'manual'
  credentials: 'omit'
  /** For Chromium; Node has no cache. */
  cache: 'no-store'
  signal: AbortSignal
}

/** One request. Only GET counts as a read: a lost answer to anything else leaves open whether it took effect. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** True for a GET that does something: it is treated as a write all the way, and never repeated. */
  effect?: true
  /** Absolute; https, or http to this computer. Holds no secrets. */
  url: string
  /** Allows plain http to any host, where a person has agreed to it for this connection (docs/remotes/woocommerce.md). */
  insecure?: boolean
  /** With the credentials. */
  headers: Readonly<Record<string, string>>
  body?: Json
  /** Sent as a form instead of `body`. */
  upload?: FormUpload
  /** Sent as `application/x-www-form-urlencoded` instead of `body`. */
  form?: Readonly<Record<string, string>>
  /** Where the remote may work on it for longer than the client's own limit, in ms. */
  timeoutMs?: number
  /** `tell`: a redirect is an answer with `headers.location`, for reads that it is the answer to. Never followed here. */
  redirect?: 'tell'
}

/** A complete answer with a JSON body, whatever its status. */
export interface HttpAnswer {
  status: number
  /** Parsed; undefined where the body was empty. Not checked further. */
  body: unknown
  /** What `Retry-After` asks for in ms, 0 = nothing. */
  retryAfterMs: number
  /** The remote's clock where it tells (`Date`), else 0. */
  answeredAt: number
  /** By lower-case name, without cookies. */
  headers: Readonly<Record<string, string>>
}

/** No usable answer. `sent` is false only where the request certainly had no effect. */
export interface HttpFailure {
  error: RemoteError
  sent: boolean
  /** Of an answer that was none of this remote's (a web page, a redirect), where it is known. */
  status?: number
}

/** Whether a request changes nothing, so that it may be repeated and a lost answer to it leaves nothing open. */
export function isRead({ method, effect }: HttpRequest): boolean {
  return method === 'GET' && effect !== true
}

/** JSON over HTTP. Never throws for what a network or a remote may do. */
export interface HttpClient {
  request(request: HttpRequest, signal: AbortSignal): Promise<Result<HttpAnswer, HttpFailure>>
}

/** What a client is made of. */
export interface HttpClientOptions {
  fetch: Fetch
  /** Where writes go instead, for a fetch that would repeat them by itself (write-channels.ts). */
  openWriteChannel?: OpenWriteChannel
  /** Where reads go that want to be told of a redirect, for a fetch that rejects there (electron-redirects.ts). */
  fetchTelling?: Fetch
  /** Limit for the whole of a request, its body included, in ms. */
  timeoutMs?: number
  /** Largest answer that is read, in bytes. */
  maxBytes?: number
  now?: () => number
}

const DEFAULT_TIMEOUT_MS = 30_000
const DEFAULT_MAX_BYTES = 50 * 1024 * 1024

/**
 * The one way out of the app. No cookies, no cache, and no redirect is followed: it would carry the credentials to
 * another place or turn a write into a read. A read may ask to be told where one leads. Nothing is retried here.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxBytes = DEFAULT_MAX_BYTES, now = Date.now } = options
  const reads = { fetch: options.fetch, release: () => undefined }
  const tellingReads = { ...reads, fetch: options.fetchTelling ?? options.fetch }
  const openWriteChannel = options.openWriteChannel ?? (() => Promise.resolve(reads))

  return {
    async request(request, signal) {
      if (signal.aborted) return err({ error: { kind: 'cancelled' }, sent: false })
      const { protocol, hostname } = new URL(request.url)
      const plainAllowed = isLoopback(hostname) || request.insecure === true
      if (protocol !== 'https:' && !(protocol === 'http:' && plainAllowed)) {
        throw new Error('Only https, or http to this computer')
      }
      const limit = new AbortController()
      const timer = setTimeout(() => limit.abort(), request.timeoutMs ?? timeoutMs)
      const ownReads = request.redirect === 'tell' ? tellingReads : reads
      const channel = isRead(request) ? ownReads : await openWriteChannel()
      try {
        const response = await channel.fetch(
          request.url,
          await initOf(request, AbortSignal.any([signal, limit.signal])),
        )
        const text = await readBody(response, maxBytes)
        return answerOf(response, text, now(), request)
      } catch (error) {
        return err(failureOf(error, isRead(request), { cancelled: signal.aborted }))
      } finally {
        clearTimeout(timer)
        limit.abort() // an answer that is not wanted to its end is not read to its end
        channel.release()
      }
    },
  }
}

async function initOf(request: HttpRequest, signal: AbortSignal): Promise<FetchOptions> {
  const { method, headers } = request
  const content = await contentOf(request)
  return {
    method,
    headers: {
      Accept: 'application/json',
      ...(content === null ? {} : { 'Content-Type': content.type }),
      ...headers,
    },
    ...(content === null ? {} : { body: content.body }),
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal,
  }
}

async function contentOf({ body, upload, form }: HttpRequest) {
  if (upload !== undefined) return encodeForm(upload)
  if (form !== undefined) {
    return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() }
  }
  return body === undefined ? null : { type: 'application/json', body: JSON.stringify(body) }
}

function answerOf(
  response: Response,
  text: string,
  now: number,
  { redirect }: HttpRequest,
): Result<HttpAnswer, HttpFailure> {
  const { status, headers } = response
  const wait = retryAfterMs(headers, now)
  const answer = {
    status,
    retryAfterMs: wait,
    answeredAt: answeredAt(headers, 0),
    headers: plainHeaders(headers),
  }
  const protocol = (detail: string): Result<never, HttpFailure> =>
    err({ error: { kind: 'protocol', detail }, sent: true, status })
  if (redirect === 'tell' && status >= 300 && status < 400) return ok({ ...answer, body: undefined })
  if (status < 200 || (status >= 300 && status < 400)) return protocol(`Status ${status}: a redirect`)
  if (text.trim() === '') return ok({ ...answer, body: undefined })
  const body = parseJson(text)
  if (body !== undefined) return ok({ ...answer, body })
  // Gateways answer in HTML. Where the status alone says enough, it is believed; a 404 of theirs proves nothing.
  if ([401, 413, 429].includes(status) || status >= 500) return ok({ ...answer, body: undefined })
  const type = headers.get('content-type')?.split(';')[0] ?? 'no content type'
  return protocol(`Status ${status} with ${/html/i.test(type) ? 'a web page' : 'broken JSON'} (${type})`)
}

function plainHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !/^set-cookie2?$/.test(name)))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function failureOf(error: unknown, read: boolean, { cancelled }: { cancelled: boolean }): HttpFailure {
  if (error instanceof BodyTooLarge) {
    return { error: { kind: 'protocol', detail: 'The answer is larger than allowed' }, sent: true }
  }
  const failure = transportFailure(error)
  if (failure.kind === 'never-sent') return { error: { kind: 'offline' }, sent: false }
  if (failure.kind === 'certificate') {
    return { error: { kind: 'protocol', detail: `The server's certificate: ${failure.code}` }, sent: false }
  }
  if (cancelled && read) return { error: { kind: 'cancelled' }, sent: true }
  if (error instanceof Error && /redirect/i.test(error.message)) {
    // net.fetch rejects instead of answering, and does not say by which status it was sent elsewhere.
    return { error: { kind: 'protocol', detail: 'A redirect' }, sent: true, status: 300 }
  }
  if (!read) return { error: { kind: 'timeout-unknown' }, sent: true }
  if (failure.kind === 'no-network') return { error: { kind: 'offline' }, sent: true }
  return { error: { kind: 'unavailable', status: 0, retryAfterMs: 0 }, sent: true }
}

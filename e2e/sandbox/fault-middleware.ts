import { setTimeout as wait } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import type { FaultPlan, FaultStatus, FaultsOfRequest } from './faults.ts'
import type { SandboxEnv } from './sandbox-env.ts'

/** Makes the body that a remote sends with an error status, so that an injected 401 looks like a real one. */
export type ErrorBody = (status: FaultStatus) => unknown

const HTML_PAGE =
  '<!doctype html>\n<html><head><title>Gateway</title></head><body><h1>Please stand by</h1></body></html>\n'
const MALFORMED_JSON = '{"data":[{"id":1,"name":'
const MEGABYTE = 1_048_576

/** Lets the faults of the plan befall the requests that pass through. */
export function faultMiddleware(plan: FaultPlan, errorBody: ErrorBody): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const { delay, fault } = plan.take(c.req.method, c.req.path)
    if (delay > 0) {
      c.set('fault', 'latency')
      await wait(delay, undefined, { ref: false })
    }
    if (fault) c.set('fault', fault.kind)
    if (!fault || takesEffect(fault)) await next()
    if (fault) replace(c, await faultAnswer(c, fault, errorBody))
  }
}

async function faultAnswer(
  c: Context<SandboxEnv>,
  fault: NonNullable<FaultsOfRequest['fault']>,
  errorBody: ErrorBody,
): Promise<Response> {
  switch (fault.kind) {
    case 'cut-before':
    case 'cut-after':
      return cut(c)
    case 'truncated-body':
      return truncated(c, c.res)
    case 'huge-body':
      return hugeBody(fault.megabytes)
    case 'status':
      return statusAnswer(errorBody(fault.status), fault.status, fault.retryAfter)
    case 'html':
      return textAnswer(HTML_PAGE, 'text/html; charset=utf-8', fault.status ?? 200)
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: `${c.req.path}?redirected=yes` } })
    case 'malformed-json':
      return textAnswer(MALFORMED_JSON, 'application/json', 200)
  }
}

/** Whether the request does its work before the client is told something else, or nothing. */
function takesEffect(fault: NonNullable<FaultsOfRequest['fault']>): boolean {
  if (fault.kind === 'cut-after' || fault.kind === 'truncated-body') return true
  return 'takesEffect' in fault && (fault.takesEffect ?? false)
}

/** Puts an answer in the place of the one the routes gave, without inheriting its headers. */
function replace(c: Context<SandboxEnv>, answer: Response): void {
  c.res = undefined
  c.res = answer
}

function cut(c: Context<SandboxEnv>): Response {
  c.set('cut', true)
  c.env.incoming.socket.destroy()
  return RESPONSE_ALREADY_SENT
}

function textAnswer(text: string, contentType: string, status: number): Response {
  return new Response(text, { status, headers: { 'content-type': contentType } })
}

function statusAnswer(body: unknown, status: number, retryAfter: number | string | undefined): Response {
  const answer = textAnswer(JSON.stringify(body), 'application/json', status)
  if (retryAfter !== undefined) answer.headers.set('retry-after', String(retryAfter))
  return answer
}

/** Promises the whole length, sends half of it and cuts the connection. */
async function truncated(c: Context<SandboxEnv>, answer: Response): Promise<Response> {
  const bytes = Buffer.from(await answer.arrayBuffer())
  const { outgoing, incoming } = c.env
  const contentType = answer.headers.get('content-type') ?? 'application/json'
  outgoing.writeHead(answer.status, { 'content-type': contentType, 'content-length': bytes.length })
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => incoming.socket.destroy())
  return RESPONSE_ALREADY_SENT
}

/** Valid JSON of about this size, streamed, so that only the client has to hold it. */
function hugeBody(megabytes: number): Response {
  const padding = Buffer.alloc(MEGABYTE, 'x')
  let left = megabytes
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from('{"data":[],"padding":"')),
    pull: (controller) => {
      if (left > 0) {
        left -= 1
        controller.enqueue(padding)
        return
      }
      controller.enqueue(Buffer.from('"}'))
      controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}

import type { MiddlewareHandler } from 'hono'
import type { LoggedRequest, RequestLog } from './request-log.ts'
import type { SandboxEnv } from './sandbox-env.ts'

/** Logs each request when it arrives, and its status when it is answered or cut. Stands before the faults. */
export function requestLogMiddleware(log: RequestLog): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const json = c.req.header('content-type')?.includes('json') === true
    const entry: LoggedRequest = {
      method: c.req.method,
      path: c.req.path,
      query: new URL(c.req.url).search,
      body: null,
      status: null,
      fault: null,
      at: Date.now(),
    }
    log.add(entry)
    if (json) entry.body = await c.req.text()
    await next()
    entry.fault = c.get('fault') ?? null
    entry.status = c.get('cut') === true ? 0 : c.res.status
  }
}

import type { MiddlewareHandler } from 'hono'
import type { SandboxEnv } from './sandbox-env.ts'

/** Tells the remote's own time in `Date`, whatever the clock of this computer says. Stands before the faults. */
export function clockMiddleware(now: () => Date): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    await next()
    // What has been sent or cut already has no headers any more.
    if (!c.env.outgoing.headersSent && c.get('cut') !== true) c.header('Date', now().toUTCString())
  }
}

import type { MiddlewareHandler } from 'hono'
import type { SandboxEnv } from './sandbox-env.ts'

/** Tells the remote's own time in `Date`, whatever the clock of this computer says. Stands before the faults. */
export function clockMiddleware(now: () => Date): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    await next()
    // What has been sent or cut already has no headers any more; an answer in process has no socket.
    const { outgoing } = c.env as Partial<typeof c.env>
    if (outgoing?.headersSent !== true && c.get('cut') !== true) c.header('Date', now().toUTCString())
  }
}

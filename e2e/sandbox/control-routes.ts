import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { readFaultRule } from './fault-rule-input.ts'
import type { FaultPlan } from './faults.ts'
import type { RequestLog, RequestMatch } from './request-log.ts'
import type { SandboxEnv } from './sandbox-env.ts'
import type { SandboxListener } from './sandbox-listener.ts'

/** What the control routes of every sandbox act upon. The listener is asked for late: it starts after the routes. */
export interface ControlledSandbox {
  faults: FaultPlan
  requests: RequestLog
  listener: () => SandboxListener
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Refuses everybody who is not on this machine. */
function onlyLoopback(): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    if (!LOOPBACK.has(c.env.incoming.socket.remoteAddress ?? ''))
      return c.json({ message: 'Only from this machine' }, 403)
    return next()
  }
}

/**
 * Control over HTTP for other processes, to be mounted at `/__sandbox`: faults, the request log, going down and coming
 * back. Each needs no credentials and is for this machine only. A mistake in the input is answered with 400.
 */
export function controlRoutes(sandbox: ControlledSandbox): Hono<SandboxEnv> {
  const { faults, requests, listener } = sandbox
  const routes = new Hono<SandboxEnv>()
  routes.use('*', onlyLoopback())
  routes.onError((error, c) => c.json({ message: error.message }, 400))

  routes.get('/faults', (c) => c.json({ data: faults.list().map(shown) }))
  routes.post('/faults', async (c) => c.json({ id: faults.add(readFaultRule(await c.req.json())) }))
  routes.delete('/faults', (c) => {
    faults.clear()
    return c.json({})
  })
  routes.delete('/faults/:id', (c) => c.json({ removed: faults.remove(Number(c.req.param('id'))) }))

  routes.get('/requests', (c) => c.json({ data: requests.list(requestMatch(c)) }))
  routes.get('/requests/count', (c) => c.json({ count: requests.count(requestMatch(c)) }))
  routes.delete('/requests', (c) => {
    requests.reset()
    return c.json({})
  })

  routes.post('/down', async (c) => {
    const forMilliseconds = Number(c.req.query('forMilliseconds') ?? 0)
    const goDown = async (): Promise<void> => {
      await listener().down()
      // A port that somebody else has taken meanwhile ends the process: the sandbox could never come back.
      if (forMilliseconds > 0) setTimeout(() => void listener().up(), forMilliseconds)
    }
    // Asked for on the port that goes down: answer first.
    if (c.env.incoming.socket.localPort === listener().port)
      c.env.outgoing.once('finish', () => void goDown())
    else await goDown()
    return c.json({})
  })
  routes.post('/up', async (c) => {
    await listener().up()
    return c.json({})
  })
  return routes
}

function requestMatch(c: Context<SandboxEnv>): RequestMatch {
  const { method, path, status } = c.req.query()
  return {
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    ...(status === undefined ? {} : { status: Number(status) }),
  }
}

function shown(active: ReturnType<FaultPlan['list']>[number]): object {
  const { path, ...rule } = active.rule
  return {
    id: active.id,
    left: active.left,
    rule: { ...rule, ...(path === undefined ? {} : { path: String(path) }) },
  }
}

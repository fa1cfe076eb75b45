import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { SandboxEnv } from './sandbox-env.ts'

/** An HTTP server on 127.0.0.1 that can go away and come back on the same port. */
export interface SandboxListener {
  readonly port: number
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** Stops listening and cuts every connection: clients are refused. Does nothing when it is down already. */
  readonly down: () => Promise<void>
  /** Listens again on the same port. Rejects when another process has taken it. */
  readonly up: () => Promise<void>
  /** As `down`, for good: a later `up` does nothing. */
  readonly close: () => Promise<void>
}

/** Serves the app on a port of the loopback interface; 0 takes a free one. Rejects when the port is taken. */
export async function listenOnLoopback(app: Hono<SandboxEnv>, wantedPort: number): Promise<SandboxListener> {
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false })
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  const down = (): Promise<void> =>
    new Promise((resolve) => {
      if (!server.listening) {
        resolve()
        return
      }
      server.close(() => resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })

  let closed = false
  await listen(wantedPort)
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    down,
    up: async () => {
      if (!closed && !server.listening) await listen(port)
    },
    close: () => {
      closed = true
      return down()
    },
  }
}

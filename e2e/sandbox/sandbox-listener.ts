import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { SandboxEnv } from './sandbox-env.ts'

/** What an https server shows and signs with, as PEM. */
export interface SandboxCertificate {
  cert: string
  key: string
}

/** An HTTP server on 127.0.0.1 that can go away and come back on the same port. */
export interface SandboxListener {
  readonly port: number
  /** `http://127.0.0.1:PORT`, or https where it has a certificate. */
  readonly url: string
  /** Stops listening and cuts every connection: clients are refused. Does nothing when it is down already. */
  readonly down: () => Promise<void>
  /** Listens again on the same port. Rejects when another process has taken it. */
  readonly up: () => Promise<void>
  /** As `down`, for good: a later `up` does nothing. */
  readonly close: () => Promise<void>
}

/** Serves the app on a port of the loopback interface; 0 takes a free one. Rejects when the port is taken. */
export async function listenOnLoopback(
  app: Hono<SandboxEnv>,
  wantedPort: number,
  certificate?: SandboxCertificate,
): Promise<SandboxListener> {
  const encrypted =
    certificate === undefined
      ? {}
      : { createServer, serverOptions: { cert: certificate.cert, key: certificate.key } }
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false, ...encrypted })
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
    url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
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

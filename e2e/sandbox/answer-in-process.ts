import type { IncomingMessage } from 'node:http'
import type { Hono } from 'hono'
import type { SandboxEnv } from './sandbox-env.ts'

/** Answers a request without a network between; for many short runs, where sockets would cost most of the time. */
export type AnswerInProcess = (request: Request) => Promise<Response>

/**
 * A sandbox's app as a function. The app finds as much of Node's request as its routes look at; faults that cut the
 * connection need a real one.
 */
export function answerInProcess(app: Hono<SandboxEnv>): AnswerInProcess {
  return async (request) => {
    const url = new URL(request.url)
    const headers = { host: url.host }
    const incoming = { url: url.pathname + url.search, headers, socket: {} } as unknown as IncomingMessage
    return app.fetch(request, { incoming })
  }
}

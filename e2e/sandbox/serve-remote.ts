import { Hono, type ErrorHandler, type NotFoundHandler } from 'hono'
import { answerInProcess, type AnswerInProcess } from './answer-in-process.ts'
import { clockMiddleware } from './clock-middleware.ts'
import { controlIndex } from './control-index.ts'
import { controlRoutes } from './control-routes.ts'
import { faultMiddleware, type ErrorBody } from './fault-middleware.ts'
import { FaultPlan } from './faults.ts'
import { requestLogMiddleware } from './request-log-middleware.ts'
import { RequestLog } from './request-log.ts'
import type { SandboxEnv } from './sandbox-env.ts'
import { listenOnLoopback, type SandboxCertificate } from './sandbox-listener.ts'
import type { WholeFile } from './whole-file.ts'

/** How every sandbox starts. */
export interface ServingOptions {
  /** 0, the default, takes a free one. */
  port?: number
  /** Port of the control server; 0, the default, takes a free one. */
  controlPort?: number
  /** How many believable customers there are at the start; none by default. */
  customers?: number
  /** Seed of those customers. */
  seed?: number
  /** A JSON file to keep the data in. When it exists the data comes from it and `customers` does not count. */
  file?: string
  /** The remote's clock. */
  now?: () => Date
}

/** What every running sandbox offers. */
export interface ServedRemote {
  /** `http://127.0.0.1:PORT`, or https with a certificate; without the path of an API. */
  baseUrl: string
  /** Where the control routes answer even while the remote is down; they start with `/__sandbox`. `GET` tells which there are. */
  controlUrl: string
  faults: FaultPlan
  requests: RequestLog
  /** Answers without the network, whether it is up or down. */
  answer: AnswerInProcess
  /** Stops listening and cuts all connections, until `up`. */
  down: () => Promise<void>
  up: () => Promise<void>
  /** Stops for good and cuts all connections. Rejects when the data could not be saved to the file. */
  close: () => Promise<void>
}

/** What a remote's app is put together with. */
export interface Serving {
  faults: FaultPlan
  requests: RequestLog
  /** All control routes, to be mounted at `/__sandbox`. */
  control: Hono<SandboxEnv>
}

/** What there is to serve. */
interface ServedParts {
  app: (serving: Serving) => Hono<SandboxEnv>
  /** What others do at this remote behind the app's back. */
  control: Hono<SandboxEnv>
  /** Where the data is kept; null where it is not. */
  file: WholeFile | null
  /** Answers over https with it instead of over http. */
  certificate?: SandboxCertificate | undefined
}

/** Starts a remote on the loopback interface, and its control routes beside it. */
export async function serveRemote(
  { port = 0, controlPort = 0 }: Pick<ServingOptions, 'port' | 'controlPort'>,
  { app: appOf, control: ownControl, file, certificate }: ServedParts,
): Promise<ServedRemote> {
  const faults = new FaultPlan()
  const requests = new RequestLog()
  const control = new Hono<SandboxEnv>()
  control.route('/', controlRoutes({ faults, requests, listener: () => listener }))
  control.route('/', ownControl)
  control.get('/', (c) => c.text(controlIndex(control)))
  const app = appOf({ faults, requests, control })
  const listener = await listenOnLoopback(app, port, certificate)
  const controlApp = new Hono<SandboxEnv>()
  controlApp.route('/__sandbox', control)
  controlApp.get('/', (c) => c.text(controlIndex(control)))
  const controlListener = await listenOnLoopback(controlApp, controlPort)
  return {
    ...{ baseUrl: listener.url, controlUrl: controlListener.url, faults, requests },
    ...{ answer: answerInProcess(app), down: listener.down, up: listener.up },
    close: async () => {
      await Promise.all([listener.close(), controlListener.close()])
      await file?.settled()
    },
  }
}

/** An API that is all there is at its address. */
interface RemoteApi<E extends SandboxEnv> {
  /** The paths that clocks, faults and the log of requests are about, for example `/api/*`. */
  paths: string
  routes: Hono<E>
  now: () => Date
  errorBody: ErrorBody
  onError: ErrorHandler<SandboxEnv>
  notFound: NotFoundHandler<SandboxEnv>
}

/** The app of such an API: clock, log of requests and faults first, then its routes. */
export function remoteApp<E extends SandboxEnv>(
  api: RemoteApi<E>,
  { faults, requests, control }: Serving,
): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.onError(api.onError)
  app.notFound(api.notFound)
  app.use(
    api.paths,
    clockMiddleware(api.now),
    requestLogMiddleware(requests),
    faultMiddleware(faults, api.errorBody),
  )
  app.route('/', api.routes)
  app.route('/__sandbox', control)
  return app
}

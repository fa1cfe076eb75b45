import { Hono } from 'hono'
import { answerInProcess, type AnswerInProcess } from '../answer-in-process.ts'
import { believableCustomers } from '../believable-customers.ts'
import { clockMiddleware } from '../clock-middleware.ts'
import { controlRoutes } from '../control-routes.ts'
import { faultMiddleware } from '../fault-middleware.ts'
import { FaultPlan } from '../faults.ts'
import { requestLogMiddleware } from '../request-log-middleware.ts'
import { RequestLog } from '../request-log.ts'
import type { SandboxEnv } from '../sandbox-env.ts'
import { listenOnLoopback } from '../sandbox-listener.ts'
import { readJsonFile, wholeFile } from '../whole-file.ts'
import { skuIoControlRoutes } from './control.ts'
import { answerNoRoute, answerRefusal, errorBodyOf } from './errors.ts'
import { apiRoutes } from './routes.ts'
import { seedSales } from './seed-sales.ts'
import { seedStore } from './seed-store.ts'
import type { SkuIoBehaviour, SkuIoRemote } from './sku-io-env.ts'
import { SkuIoStore, type StoreSnapshot } from './store.ts'
import { TokenStore } from './tokens.ts'

/** How a sandbox starts. */
export interface SkuIoSandboxOptions extends Partial<SkuIoBehaviour> {
  /** 0, the default, takes a free one. */
  port?: number
  /** Port of the control server; 0, the default, takes a free one. */
  controlPort?: number
  /** Text of the first token, which has both scopes and never expires. */
  token?: string
  tenant?: string
  /** How many believable customers there are at the start; none by default. */
  customers?: number
  /** Seed of those customers. */
  seed?: number
  /** A JSON file to keep the data in. When it exists the data comes from it and `customers` does not count. */
  file?: string
  /** The remote's clock. */
  now?: () => Date
}

/** A running SKU.io that is none. */
export interface SkuIoSandbox {
  /** `http://127.0.0.1:PORT`, without `/api`. */
  baseUrl: string
  /** Where the control routes answer even while the remote is down; they start with `/__sandbox`. */
  controlUrl: string
  token: string
  tenant: string
  store: SkuIoStore
  tokens: TokenStore
  behaviour: SkuIoBehaviour
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

/** Starts a server on the loopback interface that behaves as SKU.io does, documented or assumed (docs/remotes/sku-io.md). */
export async function startSkuIoSandbox(options: SkuIoSandboxOptions = {}): Promise<SkuIoSandbox> {
  const remote = remoteOf(options)
  const file = options.file === undefined ? null : keptIn(options.file, remote.store, options)
  if (!file) seed(remote.store, options)
  const { token } = remote.tokens.issue(options.token === undefined ? {} : { token: options.token })

  const faults = new FaultPlan()
  const requests = new RequestLog()
  const control = new Hono<SandboxEnv>()
  control.route('/', controlRoutes({ faults, requests, listener: () => listener }))
  control.route('/', skuIoControlRoutes(remote))

  const app = sandboxApp(remote, faults, requests, control)
  const listener = await listenOnLoopback(app, options.port ?? 0)
  const controlApp = new Hono<SandboxEnv>()
  controlApp.route('/__sandbox', control)
  const controlListener = await listenOnLoopback(controlApp, options.controlPort ?? 0)
  return {
    baseUrl: listener.url,
    controlUrl: controlListener.url,
    token,
    tenant: remote.tenant,
    store: remote.store,
    tokens: remote.tokens,
    behaviour: remote.behaviour,
    faults,
    requests,
    answer: answerInProcess(app),
    down: listener.down,
    up: listener.up,
    close: async () => {
      await Promise.all([listener.close(), controlListener.close()])
      await file?.settled()
    },
  }
}

function remoteOf(options: SkuIoSandboxOptions): SkuIoRemote {
  const now = options.now ?? (() => new Date())
  return {
    store: new SkuIoStore(now),
    tokens: new TokenStore(),
    tenant: options.tenant ?? 'acme',
    behaviour: {
      listRows: options.listRows ?? 'brief',
      createStatus: options.createStatus ?? 200,
      routes: options.routes ?? 'all',
      imports: options.imports ?? 'counted',
      scopes: options.scopes ?? 'customers',
      amounts: options.amounts ?? 'text',
      addresses: options.addresses ?? 'in-customer',
      bulkDeletes: options.bulkDeletes ?? 'done',
      expiredTokens: options.expiredTokens ?? 'refused',
    },
    now,
  }
}

function sandboxApp(
  remote: SkuIoRemote,
  faults: FaultPlan,
  requests: RequestLog,
  control: Hono<SandboxEnv>,
): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.onError(answerRefusal)
  app.notFound(answerNoRoute)
  app.use(
    '/api/*',
    clockMiddleware(remote.now),
    requestLogMiddleware(requests),
    faultMiddleware(faults, errorBodyOf),
  )
  app.route('/', apiRoutes(remote))
  app.route('/__sandbox', control)
  return app
}

function seed(store: SkuIoStore, options: SkuIoSandboxOptions): void {
  const { customers = 0, seed = 1 } = options
  seedStore(store, believableCustomers(customers, seed))
  seedSales(store, seed)
}

function keptIn(path: string, store: SkuIoStore, options: SkuIoSandboxOptions): ReturnType<typeof wholeFile> {
  const file = wholeFile(path, () => store.snapshot())
  const saved = readJsonFile(path)
  // The file is the sandbox's own; whatever else it holds fails loudly here or at the first request.
  if (saved !== undefined) store.restore(saved as StoreSnapshot)
  else {
    seed(store, options)
    file.changed()
  }
  store.onChange(file.changed)
  return file
}

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
import { ofnControlRoutes } from './control.ts'
import { answerRefusal, errorBodyOf, notFound } from './errors.ts'
import type { OfnBehaviour, OfnRemote, OfnUser } from './ofn-env.ts'
import { apiRoutes } from './routes.ts'
import { seedStore } from './seed-store.ts'
import { OfnStore, type StoreSnapshot } from './store.ts'

/** How a sandbox starts. */
export interface OfnSandboxOptions extends Partial<OfnBehaviour> {
  /** 0, the default, takes a free one. */
  port?: number
  /** Port of the control server; 0, the default, takes a free one. */
  controlPort?: number
  /** The API key of the manager of the first enterprise. */
  token?: string
  /** How many believable customers the first enterprise has at the start; none by default. */
  customers?: number
  /** Seed of those customers. */
  seed?: number
  /** A JSON file to keep the data in. When it exists the data comes from it and `customers` does not count. */
  file?: string
  /** The remote's clock. */
  now?: () => Date
}

/** A running Open Food Network that is none. */
export interface OfnSandbox {
  /** `http://127.0.0.1:PORT`, without `/api`. */
  baseUrl: string
  /** Where the control routes answer even while the remote is down; they start with `/__sandbox`. */
  controlUrl: string
  /** Key of a user who manages the first enterprise. */
  token: string
  /** Id of the first enterprise. */
  enterpriseId: number
  store: OfnStore
  keys: Map<string, OfnUser>
  behaviour: OfnBehaviour
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

/** The enterprises there are: the key manages the first alone. */
const ENTERPRISES = [
  [2, 'Fern & Field'],
  [5, 'Harbour Food Hub'],
] as const

/** Starts a server on the loopback interface that behaves as Open Food Network does (docs/remotes/open-food-network.md). */
export async function startOfnSandbox(options: OfnSandboxOptions = {}): Promise<OfnSandbox> {
  const now = options.now ?? (() => new Date())
  const token = options.token ?? 'sandbox-key-3f9c77c1'
  const enterpriseId = ENTERPRISES[0][0]
  const remote: OfnRemote = {
    store: new OfnStore(now),
    keys: new Map([[token, { manages: new Set([enterpriseId]) }]]),
    behaviour: {
      ignoredConditions: options.ignoredConditions ?? [],
      losesKeys: options.losesKeys ?? false,
    },
    now,
  }
  const { store } = remote
  for (const [id, name] of ENTERPRISES) store.addEnterprise(id, name)
  const file = options.file === undefined ? null : wholeFile(options.file, () => store.snapshot())
  const saved = options.file === undefined ? undefined : readJsonFile(options.file)
  // The file is the sandbox's own; whatever else it holds fails loudly here or at the first request.
  if (saved !== undefined) store.restore(saved as StoreSnapshot)
  else {
    seedStore(store, enterpriseId, believableCustomers(options.customers ?? 0, options.seed ?? 1))
    file?.changed()
  }
  if (file !== null) store.onChange(file.changed)

  const faults = new FaultPlan()
  const requests = new RequestLog()
  const control = new Hono<SandboxEnv>()
  control.route('/', controlRoutes({ faults, requests, listener: () => listener }))
  control.route('/', ofnControlRoutes(remote))
  const app = new Hono<SandboxEnv>()
  app.onError(answerRefusal)
  app.notFound((c) => c.json(notFound().body, 404))
  const words = faultMiddleware(faults, (status) => errorBodyOf(status, token))
  app.use('/api/*', clockMiddleware(remote.now), requestLogMiddleware(requests), words)
  app.route('/', apiRoutes(remote))
  app.route('/__sandbox', control)
  const listener = await listenOnLoopback(app, options.port ?? 0)
  const controlApp = new Hono<SandboxEnv>()
  controlApp.route('/__sandbox', control)
  const controlListener = await listenOnLoopback(controlApp, options.controlPort ?? 0)
  return {
    ...{ baseUrl: listener.url, controlUrl: controlListener.url, token, enterpriseId },
    ...{ store, keys: remote.keys, behaviour: remote.behaviour, faults, requests },
    ...{ answer: answerInProcess(app), down: listener.down, up: listener.up },
    close: async () => {
      await Promise.all([listener.close(), controlListener.close()])
      await file?.settled()
    },
  }
}

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
import { readJsonFile, wholeFile, type WholeFile } from '../whole-file.ts'
import { KountaAccess } from './access.ts'
import { kountaControlRoutes } from './control.ts'
import { answerNoRoute, answerRefusal, errorBodyOf } from './errors.ts'
import type { KountaBehaviour, KountaRemote } from './kounta-env.ts'
import { apiRoutes } from './routes.ts'
import { seedStore } from './seed-store.ts'
import { KountaStore, type StoreSnapshot } from './store.ts'
import { WebhookSender } from './webhook-sender.ts'
import { wholeCustomer } from './wire.ts'

/** How a sandbox starts. */
export interface KountaSandboxOptions extends Partial<KountaBehaviour> {
  /** 0, the default, takes a free one. */
  port?: number
  /** Port of the control server; 0, the default, takes a free one. */
  controlPort?: number
  clientId?: string
  clientSecret?: string
  companyId?: number
  companyName?: string
  /** How many believable customers there are at the start; none by default. */
  customers?: number
  /** Seed of those customers. */
  seed?: number
  /** A JSON file to keep the data in. When it exists the data comes from it and `customers` does not count. */
  file?: string
  /** The remote's clock. */
  now?: () => Date
}

/** A running Kounta that is none. */
export interface KountaSandbox {
  /** `http://127.0.0.1:PORT`, without `/v1`. The page for signing in is at `/authorize`. */
  baseUrl: string
  /** Where the control routes answer even while the remote is down; they start with `/__sandbox`. */
  controlUrl: string
  clientId: string
  clientSecret: string
  companyId: number
  store: KountaStore
  access: KountaAccess
  webhooks: WebhookSender
  behaviour: KountaBehaviour
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

/** Starts a server on the loopback interface that behaves as Kounta does, documented or assumed (docs/remotes/kounta.md). */
export async function startKountaSandbox(options: KountaSandboxOptions = {}): Promise<KountaSandbox> {
  const remote = remoteOf(options)
  const { store, access, webhooks } = remote
  const clientId = options.clientId ?? 'desk-sandbox'
  const clientSecret = options.clientSecret ?? 'SandboxSecretWithoutAnyWorthOutsideTests'
  access.register({ id: clientId, secret: clientSecret, redirectUris: 'any' })
  const file = options.file === undefined ? null : keptIn(options.file, store)
  if (store.customers.size === 0) {
    seedStore(store, believableCustomers(options.customers ?? 0, options.seed ?? 1), clientId)
  }
  store.onChange((event) => {
    const secretOf = (application: string): string => access.application(application)?.secret ?? ''
    webhooks.deliver(event, secretOf, (application) => wholeCustomer(remote, event.customer, application))
  })

  const faults = new FaultPlan()
  const requests = new RequestLog()
  const control = new Hono<SandboxEnv>()
  control.route('/', controlRoutes({ faults, requests, listener: () => listener }))
  control.route('/', kountaControlRoutes(remote, clientId))

  const app = new Hono<SandboxEnv>()
  app.onError(answerRefusal)
  app.notFound(answerNoRoute)
  app.use(
    '/v1/*',
    clockMiddleware(remote.now),
    requestLogMiddleware(requests),
    faultMiddleware(faults, errorBodyOf),
  )
  app.route('/', apiRoutes(remote))
  app.route('/__sandbox', control)
  const listener = await listenOnLoopback(app, options.port ?? 0)
  const controlApp = new Hono<SandboxEnv>()
  controlApp.route('/__sandbox', control)
  const controlListener = await listenOnLoopback(controlApp, options.controlPort ?? 0)
  return {
    baseUrl: listener.url,
    controlUrl: controlListener.url,
    ...{ clientId, clientSecret, companyId: remote.companyId },
    ...{ store, access, webhooks, behaviour: remote.behaviour, faults, requests },
    answer: answerInProcess(app),
    down: listener.down,
    up: listener.up,
    close: async () => {
      await Promise.all([listener.close(), controlListener.close()])
      await file?.settled()
    },
  }
}

function remoteOf(options: KountaSandboxOptions): KountaRemote {
  const now = options.now ?? (() => new Date())
  return {
    store: new KountaStore(),
    access: new KountaAccess(now),
    webhooks: new WebhookSender(),
    companyId: options.companyId ?? 5678,
    companyName: options.companyName ?? 'Swan Lane Coffee',
    behaviour: {
      paging: options.paging ?? 'next-page',
      createAnswer: options.createAnswer ?? 'empty',
      updateAnswer: options.updateAnswer ?? 'record',
      locations: options.locations ?? 'absolute',
      mobileLookup: options.mobileLookup ?? 'redirect',
      incompleteLookup: options.incompleteLookup ?? 'refused',
      expiredToken: options.expiredToken ?? 400,
      refreshTokens: options.refreshTokens ?? 'rotate',
      addressParts: options.addressParts ?? 'lines-and-zone',
      primaryAddress: options.primaryAddress ?? 'primary_address',
      rateLimitReset: options.rateLimitReset ?? 'seconds',
      rateLimit: options.rateLimit ?? 'enforced',
      plan: options.plan ?? 'with-api',
      signIn: options.signIn ?? 'allow',
    },
    now,
  }
}

function keptIn(path: string, store: KountaStore): WholeFile {
  const file = wholeFile(path, () => store.snapshot())
  const saved = readJsonFile(path)
  // The file is the sandbox's own; whatever else it holds fails loudly here or at the first request.
  if (saved !== undefined) store.restore(saved as StoreSnapshot)
  store.onChange(file.changed)
  return file
}

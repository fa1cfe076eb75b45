import { Hono } from 'hono'
import { answerInProcess, type AnswerInProcess } from '../answer-in-process.ts'
import { believableCustomers } from '../believable-customers.ts'
import { controlRoutes } from '../control-routes.ts'
import { FaultPlan } from '../faults.ts'
import { RequestLog } from '../request-log.ts'
import type { SandboxEnv } from '../sandbox-env.ts'
import { listenOnLoopback, type SandboxCertificate } from '../sandbox-listener.ts'
import { readJsonFile, wholeFile } from '../whole-file.ts'
import { ApiKeys } from './api-keys.ts'
import { wooControlRoutes } from './control.ts'
import { seedAdministrator, seedStore } from './seed-store.ts'
import { siteApp } from './site.ts'
import { WooStore, type StoreSnapshot } from './store.ts'
import { legacyCustomer } from './legacy-wire.ts'
import { modernCustomer } from './modern-wire.ts'
import { WebhookSender } from './webhook-sender.ts'
import type { WooBehaviour, WooRemote } from './woo-env.ts'

/** How a sandbox starts. */
export interface WooSandboxOptions extends Partial<WooBehaviour> {
  /** 0, the default, takes a free one. */
  port?: number
  /** Port of the control server; 0, the default, takes a free one. */
  controlPort?: number
  /** The first pair of keys: they read and write, and belong to the administrator. */
  consumerKey?: string
  consumerSecret?: string
  /** How many believable customers there are at the start; none by default. */
  customers?: number
  /** Seed of those customers. */
  seed?: number
  /** A JSON file to keep the data in. When it exists the data comes from it and `customers` does not count. */
  file?: string
  /** Answers over https with this certificate instead of over http. */
  certificate?: SandboxCertificate
  /** Name of the store. */
  name?: string
  /** The remote's clock. */
  now?: () => Date
}

/** A running store that is none. */
export interface WooSandbox {
  /** `http://127.0.0.1:PORT`, or https with a certificate. */
  baseUrl: string
  /** Where the control routes answer even while the remote is down; they start with `/__sandbox`. */
  controlUrl: string
  consumerKey: string
  consumerSecret: string
  store: WooStore
  keys: ApiKeys
  webhooks: WebhookSender
  behaviour: WooBehaviour
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

const OPENED = Date.UTC(2020, 5, 1) / 1000

/**
 * Starts a server on the loopback interface that behaves as a WooCommerce store does by either API or both, with the
 * traps of real stores (docs/remotes/woocommerce.md).
 */
export async function startWooSandbox(options: WooSandboxOptions = {}): Promise<WooSandbox> {
  const remote = remoteOf(options)
  const fill = (): void => {
    seedAdministrator(remote.store, OPENED)
    seedStore(remote.store, believableCustomers(options.customers ?? 0, options.seed ?? 1))
  }
  const file = options.file === undefined ? null : keptIn(options.file, remote.store, fill)
  if (!file) fill()
  const { consumerKey, consumerSecret } = remote.keys.issue({
    ...(options.consumerKey === undefined ? {} : { consumerKey: options.consumerKey }),
    ...(options.consumerSecret === undefined ? {} : { consumerSecret: options.consumerSecret }),
  })

  remote.store.onEvent((topic, user) => {
    remote.webhooks.deliver(topic, (format) => {
      if (topic === 'customer.deleted') return { id: user.id }
      return format === 'legacy' ? { customer: legacyCustomer(user, remote) } : modernCustomer(user, remote)
    })
  })

  const faults = new FaultPlan()
  const requests = new RequestLog()
  const control = new Hono<SandboxEnv>()
  control.route('/', controlRoutes({ faults, requests, listener: () => listener }))
  control.route('/', wooControlRoutes(remote))

  const site = siteApp(remote, faults, requests, control)
  const listener = await listenOnLoopback(site, options.port ?? 0, options.certificate)
  const controlApp = new Hono<SandboxEnv>()
  controlApp.route('/__sandbox', control)
  const controlListener = await listenOnLoopback(controlApp, options.controlPort ?? 0)
  return {
    baseUrl: listener.url,
    controlUrl: controlListener.url,
    consumerKey,
    consumerSecret,
    store: remote.store,
    keys: remote.keys,
    webhooks: remote.webhooks,
    behaviour: remote.behaviour,
    faults,
    requests,
    answer: answerInProcess(site),
    down: listener.down,
    up: listener.up,
    close: async () => {
      await Promise.all([listener.close(), controlListener.close()])
      await file?.settled()
    },
  }
}

function remoteOf(options: WooSandboxOptions): WooRemote {
  const now = options.now ?? (() => new Date())
  return {
    store: new WooStore(now),
    keys: new ApiKeys(),
    webhooks: new WebhookSender(),
    name: options.name ?? 'Corner Store',
    behaviour: {
      modern: options.modern ?? true,
      legacy: options.legacy ?? 'on',
      permalinks: options.permalinks ?? 'pretty',
      maintenance: options.maintenance ?? false,
      timezone: options.timezone ?? 'UTC',
      generatesPasswords: options.generatesPasswords ?? true,
      generatesUsernames: options.generatesUsernames ?? true,
      protectsRoles: options.protectsRoles ?? false,
      overlappingCreates: options.overlappingCreates ?? 'refused',
      printsNotices: options.printsNotices ?? false,
    },
    now,
    creating: new Map(),
  }
}

function keptIn(path: string, store: WooStore, fill: () => void): ReturnType<typeof wholeFile> {
  const file = wholeFile(path, () => store.snapshot())
  const saved = readJsonFile(path)
  // The file is the sandbox's own; whatever else it holds fails loudly here or at the first request.
  if (saved !== undefined) store.restore(saved as StoreSnapshot)
  else {
    fill()
    file.changed()
  }
  store.onChange(file.changed)
  return file
}
